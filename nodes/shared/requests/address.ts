import { ServiceError } from './errors';

/**
 * An address as people paste it; without a scheme, https is assumed.
 *
 * @param example what to enter, for the error
 * @throws ServiceError when it is not a web address
 */
export function parseAddress(text: string, example: string): URL {
	const trimmed = text.trim();
	const withScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(trimmed) ? trimmed : `https://${trimmed}`;
	const url = URL.canParse(withScheme) ? new URL(withScheme) : undefined;
	const isWeb = url && ['http:', 'https:'].includes(url.protocol);
	// a host "https" is a mistyped scheme: https//name
	if (isWeb && !/[\s,;]|^https?$/.test(url.hostname)) return url;
	throw new ServiceError({
		what: trimmed === '' ? 'The Base URL is empty.' : 'The Base URL is not a valid web address.',
		advice: `Enter ${example} in the credential.`,
		cause: 'configuration-invalid',
	});
}
