import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Answer, RecordedRequest } from './answer';
import type { AnswerFault } from './faults';

/** Streamed answers go out in pieces of about this size. */
const chunkBytes = 64 * 1024;

/** Sends an answer, spoilt on its way if `fault` says so, and notes in `request` what was sent. */
export async function deliver(
	response: ServerResponse,
	answer: Answer,
	request: RecordedRequest,
	fault?: AnswerFault,
): Promise<void> {
	request.status = answer.status;
	noteCodes(answer, request);
	const contentType = 'json' in answer ? 'application/json' : answer.contentType;
	response.statusCode = answer.status;
	response.setHeaders(new Map(Object.entries({ 'Content-Type': contentType, ...answer.headers })));
	if ('pieces' in answer) return deliverPieces(response, answer.pieces, request, fault);

	const body = bodyOf(answer);
	const half = body.subarray(0, Math.floor(body.length / 2));
	if (fault?.kind === 'stall') {
		response.setHeader('Content-Length', body.length);
		return stall(response, body.subarray(0, fault.bytes ?? 0), request);
	}
	const sent = fault?.kind === 'cutJson' || fault?.kind === 'resetBody' ? half : body;
	request.bytes = sent.length;
	response.setHeader('Content-Length', fault?.kind === 'cutJson' ? half.length : body.length);
	if (fault?.kind === 'resetBody') return breakOff(response, half);
	response.end(sent);
}

function bodyOf(answer: Exclude<Answer, { pieces: unknown }>): Buffer {
	if ('bytes' in answer) return answer.bytes;
	return Buffer.from('json' in answer ? JSON.stringify(answer.json) : answer.text);
}

/**
 * Resets the connection. Only a reset will do: some clients take a connection that just ends for the
 * end of the body. Under TLS it is the TCP connection below that is reset.
 */
export function drop(response: ServerResponse): void {
	const socket: LayeredSocket | null = response.socket;
	if (!socket || socket.destroyed) return;
	(socket._parent ?? socket).resetAndDestroy();
}

/** A TLS socket keeps the TCP socket that it wraps, though Node does not document it. */
interface LayeredSocket extends Socket {
	_parent?: Socket;
}

async function deliverPieces(
	response: ServerResponse,
	pieces: Iterable<string> | AsyncIterable<string>,
	request: RecordedRequest,
	fault?: AnswerFault,
): Promise<void> {
	for await (const chunk of inChunks(pieces)) {
		if (response.destroyed) return;
		if (fault?.kind === 'stall')
			return stall(response, chunk.subarray(0, fault.bytes ?? 0), request);
		const spoilt = fault?.kind === 'cutJson' || fault?.kind === 'resetBody';
		const part = spoilt ? chunk.subarray(0, Math.floor(chunk.length / 2)) : chunk;
		request.bytes += part.length;
		if (fault?.kind === 'resetBody') return breakOff(response, part);
		if (!response.write(part) && !response.destroyed) await drained(response);
		if (fault?.kind === 'cutJson') break;
	}
	response.end();
}

async function* inChunks(
	pieces: Iterable<string> | AsyncIterable<string>,
): AsyncGenerator<Buffer, void> {
	let text = '';
	if (Symbol.iterator in pieces) {
		// no await per piece: this is what makes a file of 200 MB cheap
		for (const piece of pieces) {
			text += piece;
			if (text.length < chunkBytes) continue;
			yield Buffer.from(text);
			text = '';
		}
	} else {
		for await (const piece of pieces) {
			text += piece;
			if (text.length < chunkBytes) continue;
			yield Buffer.from(text);
			text = '';
		}
	}
	if (text !== '') yield Buffer.from(text);
}

/** Waits until the client has taken what was written, or is gone. */
async function drained(response: ServerResponse): Promise<void> {
	const giveUp = new AbortController();
	const onClose = () => giveUp.abort();
	response.once('close', onClose);
	try {
		await once(response, 'drain', { signal: giveUp.signal });
	} catch {
		// the client is gone; the caller looks at `destroyed`
	} finally {
		response.off('close', onClose);
	}
}

/** Sends `part` of a longer body and breaks the connection once it is on its way. */
async function breakOff(response: ServerResponse, part: Buffer): Promise<void> {
	response.flushHeaders();
	await new Promise<void>((resolve) => response.write(part, () => resolve()));
	drop(response);
}

function stall(response: ServerResponse, part: Buffer, request: RecordedRequest): void {
	response.flushHeaders();
	request.bytes = part.length;
	if (part.length > 0) response.write(part);
}

function noteCodes(answer: Answer, request: RecordedRequest): void {
	if (!('json' in answer) || typeof answer.json !== 'object' || answer.json === null) return;
	if ('errcode' in answer.json) request.errcode = Number(answer.json.errcode);
	if ('error_code' in answer.json) request.errorCode = String(answer.json.error_code);
}
