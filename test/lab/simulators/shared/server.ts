import { createServer as createHttpServer } from 'node:http';
import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { selfSignedCertificate } from './certificate';
import type { Answer, RecordedRequest } from './answer';
import type { Clock } from './clock';
import { deliver, drop } from './deliver';
import { FaultList } from './faults';
import { needsAnswer, spoil } from './spoil';

export interface ServerOptions {
	clock: Clock;
	/** 0 for a free one. */
	port: number;
	https: boolean;
	/** Whether a connection may serve several requests. */
	keepAlive: boolean;
	/** Gets a line per request, without secrets. */
	log?: (line: string) => void;
}

export type Handler = (request: RecordedRequest) => Answer | Promise<Answer>;

/** A real HTTP(S) server on 127.0.0.1 that records every request and has the faults that a test sets. */
export class SimulatorServer {
	readonly requests: RecordedRequest[] = [];
	readonly faults = new FaultList();
	/** Requests that have no whole answer yet: now, and the most so far, which a test may set back. */
	readonly load = { open: 0, most: 0 };
	/** Holds a request back before it is looked at, until it resolves. */
	gate?: () => Promise<void>;
	/** The `Date` of answers, as a proxy may write it; undefined for none. */
	dateHeader: () => string | undefined = () => new Date(this.#options.clock.now()).toUTCString();
	/** PEM of the self-signed certificate; empty without HTTPS. */
	readonly certificate: string;
	readonly #options: ServerOptions;
	readonly #handle: Handler;
	readonly #server: Server;
	#port: number;

	constructor(options: ServerOptions, handle: Handler) {
		this.#options = options;
		this.#port = options.port;
		this.#handle = handle;
		const listener: RequestListener = (request, response) => void this.#serve(request, response);
		const certificate = options.https ? selfSignedCertificate() : undefined;
		this.certificate = certificate?.cert ?? '';
		this.#server = certificate
			? createHttpsServer(certificate, listener)
			: createHttpServer(listener);
	}

	/** Once more after `close`: at the address that it had. */
	async listen(): Promise<void> {
		if (this.#server.listening) return;
		await new Promise<void>((resolve, reject) => {
			this.#server.once('error', reject);
			this.#server.listen(this.#port, '127.0.0.1', resolve);
		});
		this.#port = (this.#server.address() as AddressInfo).port;
	}

	get origin(): string {
		return `${this.#options.https ? 'https' : 'http'}://127.0.0.1:${this.#port}`;
	}

	async close(): Promise<void> {
		if (!this.#server.listening) return;
		const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
		this.#server.closeAllConnections();
		await closed;
	}

	async #serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
		const request = this.#record(incoming);
		this.#count(response);
		response.on('error', () => response.destroy());
		incoming.on('error', () => response.destroy());
		try {
			const body = await readBody(incoming);
			if (body !== '') request.body = parseBody(body);
			await this.#answer(request, response);
		} catch (error) {
			if (!response.destroyed) this.#fail(error, response);
		}
		this.#options.log?.(logLine(request));
	}

	async #answer(request: RecordedRequest, response: ServerResponse): Promise<void> {
		const { latencyMs, fault } = this.faults.take(request.method, request.path);
		if (latencyMs > 0) await wait(latencyMs);
		await this.gate?.();
		const handled = !fault || fault.handled === true || needsAnswer(fault);
		const answer = handled ? await this.#handle(request) : undefined;
		if (fault?.kind === 'reset') return drop(response);
		if (fault?.kind === 'hang') return;
		response.sendDate = false;
		const date = this.dateHeader();
		if (date !== undefined) response.setHeader('Date', date);
		if (!this.#options.keepAlive) response.setHeader('Connection', 'close');
		const final = fault ? await spoil(answer, fault, request) : answer;
		if (final) await deliver(response, final, request, fault);
	}

	/** Until the answer is sent, or the client is gone. */
	#count(response: ServerResponse): void {
		this.load.open += 1;
		this.load.most = Math.max(this.load.most, this.load.open);
		const end = () => {
			response.off('finish', end).off('close', end);
			this.load.open -= 1;
		};
		response.on('finish', end).on('close', end);
	}

	#record(incoming: IncomingMessage): RecordedRequest {
		const [path = '/', ...search] = (incoming.url ?? '/').split('?');
		const request: RecordedRequest = {
			at: this.#options.clock.now(),
			method: incoming.method ?? '',
			path,
			query: Object.fromEntries(new URLSearchParams(search.join('?'))),
			headers: Object.fromEntries(
				Object.entries(incoming.headers).map(([name, value]) => [name, value?.toString()]),
			),
			status: 0,
			bytes: 0,
		};
		this.requests.push(request);
		return request;
	}

	/** A mistake in the simulator itself: loud, so that no test takes it for a vendor's answer. */
	#fail(error: unknown, response: ServerResponse): void {
		const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
		this.#options.log?.(`The simulator itself failed: ${text}`);
		if (response.headersSent) return drop(response);
		response.writeHead(500, { 'Content-Type': 'text/plain' }).end(`Simulator failure: ${text}`);
	}
}

async function readBody(incoming: IncomingMessage): Promise<string> {
	const chunks: Buffer[] = [];
	for await (const chunk of incoming) chunks.push(chunk as Buffer);
	return Buffer.concat(chunks).toString('utf8');
}

function parseBody(text: string): unknown {
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return text;
	}
}

function logLine({ method, path, status, errcode, errorCode, bytes }: RecordedRequest): string {
	const code = errcode === undefined ? (errorCode ?? '') : `errcode ${errcode}`;
	return [method, path, '->', status === 0 ? 'no answer' : status, code, `(${bytes} bytes)`]
		.filter((part) => part !== '')
		.join(' ');
}
