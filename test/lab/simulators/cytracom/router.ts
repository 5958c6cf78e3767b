import { Buffer } from 'node:buffer';
import type { Answer, RecordedRequest } from '../shared/answer';
import { numbersToStrings } from '../shared/answer';
import type { CytracomAccount } from './account';
import { CytracomError } from './errors';
import type { CytracomReadings } from './readings';
import { transcriptions } from './transcriptions';

/** The path that the base URL ends in. */
export const basePath = '/v1.0';

/** One request to the API: an envelope `{code, data}`, or `{code, error_code, msg}` with the HTTP status. */
export function answerRequest(account: CytracomAccount, request: RecordedRequest): Answer {
	try {
		checkToken(account, request);
		checkRate(account);
		if (request.path !== `${basePath}/insights/transcriptions`) {
			throw new CytracomError(404, 'Not found');
		}
		if (request.method !== 'GET') throw new CytracomError(405, 'Method not allowed');
		return answer(account, 200, { code: 200, data: transcriptions(account, request) });
	} catch (error) {
		if (!(error instanceof CytracomError)) throw error;
		const { status, errorCode, message, headers, text } = error;
		if (text !== undefined) return { status, headers, text, contentType: 'text/html' };
		const json = {
			code: status,
			...(errorCode === undefined ? {} : { error_code: errorCode }),
			[account.readings.errorMessageField]: message,
		};
		return answer(account, status, json, headers);
	}
}

/** HTTP Basic with the user `token`: 401 without, 403 for a token that is not valid. */
function checkToken({ tokens }: CytracomAccount, { headers }: RecordedRequest): void {
	const encoded = /^Basic ([A-Za-z0-9+/=]+)$/i.exec(headers.authorization ?? '')?.[1] ?? '';
	const [user, ...password] = Buffer.from(encoded, 'base64').toString('utf8').split(':');
	if (user !== 'token' || password.length === 0) {
		throw new CytracomError(401, 'Authentication required', {
			'WWW-Authenticate': 'Basic realm="API"',
		});
	}
	if (!tokens.has(password.join(':'))) throw new CytracomError(403, 'Invalid or expired token');
}

/** A fixed window per account, on the simulator's clock. */
function checkRate({ options, rate, readings }: CytracomAccount): void {
	const { rateLimit, clock } = options;
	if (!rateLimit) return;
	const now = clock.now();
	if (now >= rate.windowStart + rateLimit.perMs) {
		rate.windowStart = now;
		rate.requests = 0;
	}
	rate.requests += 1;
	if (rate.requests <= rateLimit.requests) return;
	const endsAt = rate.windowStart + rateLimit.perMs;
	const retryAfter = {
		seconds: String(Math.ceil((endsAt - now) / 1000)),
		date: new Date(Math.ceil(endsAt / 1000) * 1000).toUTCString(),
		none: undefined,
	}[readings.rateLimitRetryAfter];
	const headers = retryAfter === undefined ? undefined : { 'Retry-After': retryAfter };
	const error = new CytracomError(readings.rateLimitStatus, 'Rate limit exceeded', headers);
	throw Object.assign(error, { text: rateLimitText(readings) });
}

/** Undefined for the API's own error. A bare 403 would be that of a token which is not valid. */
function rateLimitText(readings: CytracomReadings): string | undefined {
	const { rateLimitBody, rateLimitStatus, rateLimitRetryAfter } = readings;
	if (rateLimitBody === 'error') return undefined;
	const isTold = rateLimitStatus === 429 || rateLimitRetryAfter !== 'none';
	if (rateLimitBody === 'nothing' && isTold) return '';
	return `<html><body><h1>${rateLimitStatus} Rate limit exceeded</h1></body></html>`;
}

function answer(
	{ readings }: CytracomAccount,
	status: number,
	json: object,
	headers?: Record<string, string>,
): Answer {
	const sent = readings.numbersAsStrings ? numbersToStrings(json, ['code']) : json;
	return { status, headers, json: sent };
}
