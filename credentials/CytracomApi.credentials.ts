import type {
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IHttpRequestHelper,
	IHttpRequestOptions,
	INodeProperties,
	Icon,
} from 'n8n-workflow';

import { authenticate } from '../nodes/Cytracom/api/authentication';
import { connectionTest, preAuthenticate } from '../nodes/Cytracom/api/connectionTest';
import type { CytracomCredentials } from '../nodes/Cytracom/api/credentials';
import { countryOptions } from '../nodes/shared/record/countries';

export class CytracomApi implements ICredentialType {
	name = 'cytracomApi';

	displayName = 'Cytracom API';

	icon: Icon = {
		light: 'file:../nodes/Cytracom/cytracom.svg',
		dark: 'file:../nodes/Cytracom/cytracom.dark.svg',
	};

	documentationUrl =
		'https://github.com/n8n-nodes-call-transcripts/n8n-nodes-call-transcripts/blob/main/docs/cytracom.md';

	properties: INodeProperties[] = [
		{
			displayName: 'Token',
			name: 'token',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description:
				'Created by the account administrator in the Cytracom portal under Users > Tokens > New',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: 'https://api.cytracom.net/v1.0',
			placeholder: 'e.g. https://api.cytracom.net/v1.0',
			required: true,
			description: 'Change this only if Cytracom gave you a different address',
		},
		{
			displayName: 'Country',
			name: 'country',
			type: 'options',
			options: countryOptions,
			default: 'US',
			description: 'Country used to read numbers without a country code, such as (512) 555-0100',
		},
		{
			displayName: 'Own Numbers',
			name: 'ownNumbers',
			type: 'string',
			default: '',
			placeholder: 'e.g. +15125550200, +1512777*',
			description:
				'Phone numbers of your company, separated by commas. They show which side of a call is the customer. End a number with * to include all numbers that start with it. Extensions of up to six digits always count as your own.',
		},
		// n8n runs preAuthentication only where a property can expire; this one does when Test is pressed
		{
			displayName: 'Connection',
			name: 'connection',
			type: 'hidden',
			typeOptions: { expirable: true },
			default: 'not checked',
		},
	];

	test: ICredentialTestRequest = connectionTest;

	async preAuthentication(this: IHttpRequestHelper, credentials: ICredentialDataDecryptedObject) {
		return await preAuthenticate(this, credentials as CytracomCredentials);
	}

	authenticate(
		credentials: ICredentialDataDecryptedObject,
		requestOptions: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> {
		return Promise.resolve(authenticate(credentials as CytracomCredentials, requestOptions));
	}
}
