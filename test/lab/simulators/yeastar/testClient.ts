import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { request as httpRequest } from 'node:http';
import type { YeastarSimulator } from './simulator';

export type Json = Record<string, unknown>;

/** A plain client for the tests of the simulator: one token, and answers as they come. */
export class TestClient {
	token = '';
	readonly #pbx: YeastarSimulator;

	constructor(pbx: YeastarSimulator) {
		this.#pbx = pbx;
	}

	static async signedIn(pbx: YeastarSimulator): Promise<TestClient> {
		const client = new TestClient(pbx);
		client.token = String((await client.signIn()).access_token);
		return client;
	}

	signIn(password = this.#pbx.options.clientSecret): Promise<Json> {
		return this.post('/openapi/v1.0/get_token', {
			username: this.#pbx.options.clientId,
			password,
		});
	}

	async post(path: string, body: unknown): Promise<Json> {
		const response = await fetch(this.#pbx.url + path, {
			method: 'POST',
			headers: { 'Content-Type': 'application/json' },
			body: typeof body === 'string' ? body : JSON.stringify(body),
		});
		return (await response.json()) as Json;
	}

	fetch(path: string, query: Record<string, string> = {}): Promise<Response> {
		const search = new URLSearchParams({ access_token: this.token, ...query });
		return fetch(`${this.#pbx.url}${path}?${search.toString()}`);
	}

	async get(path: string, query: Record<string, string> = {}): Promise<Json> {
		return (await (await this.fetch(path, query)).json()) as Json;
	}

	cdr(operation: string, query: Record<string, string> = {}): Promise<Json> {
		return this.get(`/openapi/v2.0/cdr/${operation}`, query);
	}

	/** Both steps of aidownload. */
	async download(query: Record<string, string> = {}): Promise<Json[]> {
		const { download_resource_url: link } = await this.cdr('aidownload', query);
		return (await (await this.fetch(String(link))).json()) as Json[];
	}

	/** The leg IDs of a download, in its order. */
	async legIds(query: Record<string, string> = {}): Promise<unknown[]> {
		return (await this.download(query)).map((record) => record.leg_id);
	}

	/**
	 * A request as Node's own client sends it, with no header but `Host` and these. Other than `fetch`
	 * it notices when the body of a connection without keep-alive breaks off.
	 */
	async bare(path: string, headers: Record<string, string> = {}): Promise<Json> {
		const outgoing = httpRequest(this.#pbx.url + path, { headers }).end();
		const [response] = (await once(outgoing, 'response')) as [IncomingMessage];
		const chunks: Buffer[] = [];
		for await (const chunk of response) chunks.push(chunk as Buffer);
		return JSON.parse(Buffer.concat(chunks).toString()) as Json;
	}
}
