/** A credential of OAuth2 whose owner has signed in already. */
export const signedIn = (name: string, type: string, token: object = {}) => ({
	name,
	type,
	data: {
		clientId: 'simulated',
		clientSecret: 'simulated',
		oauthTokenData: { access_token: 'simulated', token_type: 'Bearer', ...token },
	},
});
