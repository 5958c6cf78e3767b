import type { RequestOptions } from 'node:https';
import { request as httpsRequest } from 'node:https';
import { connect } from 'node:net';
import type { CytracomSimulator } from '../cytracom/simulator';
import { startCytracomSimulator } from '../cytracom/simulator';
import type { YeastarOptions } from '../yeastar/options';
import type { YeastarSimulator } from '../yeastar/simulator';
import { startYeastarSimulator } from '../yeastar/simulator';

const started: { close: () => Promise<void> }[] = [];

async function startPbx(options: Partial<YeastarOptions> = {}): Promise<YeastarSimulator> {
	const pbx = await startYeastarSimulator(options);
	started.push(pbx);
	return pbx;
}

async function startApi(): Promise<CytracomSimulator> {
	const api = await startCytracomSimulator();
	started.push(api);
	return api;
}

afterEach(async () => {
	await Promise.all(started.splice(0).map((simulator) => simulator.close()));
});

function statusOverHttps(url: string, options: RequestOptions): Promise<number | undefined> {
	return new Promise((resolve, reject) => {
		httpsRequest(
			url,
			{ headers: { 'User-Agent': 'OpenAPI' }, agent: false, ...options },
			(response) => {
				response.resume();
				resolve(response.statusCode);
			},
		)
			.on('error', reject)
			.end();
	});
}

test('HTTPS comes with a self-signed certificate for 127.0.0.1 and localhost', async () => {
	const pbx = await startPbx({ https: true });
	const ca = pbx.certificate;
	expect(pbx.url).toMatch(/^https:\/\/127\.0\.0\.1:\d+$/);
	expect(await statusOverHttps(pbx.url, { ca })).toBe(404);
	expect(await statusOverHttps(pbx.url.replace('127.0.0.1', 'localhost'), { ca })).toBe(404);
	await expect(statusOverHttps(pbx.url, {})).rejects.toMatchObject({
		code: 'DEPTH_ZERO_SELF_SIGNED_CERT',
	});
	pbx.faults.add({ kind: 'reset' });
	await expect(statusOverHttps(pbx.url, { ca })).rejects.toThrow('ECONNRESET');
});

test('a port can be chosen, and a taken one is an error', async () => {
	const first = await startApi();
	const port = Number(new URL(first.origin).port);
	await expect(startPbx({ port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
	await first.close();
	const second = await startPbx({ port });
	expect(second.url).toBe(`http://127.0.0.1:${port}`);
});

test('a PBX closes the connection after each answer, Cytracom does not', async () => {
	const pbx = await startPbx();
	const api = await startApi();
	expect((await fetch(pbx.url)).headers.get('connection')).toBe('close');
	expect((await fetch(api.url)).headers.get('connection')).toBe('keep-alive');
});

test('the log has no secrets', async () => {
	const lines: string[] = [];
	const pbx = await startPbx({ log: (line) => lines.push(line) });
	await (await fetch(`${pbx.url}/openapi/v1.0/system/information?access_token=secret`)).text();
	expect(lines).toEqual(['GET /openapi/v1.0/system/information -> 200 errcode 10004 (42 bytes)']);
});

test('closing ends requests that are never answered', async () => {
	const pbx = await startPbx();
	pbx.faults.add({ kind: 'hang' });
	const answer = fetch(pbx.url);
	while (pbx.requests.length === 0) await new Promise(setImmediate);
	await Promise.all([expect(answer).rejects.toThrow(), pbx.close()]);
});

test('a client that leaves in the middle of a request harms nobody', async () => {
	const pbx = await startPbx();
	const { port } = new URL(pbx.url);
	const socket = connect(Number(port), '127.0.0.1');
	socket.write('POST /openapi/v1.0/get_token HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\n{');
	while (pbx.requests.length === 0) await new Promise(setImmediate);
	socket.destroy();
	expect((await fetch(pbx.url)).status).toBe(404);
});
