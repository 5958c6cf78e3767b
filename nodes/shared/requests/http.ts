import type {
	ICredentialDataDecryptedObject,
	IExecuteFunctions,
	IHttpRequestOptions,
	ILoadOptionsFunctions,
	IN8nHttpFullResponse,
	IPollFunctions,
} from 'n8n-workflow';

import { clock, raceAgainst } from '../clock';
import { ServiceError, cancelled, isCancelled, serviceErrorIn } from './errors';
import { blockedBySsrfGuard, httpStatusError, networkError, unreadable } from './networkErrors';

/** Whatever of n8n asks a phone system for something: an action node, a trigger's poll, a picker. */
export type NodeContext = IExecuteFunctions | IPollFunctions | ILoadOptionsFunctions;

export interface HttpRequest {
	credentialType: string;
	/** Decrypted; n8n signs in anew when its expirable property is `''`, and writes the new value into this object. */
	credentials: ICredentialDataDecryptedObject;
	origin: string;
	path: string;
	query?: Record<string, string | number>;
}

export interface HttpAnswer {
	status: number;
	/** Names in lower case. */
	headers: Record<string, string>;
	body: AsyncIterable<Uint8Array>;
}

/** What `encoding: 'stream'` gives: a Readable of Node. */
type BodyStream = AsyncIterable<Uint8Array> & { destroy(): void };

/** A JSON answer of a list is some megabytes at the most; the large file is streamed. */
const MAX_JSON_BYTES = 64 * 1024 * 1024;

/** The signal of the execution that the user can stop; polls and pickers have none. */
export const cancelSignalOf = (context: NodeContext): AbortSignal | undefined =>
	'getExecutionCancelSignal' in context ? context.getExecutionCancelSignal?.() : undefined;

/** When n8n no longer waits for a poll's result, ms since 1970: nothing is read on then. */
const ends = new WeakMap<NodeContext, number>();

export const waitUntil = (context: NodeContext, end: number): void => void ends.set(context, end);

/** Infinity where n8n waits as long as it takes. */
export const endOf = (context: NodeContext): number => ends.get(context) ?? Infinity;

const TOO_SLOW = 'too slow';

const tooSlow = (origin: string): ServiceError =>
	new ServiceError({
		what: `${new URL(origin).host} took longer to send its calls than n8n gives to one poll.`,
		advice:
			'The next poll asks for a shorter period. If it stays, shorten Lookback Hours under Options.',
		cause: 'temporarily-unavailable',
		serviceCode: TOO_SLOW,
	});

export const isTooSlow = (error: unknown): boolean =>
	error instanceof ServiceError && error.serviceCode === TOO_SLOW;

/**
 * The one way out: sends a GET through n8n (its proxy settings, TLS, SSRF guard and credentials come with it) and gives
 * the head of the answer and its body in pieces. Follows no redirect: they would carry the token elsewhere.
 *
 * @throws ServiceError when nothing answers, or when the answer stalls
 */
export async function send(context: NodeContext, request: HttpRequest): Promise<HttpAnswer> {
	const { credentialType, credentials, origin, path, query } = request;
	const signal = cancelSignalOf(context);
	// closes the connection when we give up on it; in an action n8n puts the execution's own signal in its place
	const connection = new AbortController();
	const options: IHttpRequestOptions = {
		method: 'GET',
		baseURL: origin,
		url: path,
		qs: query,
		encoding: 'stream',
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		disableFollowRedirect: true,
		timeout: Math.max(1, Math.min(clock.patience.answer, endOf(context) - clock.now())),
		abortSignal: connection.signal,
	};
	const answer = (await context.helpers.httpRequestWithAuthentication
		.call(context, credentialType, options, {
			credentialsDecrypted: { id: '', name: '', type: credentialType, data: credentials },
		})
		.catch((error: unknown) => {
			throw failureOf(error, origin, signal);
		})) as IN8nHttpFullResponse;
	return {
		status: answer.statusCode,
		headers: answer.headers as Record<string, string>,
		body: patiently(context, answer.body as unknown as BodyStream, origin, connection),
	};
}

/** What a failed request is told as. */
function failureOf(error: unknown, origin: string, signal?: AbortSignal): unknown {
	if (isCancelled(error, signal)) return cancelled();
	return serviceErrorIn(error) ?? blockedBySsrfGuard(error, origin) ?? networkError(error, origin);
}

/** The body's pieces; a body that stalls or breaks becomes a ServiceError. */
async function* patiently(
	context: NodeContext,
	body: BodyStream,
	origin: string,
	connection: AbortController,
): AsyncGenerator<Uint8Array> {
	const pieces = body[Symbol.asyncIterator]();
	try {
		for (;;) {
			const patience = AbortSignal.timeout(clock.patience.body);
			const next = await raceAgainst(pieces.next(), patience);
			if (next.done) return;
			if (clock.now() > endOf(context)) throw tooSlow(origin);
			yield next.value;
		}
	} catch (error) {
		throw failureOf(error, origin, cancelSignalOf(context));
	} finally {
		body.destroy();
		connection.abort();
	}
}

/** The whole body as text. */
async function readText(answer: HttpAnswer, origin: string): Promise<string> {
	const pieces: Uint8Array[] = [];
	let bytes = 0;
	for await (const piece of answer.body) {
		pieces.push(piece);
		bytes += piece.length;
		if (bytes > MAX_JSON_BYTES) throw unreadable(origin, 'an answer of more than 64 MB', false);
	}
	return Buffer.concat(pieces).toString('utf8');
}

/**
 * Sends a request and reads its answer as JSON, whatever the HTTP status.
 *
 * @throws ServiceError when the answer is no JSON: with the HTTP status when that is an error, else with what came
 */
export async function sendForJson(
	context: NodeContext,
	request: HttpRequest,
): Promise<{ status: number; headers: Record<string, string>; json: unknown }> {
	const answer = await send(context, request);
	const text = await readText(answer, request.origin);
	const { status, headers } = answer;
	try {
		return { status, headers, json: JSON.parse(text) as unknown };
	} catch {
		throw httpStatusError(request.origin, status, headers, text) ?? notJson(request.origin, text);
	}
}

/** What came where JSON was due, told by its first characters. */
export function notJson(origin: string, text: string): ServiceError {
	const start = text.trimStart().slice(0, 1);
	if (start === '') return unreadable(origin, 'an empty answer', true);
	if (start === '<') return unreadable(origin, 'a web page instead of data', false);
	if (start === '{' || start === '[') return unreadable(origin, 'an answer that was cut off', true);
	return unreadable(origin, 'an answer that is no JSON', false);
}
