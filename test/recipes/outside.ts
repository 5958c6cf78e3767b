import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { generateCACertificate, getLocal, type CompletedRequest } from 'mockttp';
import type { Answer, Asked, Service } from './services/service';

/** What n8n requests from its developers on its own, whatever runs in it. */
const N8N_ITSELF = /(^|\.)n8n\.io$/;

/** The world beyond this machine as n8n sees it: a proxy that answers for the services, and refuses all else. */
export class Outside {
	private services: Service[] = [];
	private refused: string[] = [];
	private readonly proxy;

	private constructor(
		certificate: { key: string; cert: string },
		private readonly certificateFile: string,
	) {
		this.proxy = getLocal({ https: certificate, http2: false });
	}

	/** Starts the proxy; a file in `folder` makes n8n trust its certificate. */
	static async start(folder: string): Promise<Outside> {
		const certificate = await generateCACertificate();
		const file = join(folder, 'proxy.pem');
		await writeFile(file, certificate.cert);
		const outside = new Outside(certificate, file);
		await outside.proxy.start();
		await outside.proxy.forAnyRequest().thenCallback((request) => outside.answer(request));
		return outside;
	}

	/** What n8n must be started with to meet these services in place of the real ones. */
	get environment(): Record<string, string> {
		const address = `http://localhost:${this.proxy.port}`;
		const here = 'localhost,127.0.0.1,::1';
		return {
			HTTP_PROXY: address,
			HTTPS_PROXY: address,
			NO_PROXY: here,
			http_proxy: address,
			https_proxy: address,
			no_proxy: here,
			NODE_EXTRA_CA_CERTS: this.certificateFile,
		};
	}

	/** From now on these services and no others. */
	hold(...services: Service[]): void {
		this.services = services;
		this.refused = [];
	}

	/** Requests since the last `hold` that nobody should have sent, a line each. */
	get unexpected(): readonly string[] {
		return this.refused;
	}

	close(): Promise<void> {
		return this.proxy.stop();
	}

	private async answer(request: CompletedRequest) {
		const asked = await read(request);
		if (N8N_ITSELF.test(asked.host)) return { statusCode: 503 };
		const service = this.services.find(({ hosts }) => hosts.includes(asked.host));
		const answer = this.answerOf(service, asked);
		if (!answer) {
			this.refused.push(`${asked.method} ${asked.host}${asked.path}`);
			return { statusCode: 501, json: { error: 'Nobody should ask this.' } };
		}
		const { status = 200, json, text } = answer;
		return json === undefined
			? { statusCode: status, body: text }
			: { statusCode: status, json: json as object };
	}

	private answerOf(service: Service | undefined, asked: Asked): Answer | undefined {
		try {
			return service?.answer(asked);
		} catch (error) {
			return { status: 400, json: { error: String(error) } };
		}
	}
}

async function read(request: CompletedRequest): Promise<Asked> {
	const { hostname, pathname, searchParams } = new URL(request.url);
	const type = request.headers['content-type'] ?? '';
	return {
		method: request.method,
		host: hostname,
		path: decodeURIComponent(pathname),
		query: searchParams,
		body: type.includes('json')
			? await request.body.getJson()
			: type.includes('form-urlencoded')
				? await request.body.getFormData()
				: await request.body.getText(),
	};
}
