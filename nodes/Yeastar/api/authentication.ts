import type { ICredentialTestRequest, IHttpRequestOptions } from 'n8n-workflow';

import { ServiceError } from '../../shared/requests/errors';
import type { YeastarCredentials } from './credentials';
import { originOf } from './credentials';
import { USER_AGENT } from './ask';
import { NO_CALL, OF_NO_CALL, TEST_PATH, requireCheck } from './connectionCheck';
import { errorTable } from './errors';
import { tokenOf } from './session';

/**
 * Puts the token on a request: in the query, where alone the PBX looks for it (vendor page "Request Structure"). Without a
 * redirect, and to the PBX only. The Test button's own waits until a check has succeeded.
 *
 * @throws ServiceError when the PBX rejected the secret, or the request goes elsewhere; RenewalNeeded
 */
export function authenticate(
	credentials: YeastarCredentials,
	options: IHttpRequestOptions,
): IHttpRequestOptions {
	const origin = originOf(credentials.baseUrl);
	const baseURL = options.baseURL ?? origin;
	if (new URL(options.url, baseURL).origin !== origin) {
		throw new ServiceError({
			what: 'The request does not go to the PBX of the credential.',
			advice: `Use an address that begins with ${origin}, so that the access token stays on the PBX.`,
			cause: 'configuration-invalid',
		});
	}
	if (options.qs?.cdr_ids === NO_CALL) requireCheck(credentials);
	return {
		...options,
		baseURL,
		qs: { ...options.qs, access_token: tokenOf(credentials) },
		headers: { ...options.headers, 'User-Agent': USER_AGENT },
		disableFollowRedirect: true,
		skipSslCertificateValidation: credentials.allowUnauthorizedCerts,
	};
}

/**
 * What the Test button asks after it signed in: the transcript of no call. An old firmware, a missing permission and an
 * API that is switched off show in the errcode; that there is no such call is no error.
 */
export const connectionTest: ICredentialTestRequest = {
	request: {
		url: TEST_PATH,
		qs: { cdr_ids: NO_CALL },
		// n8n would wait for five minutes
		timeout: 20_000,
	},
	rules: Object.entries(errorTable)
		.filter(([errcode]) => /\d/.test(errcode) && !OF_NO_CALL.includes(errcode))
		// a rule matches one exact value: errcode is a number in the vendor's pages, a text on some systems
		.flatMap(([errcode, { what, advice }]) =>
			[Number(errcode), errcode].map((value) => ({
				type: 'responseSuccessBody' as const,
				properties: { key: 'errcode', value, message: `${what} ${advice}` },
			})),
		),
};
