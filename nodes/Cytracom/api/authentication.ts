import type { IHttpRequestOptions } from 'n8n-workflow';

import { requireTested, takeMark } from '../../shared/requests/connectionTest';
import { askOfTest } from './connectionTest';
import type { CytracomCredentials } from './credentials';
import { withToken } from './credentials';
import { errorTable } from './errors';

/**
 * Puts the token on a request, whoever sends it: our nodes, n8n's HTTP Request node, or the Test button.
 *
 * @throws ServiceError when the request goes elsewhere, RenewalNeeded when the connection must be checked first
 */
export function authenticate(
	credentials: CytracomCredentials,
	options: IHttpRequestOptions,
): IHttpRequestOptions {
	const { isTest, request } = takeMark(options);
	if (!isTest) return withToken(credentials, request);
	requireTested(credentials, errorTable['401']!);
	return withToken(credentials, { ...request, qs: askOfTest() });
}
