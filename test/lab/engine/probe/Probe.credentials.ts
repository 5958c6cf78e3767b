import type {
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IHttpRequestHelper,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';

/** A credential with a session token, which it gets from `/token`. */
export class ProbeApi implements ICredentialType {
	name = 'probeApi';
	displayName = 'Probe API';
	properties: INodeProperties[] = [
		{
			displayName: 'Token',
			name: 'token',
			type: 'hidden',
			typeOptions: { expirable: true },
			default: '',
		},
		{ displayName: 'Base URL', name: 'baseUrl', type: 'string', default: '' },
		{ displayName: 'Secret', name: 'secret', type: 'string', default: 'default secret' },
	];

	test: ICredentialTestRequest = {
		request: { baseURL: '={{ $credentials.baseUrl }}', url: '/me' },
		rules: [
			{
				type: 'responseSuccessBody',
				properties: { key: 'error.code', value: 7, message: 'Seven is a bad number.' },
			},
		],
	};

	async preAuthentication(this: IHttpRequestHelper, credentials: ICredentialDataDecryptedObject) {
		const { baseUrl, secret } = credentials as Record<string, string>;
		if (secret === 'wrong') throw new Error('The secret is wrong: make a new one.');
		const answer: unknown = await this.helpers.httpRequest({ url: `${baseUrl}/token` });
		return { token: (answer as { token: string }).token };
	}

	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		options: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> {
		if (credentials.secret === 'refused') throw new Error('Refused by authenticate');
		const headers = { ...options.headers, 'X-Token': credentials.token as string };
		return await Promise.resolve({ ...options, headers });
	}
}
