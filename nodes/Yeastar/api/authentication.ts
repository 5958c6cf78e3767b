import type { IHttpRequestOptions } from 'n8n-workflow';

import { requireTested, takeMark } from '../../shared/requests/connectionTest';
import type { YeastarCredentials } from './credentials';
import { errorTable } from './errors';
import { withToken } from './signIn';

/**
 * Puts the token on a request, whoever sends it: our nodes, n8n's HTTP Request node, or the Test button.
 *
 * @throws ServiceError when the PBX rejected the secret, or the request goes elsewhere; RenewalNeeded
 */
export function authenticate(
	credentials: YeastarCredentials,
	options: IHttpRequestOptions,
): IHttpRequestOptions {
	const { isTest, request } = takeMark(options);
	if (isTest) requireTested(credentials, errorTable.changed!);
	return withToken(credentials, request);
}
