import { createHash } from 'crypto';
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { parseAddress } from '../../shared/requests/address';

export const CREDENTIAL_TYPE = 'yeastarApi';

/** The fields of the credential as n8n gives them, decrypted. */
export interface YeastarCredentials extends ICredentialDataDecryptedObject {
	baseUrl: string;
	authentication: 'clientCredentials' | 'accessToken';
	clientId: string;
	clientSecret: string;
	accessToken: string;
	allowUnauthorizedCerts: boolean;
	/** IANA name, or empty. */
	timeZone: string;
	/** Written by n8n: see session.ts. */
	sessionToken: string;
}

/**
 * The origin of a base URL as people paste it: with or without a scheme (https is assumed), with a trailing slash or a
 * path such as `/openapi/v1.0`.
 *
 * @throws ServiceError when it is no address
 */
export const originOf = (baseUrl: string): string => parseAddress(baseUrl, EXAMPLE).origin;

const EXAMPLE =
	'the address of the PBX, such as https://192.168.5.150:8088 or https://name.example.yeastarcloud.com,';

/** A mark of what a token was made from, so that a changed secret or address never meets an old token. */
export const bindingOf = ({ baseUrl, clientId, clientSecret }: YeastarCredentials): string =>
	createHash('sha256')
		.update(JSON.stringify([originOf(baseUrl), clientId, clientSecret]))
		.digest('hex')
		.slice(0, 16);
