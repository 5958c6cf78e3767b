import { clock } from '../clock';
import type { ErrorRow } from './errors';
import { NetworkError, ServiceError } from './errors';

/** Network failures by Node's code. `{host}` is the address of the request. */
export const networkErrorTable: Record<string, ErrorRow> = {
	ENOTFOUND: {
		what: '{host} could not be found.',
		advice:
			'Check the spelling of the Base URL in the credential, and that n8n can reach your DNS server.',
		cause: 'temporarily-unavailable',
	},
	EAI_AGAIN: {
		what: 'The address of {host} could not be looked up.',
		advice: 'Check the network and DNS settings of the machine that runs n8n, then try again.',
		cause: 'temporarily-unavailable',
		repeat: true,
	},
	ECONNREFUSED: {
		what: '{host} refused the connection.',
		advice:
			'Check that the phone system is turned on, and that the address and port in the credential are correct.',
		cause: 'temporarily-unavailable',
		repeat: true,
	},
	EHOSTUNREACH: {
		what: 'n8n cannot reach {host}.',
		advice: 'Check that n8n and the phone system are on the same network or connected by a VPN.',
		cause: 'temporarily-unavailable',
		repeat: true,
	},
	ETIMEDOUT: {
		what: '{host} did not respond in time.',
		advice: 'Check that the address is correct and that no firewall blocks the connection.',
		cause: 'temporarily-unavailable',
		repeat: true,
		overload: true,
	},
	ECONNRESET: {
		what: '{host} closed the connection unexpectedly.',
		advice:
			'Try again in a moment. If it keeps happening, check for a proxy or firewall in between.',
		cause: 'temporarily-unavailable',
		repeat: true,
	},
	CERTIFICATE: {
		what: 'The certificate of {host} is not trusted.',
		advice:
			'For a PBX on your own network, turn on Ignore SSL Issues in the credential. Otherwise, a proxy in between is using its own certificate: ask whoever runs n8n to add it to NODE_EXTRA_CA_CERTS.',
		cause: 'configuration-invalid',
	},
	CERTIFICATE_NAME: {
		what: 'The certificate of {host} was issued for a different name.',
		advice:
			'Use the name on the certificate in the Base URL, or turn on Ignore SSL Issues in the credential.',
		cause: 'configuration-invalid',
	},
	CERTIFICATE_EXPIRED: {
		what: 'The certificate of {host} has expired.',
		advice: 'Renew it on the phone system, or turn on Ignore SSL Issues in the credential.',
		cause: 'configuration-invalid',
	},
	NOT_TLS: {
		what: '{host} does not use HTTPS.',
		advice:
			'Check the port in the Base URL, or start it with http:// if the phone system does not support HTTPS.',
		cause: 'configuration-invalid',
	},
	SSRF: {
		what: 'n8n is set up to block requests to {host}, an address on the local network.',
		advice:
			'Ask whoever runs n8n to add this address to N8N_SSRF_ALLOWED_IP_RANGES, or its name to N8N_SSRF_ALLOWED_HOSTNAMES.',
		cause: 'configuration-invalid',
	},
	OTHER: {
		what: 'The connection to {host} failed.',
		advice: 'Check that n8n can reach this address, then try again.',
		cause: 'temporarily-unavailable',
		repeat: true,
	},
};

/** Codes of Node and OpenSSL that mean the same to a user. */
const sameAs: Record<string, keyof typeof networkErrorTable> = {
	ECONNABORTED: 'ETIMEDOUT',
	ENETUNREACH: 'EHOSTUNREACH',
	EHOSTDOWN: 'EHOSTUNREACH',
	EPIPE: 'ECONNRESET',
	ERR_STREAM_PREMATURE_CLOSE: 'ECONNRESET',
	DEPTH_ZERO_SELF_SIGNED_CERT: 'CERTIFICATE',
	SELF_SIGNED_CERT_IN_CHAIN: 'CERTIFICATE',
	UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'CERTIFICATE',
	UNABLE_TO_GET_ISSUER_CERT: 'CERTIFICATE',
	UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'CERTIFICATE',
	ERR_TLS_CERT_ALTNAME_INVALID: 'CERTIFICATE_NAME',
	CERT_HAS_EXPIRED: 'CERTIFICATE_EXPIRED',
	EPROTO: 'NOT_TLS',
	ERR_SSL_WRONG_VERSION_NUMBER: 'NOT_TLS',
};

/**
 * An address in a private network (RFC 1918), where a Yeastar PBX listens on 8088 (docs/phone-systems.md, "Yeastar
 * address").
 */
const LAN_ADDRESS = /^(10|192\.168|172\.(1[6-9]|2\d|3[01]))\.[\d.]+$/;

/** The ServiceError for a request without an answer, or an answer that broke off. */
export function networkError(error: unknown, origin: string): NetworkError {
	const code = codeOf(error);
	const known = sameAs[code] ?? code;
	const key = known in networkErrorTable ? known : 'OTHER';
	const row = networkErrorTable[key]!;
	const { hostname, port } = new URL(origin);
	const noPort = port === '' && LAN_ADDRESS.test(hostname);
	const silent = ['ECONNREFUSED', 'ETIMEDOUT', 'EHOSTUNREACH'].includes(key);
	return new NetworkError({
		...row,
		what: withHost(row.what, origin),
		advice:
			noPort && silent
				? `A Yeastar PBX on the local network listens on port 8088: try https://${hostname}:8088 as the Base URL.`
				: row.advice,
		serviceCode: code === '' ? undefined : code,
	});
}

/** n8n's own guard against requests to private addresses (n8n, `N8N_SSRF_PROTECTION_ENABLED`). */
export function blockedBySsrfGuard(error: unknown, origin: string): ServiceError | undefined {
	for (let current = error, depth = 0; current instanceof Error && depth < 8; depth++) {
		if (`${current.name} ${current.constructor.name}`.includes('Ssrf')) {
			const row = networkErrorTable.SSRF!;
			return new NetworkError({ ...row, what: withHost(row.what, origin) });
		}
		current = current.cause;
	}
	return undefined;
}

/** Whether a 403 is about too many requests and not the token: it says when to retry, or says so in words. */
const saysTooMany = (headers: Record<string, string>, text: string): boolean =>
	'retry-after' in headers || /\brate limit|too many requests/i.test(text);

/**
 * The ServiceError for an HTTP status that is an error whatever the body says: a proxy's, or a busy server's.
 *
 * @param text the body, if it is known and is not data
 */
export function httpStatusError(
	origin: string,
	status: number,
	headers: Record<string, string>,
	text = '',
): ServiceError | undefined {
	if (status < 300) return undefined;
	const { host } = new URL(origin);
	const serviceCode = `HTTP ${status}`;
	if (status < 400) {
		return new ServiceError({
			what: `${host} redirected the request to another address, which n8n did not follow because the request carries your token.`,
			advice:
				'In the Base URL, use the address that your browser shows when you open the phone system.',
			cause: 'configuration-invalid',
			serviceCode,
		});
	}
	if (status === 429 || (status === 403 && saysTooMany(headers, text))) {
		return new ServiceError({
			what: `${host} received too many requests.`,
			advice: 'Wait a few minutes, or run the workflow less often.',
			cause: 'rate-limited',
			repeat: true,
			overload: true,
			retryAfterMs: retryAfterMs(headers),
			serviceCode,
		});
	}
	if (status === 408 || status >= 500) {
		return new ServiceError({
			what: `${host} is not available right now (HTTP ${status}).`,
			advice:
				'Try again in a few minutes. If it keeps happening, check the phone system and any proxy in front of it.',
			cause: 'temporarily-unavailable',
			repeat: true,
			overload: status === 503,
			retryAfterMs: retryAfterMs(headers),
			serviceCode,
		});
	}
	return new ServiceError({
		what: `${host} rejected the request (HTTP ${status}).`,
		advice:
			'Check the Base URL in the credential, and any proxy or firewall in front of the phone system.',
		cause: 'configuration-invalid',
		serviceCode,
	});
}

/** The ServiceError for an answer that is not what it should be. */
export function badAnswer(origin: string, came: string, repeat: boolean): ServiceError {
	return new ServiceError({
		what: `${new URL(origin).host} returned ${came}.`,
		advice: repeat
			? 'Try again in a moment. If it keeps happening, check any proxy between n8n and the phone system.'
			: 'Check that the Base URL in the credential points to the phone system itself, not to a proxy or a login page.',
		cause: repeat ? 'temporarily-unavailable' : 'configuration-invalid',
		repeat,
	});
}

/** The ServiceError for JSON that does not match; `issues` as returned by issuesOf in schema.ts. */
export function unexpectedAnswer(issues: string): ServiceError {
	return new ServiceError({
		what: `The phone system sent a response that this node does not understand: ${issues}.`,
		advice:
			'Check for an update to the node package. If there is none, report this error to its developers.',
		cause: 'node-defect',
	});
}

/** `Retry-After` in milliseconds: seconds or an HTTP date (RFC 9110, 10.2.3). */
function retryAfterMs(headers: Record<string, string>): number | undefined {
	const value = headers['retry-after'];
	if (value === undefined) return undefined;
	const seconds = Number(value);
	const ms = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(value) - clock.now();
	return ms > 0 ? ms : undefined;
}

const withHost = (sentence: string, origin: string) =>
	sentence.replace('{host}', new URL(origin).host);

/** The network code of an error, wherever n8n put it; `ETIMEDOUT` when our own patience ran out. */
function codeOf(error: unknown): string {
	let current = error as
		{ name?: unknown; code?: unknown; message?: unknown; cause?: unknown } | null | undefined;
	for (let depth = 0; typeof current === 'object' && current !== null && depth < 8; depth++) {
		const { name, code, message, cause } = current;
		if (name === 'TimeoutError') return 'ETIMEDOUT';
		// axios has no code for an answer that breaks off while it assembles it
		if (message === 'stream has been aborted') return 'ECONNRESET';
		if (typeof code === 'string' && code !== '' && !code.startsWith('ERR_BAD')) return code;
		current = cause as typeof current;
	}
	return '';
}
