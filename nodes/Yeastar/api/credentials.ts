import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { z } from 'zod';

import { parseAddress } from '../../shared/requests/address';
import { fingerprintOf } from '../../shared/requests/fingerprint';

export const CREDENTIAL_TYPE = 'yeastarApi';

/** The fields of the credential as n8n passes them, decrypted. */
export interface YeastarCredentials extends ICredentialDataDecryptedObject {
	baseUrl: string;
	authentication: 'clientCredentials' | 'accessToken';
	clientId: string;
	clientSecret: string;
	accessToken: string;
	allowUnauthorizedCerts: boolean;
	/** IANA name, or empty. */
	timeZone: string;
	/** ISO 3166 code, or empty. */
	country: string;
	/** Written by n8n: a Session as JSON, or empty. */
	sessionToken: string;
}

/**
 * The hidden field `sessionToken`: a token, or a note that the PBX rejected the secret. n8n keeps it encrypted with the
 * credential, where every process and every restart finds it.
 */
const sessionSchema = z.object({
	/** See bindingOf. */
	boundTo: z.string(),
	token: z.string().optional(),
	/** Milliseconds since 1970. */
	expiresAt: z.number().optional(),
	/** The code with which the PBX rejected the sign-in, empty if it sent none, and the error that was reported. */
	rejected: z.string().optional(),
	what: z.string().optional(),
	advice: z.string().optional(),
});
export type Session = z.infer<typeof sessionSchema>;

const EXAMPLE =
	'the address of the PBX, such as https://192.168.5.150:8088 or https://name.example.yeastarcloud.com,';

/**
 * The origin of a base URL as people paste it: with or without a scheme (https is the default), a trailing slash, or a
 * path such as `/openapi/v1.0`.
 *
 * @throws ServiceError when it is not an address
 */
export const originOf = (baseUrl: string): string => parseAddress(baseUrl, EXAMPLE).origin;

export const isPasted = ({ authentication }: YeastarCredentials): boolean =>
	authentication === 'accessToken';

/** Identifies what a token was made from, so that an old token is never used with a changed secret or address. */
export const bindingOf = (credentials: YeastarCredentials): string => {
	const { baseUrl, clientId, clientSecret, accessToken } = credentials;
	const identity = isPasted(credentials) ? [accessToken] : [clientId, clientSecret];
	return fingerprintOf([originOf(baseUrl), ...identity]);
};

/** Identifies a credential by everything that a person can enter. */
export const credentialFingerprint = (credentials: YeastarCredentials): string =>
	fingerprintOf({ ...credentials, sessionToken: '' });

/** The stored session, if it is valid and was made from the current credential. */
export function storedSession(credentials: YeastarCredentials): Session | undefined {
	const session = parseSession(credentials.sessionToken);
	return session?.boundTo === bindingOf(credentials) ? session : undefined;
}

function parseSession(stored: string): Session | undefined {
	try {
		return sessionSchema.parse(JSON.parse(stored));
	} catch {
		return undefined;
	}
}
