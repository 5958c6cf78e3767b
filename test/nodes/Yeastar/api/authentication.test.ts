import { authenticate } from '../../../../nodes/Yeastar/api/authentication';
import type { YeastarCredentials } from '../../../../nodes/Yeastar/api/credentials';
import type { ServiceError } from '../../../../nodes/shared/requests/errors';

const origin = 'https://pbx.example:8088';
const credentials: YeastarCredentials = {
	baseUrl: `${origin}/openapi/v1.0`,
	authentication: 'accessToken',
	clientId: '',
	clientSecret: '',
	accessToken: ' secret ',
	allowUnauthorizedCerts: false,
	timeZone: '',
	country: '',
	sessionToken: '',
};

test('the token goes in the query, beside what is there, and is not carried on', () => {
	const request = { url: '/a', qs: { b: 1 }, headers: { c: 'd' } };

	expect(authenticate(credentials, request)).toEqual({
		url: '/a',
		baseURL: origin,
		qs: { b: 1, access_token: 'secret' },
		headers: { c: 'd', 'User-Agent': 'n8n-nodes-call-transcripts' },
		disableFollowRedirect: true,
	});
	expect(authenticate(credentials, { url: `${origin}/a` }).qs).toEqual({ access_token: 'secret' });
	const insecure = { ...credentials, allowUnauthorizedCerts: true };
	expect(authenticate(insecure, request).skipSslCertificateValidation).toBe(true);
});

test.each([
	{ url: 'https://elsewhere.example/' },
	{ url: '/a', baseURL: 'https://elsewhere.example' },
	{ url: 'https://pbx.example/a' },
	{ url: 'http://pbx.example:8088/a' },
])('%j goes elsewhere and gets no token: the error says where it may go', (request) => {
	expect.assertions(2);
	try {
		authenticate(credentials, request);
	} catch (error) {
		expect((error as ServiceError).message).toBe(
			`The request does not go to the address in the credential. Use an address that starts with ${origin}, so that the token is not sent anywhere else.`,
		);
		expect((error as ServiceError).failure?.cause).toBe('configuration-invalid');
	}
});
