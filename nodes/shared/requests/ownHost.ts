import type { IHttpRequestOptions } from 'n8n-workflow';

import { ServiceError } from './errors';

/** Yeastar requires one: without it the PBX answers 40002 (docs/phone-systems.md, "Yeastar sign-in"). */
export const USER_AGENT = 'n8n-nodes-call-transcripts';

/** As n8n's own HTTP Request node sends it, with the full address in `uri` and its own names for the rest. */
type AnyOptions = IHttpRequestOptions & { uri?: string };

/**
 * A request bound to the credential's own host, so that the token is not sent anywhere else: the address is checked and
 * redirects are off.
 *
 * @param base the base of relative addresses, such as `https://api.cytracom.net/v1.0`
 * @throws ServiceError when the request goes to another host
 */
export function toOwnHost(
	{ uri, ...options }: AnyOptions,
	base: string,
	skipCertificateCheck = false,
): IHttpRequestOptions & { url: string } {
	const { origin } = new URL(base);
	const address = uri ?? options.url;
	const isWhole = options.baseURL !== undefined || URL.canParse(address);
	const url = new URL(isWhole ? address : base + address, options.baseURL ?? origin);
	if (url.origin !== origin) {
		throw new ServiceError({
			what: 'The request does not go to the address in the credential.',
			advice: `Use an address that starts with ${origin}, so that the token is not sent anywhere else.`,
			cause: 'configuration-invalid',
		});
	}
	return {
		...options,
		baseURL: origin,
		url: url.pathname + url.search,
		headers: { ...options.headers, 'User-Agent': USER_AGENT },
		disableFollowRedirect: true,
		...(skipCertificateCheck && { skipSslCertificateValidation: true }),
		...(uri !== undefined && {
			followRedirect: false,
			followAllRedirects: false,
			...(skipCertificateCheck && { rejectUnauthorized: false }),
		}),
	};
}
