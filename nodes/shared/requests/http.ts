import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	IHttpRequestMethods,
	IHttpRequestOptions,
} from 'n8n-workflow';

import { clock } from '../clock';
import type { ServiceError } from './errors';
import { TooSlowError, cancelled, isCancelled, serviceErrorIn } from './errors';
import type { Limiter } from './limiter';
import { badAnswer, blockedBySsrfGuard, httpStatusError, networkError } from './networkErrors';
import { parseJson } from './parseJson';
import type { Transport } from './transport';

export interface HttpRequest {
	/** Decrypted; n8n signs in again when its expirable property is `''`, and writes the new value into this object. */
	credential: ICredentialDataDecryptedObject;
	path: string;
	query?: Record<string, string | number>;
	method?: IHttpRequestMethods;
	body?: IDataObject;
}

export interface HttpAnswer {
	status: number;
	/** Names in lower case. */
	headers: Record<string, string>;
	/** Read it to the end or call `return()`: until then it occupies one of the phone system's slots. */
	body: AsyncIterableIterator<Uint8Array>;
}

/** What `encoding: 'stream'` returns: a Node Readable. */
type BodyStream = AsyncIterable<Uint8Array> & { destroy(): void };

/** A JSON list is a few megabytes at most; the large file is streamed. */
const MAX_JSON_BYTES = 64 * 1024 * 1024;
/** An answer that starts within this time shows that the phone system can take more. */
const QUICK_MS = 1_000;

/**
 * The only way out: sends a request through n8n and returns the head of the answer and its body in pieces. Waits for a
 * free slot of the phone system. Follows no redirect, which would carry the token elsewhere.
 *
 * @throws ServiceError when nothing answers, or when the answer stalls
 */
export async function send(transport: Transport, request: HttpRequest): Promise<HttpAnswer> {
	const { limiter, origin } = transport;
	const leave = await placeIn(limiter, transport);
	// closes the connection when we give up on it; in an action, n8n replaces it with the execution's own signal
	const connection = new AbortController();
	try {
		const sentAt = clock.now();
		if (sentAt > transport.deadline) throw new TooSlowError(new URL(origin).host);
		const options: IHttpRequestOptions = {
			method: request.method ?? 'GET',
			baseURL: origin,
			url: request.path,
			qs: request.query,
			body: request.body,
			encoding: 'stream',
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
			disableFollowRedirect: true,
			timeout: Math.max(1, Math.min(transport.patienceMs(), transport.deadline - sentAt)),
			abortSignal: connection.signal,
		};
		const answer = await transport.exchange(options, request.credential);
		const { statusCode: status } = answer;
		if (status < 400 && clock.now() - sentAt <= QUICK_MS) limiter.speedUp();
		const body = answer.body as unknown as BodyStream;
		const headers = answer.headers as Record<string, string>;
		return { status, headers, body: patiently(transport, body, connection, leave) };
	} catch (error) {
		leave();
		throw failureOf(error, transport);
	}
}

/**
 * Waits for a slot as long as n8n waits for the result. @returns a function that frees the slot
 *
 * @throws TooSlowError
 */
export async function placeIn(limiter: Limiter, transport: Transport): Promise<() => void> {
	const { deadline, origin, signal } = transport;
	if (deadline === Infinity) {
		return await limiter.enter(signal).catch((error: unknown) => {
			throw failureOf(error, transport);
		});
	}
	// only actions can be stopped, and they have no deadline
	const end = AbortSignal.timeout(Math.max(0, Math.ceil(deadline - clock.now())));
	return await limiter.enter(end).catch(() => {
		throw new TooSlowError(new URL(origin).host);
	});
}

/** The error to report for a failed request. */
function failureOf(error: unknown, { origin, signal }: Transport): unknown {
	if (isCancelled(error, signal)) return cancelled();
	return serviceErrorIn(error) ?? blockedBySsrfGuard(error, origin) ?? networkError(error, origin);
}

/** The body's pieces; a body that stalls or breaks becomes a ServiceError. */
function patiently(
	transport: Transport,
	body: BodyStream,
	connection: AbortController,
	leave: () => void,
): AsyncIterableIterator<Uint8Array> {
	const pieces = body[Symbol.asyncIterator]();
	const patience = createPatience();
	const end = () => {
		patience.end();
		leave();
	};
	const giveUp = () => {
		end();
		body.destroy();
		connection.abort();
	};
	return {
		async next() {
			try {
				const next = await patience.waitFor(pieces.next());
				if (next.done) end();
				else if (clock.now() > transport.deadline) {
					throw new TooSlowError(new URL(transport.origin).host);
				}
				return next;
			} catch (error) {
				giveUp();
				throw failureOf(error, transport);
			}
		},
		async return() {
			giveUp();
			return await Promise.resolve({ done: true, value: undefined });
		},
		[Symbol.asyncIterator]() {
			return this;
		},
	};
}

/**
 * Waits for one piece after another, none longer than a body may be silent. Uses one timer for many pieces: creating one
 * for each would take longer than the piece itself.
 */
function createPatience() {
	let since = Infinity;
	let fail: (reason: Error) => void = () => undefined;
	let timer: AbortSignal;
	const look = () => {
		const left = clock.patience.body - Math.max(0, performance.now() - since);
		if (left > 0) watch(left);
		else fail(timer.reason as Error);
	};
	const watch = (ms: number) => {
		timer = AbortSignal.timeout(Math.ceil(ms));
		timer.addEventListener('abort', look);
	};
	watch(clock.patience.body);
	return {
		waitFor: async <T>(work: Promise<T>): Promise<T> => {
			since = performance.now();
			return await new Promise<T>((resolve, reject) => {
				fail = reject;
				work.then(resolve, reject);
			}).finally(() => (since = Infinity));
		},
		end: () => timer.removeEventListener('abort', look),
	};
}

/** The whole body. */
async function readBody(answer: HttpAnswer, origin: string): Promise<Buffer> {
	const pieces: Uint8Array[] = [];
	let bytes = 0;
	for await (const piece of answer.body) {
		pieces.push(piece);
		bytes += piece.length;
		if (bytes > MAX_JSON_BYTES) throw badAnswer(origin, 'a response larger than 64 MB', false);
	}
	return Buffer.concat(pieces);
}

/**
 * Sends a request and reads its answer as JSON, whatever the HTTP status.
 *
 * @throws ServiceError when the answer is not JSON: by the HTTP status if that is an error, else by what arrived
 */
export async function sendForJson(
	transport: Transport,
	request: HttpRequest,
): Promise<{ status: number; headers: Record<string, string>; json: unknown }> {
	const { origin } = transport;
	const answer = await send(transport, request);
	const body = await readBody(answer, origin);
	const { status, headers } = answer;
	try {
		return { status, headers, json: parseJson(body) };
	} catch {
		const text = body.toString();
		throw httpStatusError(origin, status, headers, text) ?? notJson(origin, text);
	}
}

/** What arrived instead of JSON, judged by its first characters. */
export function notJson(origin: string, text: string): ServiceError {
	const start = text.trimStart().slice(0, 1);
	if (start === '') return badAnswer(origin, 'an empty response', true);
	if (start === '<') return badAnswer(origin, 'a web page instead of data', false);
	if (start === '{' || start === '[') return badAnswer(origin, 'a response that was cut off', true);
	return badAnswer(origin, 'a response that is not JSON', false);
}
