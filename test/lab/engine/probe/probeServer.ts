import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface SeenRequest {
	method: string;
	path: string;
	query: Record<string, string>;
	headers: IncomingMessage['headers'];
}

type Handler = (request: SeenRequest, response: ServerResponse) => void;

/** A plain HTTP server whose answers each test gives. `GET /token` is answered with `token-1`, `token-2`, ... */
export class ProbeServer implements AsyncDisposable {
	readonly requests: SeenRequest[] = [];
	tokens = 0;
	answer: Handler = (request, response) => json(response, { path: request.path, ...request.query });

	private readonly server = createServer((incoming, response) => {
		const { pathname, searchParams } = new URL(incoming.url ?? '/', 'http://localhost');
		const request: SeenRequest = {
			method: incoming.method ?? '',
			path: pathname,
			query: Object.fromEntries(searchParams),
			headers: incoming.headers,
		};
		this.requests.push(request);
		if (pathname === '/token') json(response, { token: `token-${(this.tokens += 1)}` });
		else this.answer(request, response);
	});

	static async start(): Promise<ProbeServer> {
		const probe = new ProbeServer();
		await new Promise<void>((resolve) => probe.server.listen(0, '127.0.0.1', resolve));
		return probe;
	}

	get url(): string {
		return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
	}

	/** Requests other than for tokens. */
	get calls(): SeenRequest[] {
		return this.requests.filter(({ path }) => path !== '/token');
	}

	async [Symbol.asyncDispose](): Promise<void> {
		this.server.closeAllConnections();
		await new Promise((resolve) => this.server.close(resolve));
	}
}

export function json(response: ServerResponse, body: unknown, status = 200): void {
	response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
}
