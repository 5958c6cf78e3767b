import type { ICredentialDataDecryptedObject, IHttpRequestOptions } from 'n8n-workflow';

import { parseAddress } from '../../shared/requests/address';
import { fingerprintOf } from '../../shared/requests/fingerprint';
import { toOwnHost } from '../../shared/requests/ownHost';

export const CREDENTIAL_TYPE = 'cytracomApi';
/** User name of Basic auth, the same for all (docs/phone-systems.md, "Cytracom token"). */
const USER = 'token';

/** The fields of the credential as n8n passes them, decrypted. */
export interface CytracomCredentials extends ICredentialDataDecryptedObject {
	token: string;
	baseUrl: string;
	/** ISO 3166 code, or empty. */
	country: string;
	/** See NumberSettings. */
	ownNumbers: string;
	/** Never empty: see the credential's properties. */
	connection: string;
}

/** The address of the API's version, without a slash at its end. @throws ServiceError when it is not an address */
export function baseOf(baseUrl: string): { origin: string; path: string } {
	const { origin, pathname } = parseAddress(baseUrl, 'https://api.cytracom.net/v1.0');
	const path = pathname.replace(/\/+$/, '').replace(/\/insights(\/transcriptions)?$/, '');
	return { origin, path: path === '' ? '/v1.0' : path };
}

/** An account has no name in this API, so its token identifies it. */
export const accountOf = ({ token }: CytracomCredentials): string => fingerprintOf(token.trim());

/** Identifies a credential by everything that a person can enter. */
export const credentialFingerprint = (credentials: CytracomCredentials): string =>
	fingerprintOf({ ...credentials, connection: '' });

/** A request to Cytracom with the token. @throws ServiceError when it goes elsewhere */
export function withToken(
	{ baseUrl, token }: CytracomCredentials,
	options: IHttpRequestOptions,
): IHttpRequestOptions {
	const { origin, path } = baseOf(baseUrl);
	return {
		...toOwnHost(options, origin + path),
		auth: { username: USER, password: token.trim(), sendImmediately: true },
	};
}
