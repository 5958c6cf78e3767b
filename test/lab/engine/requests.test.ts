import type { IExecuteFunctions, IHttpRequestOptions } from 'n8n-workflow';

import { runNode } from './index';
import { ask, probeTask } from './probe/Probe.node';
import { json, type ProbeServer } from './probe/probeServer';
import { setUp, type Setup } from './probe/setup';

/** What n8n's request helpers do where its documentation is silent; the package relies on it. */

let setup: Setup;
let server: ProbeServer;

beforeEach(async () => {
	setup = await setUp({ token: 'stored' });
	({ server } = setup);
});
afterEach(async () => await setup[Symbol.asyncDispose]());

/** Does something within a node, and gives what it gave or threw, as the node sees it. */
async function inNode(act: (context: IExecuteFunctions) => Promise<unknown>): Promise<unknown> {
	let outcome: unknown;
	probeTask.run = async function () {
		outcome = await act(this).catch((error: unknown) => error);
		return {};
	};
	await runNode(setup.engine, { type: 'test.probe', credentials: setup.credentials });
	return outcome;
}

const send = async (options: IHttpRequestOptions) =>
	await inNode(async (context) => await ask(context, options));

async function readAll(body: unknown): Promise<number> {
	let bytes = 0;
	for await (const chunk of body as AsyncIterable<Buffer>) bytes += chunk.length;
	return bytes;
}

describe('httpRequestWithAuthentication', () => {
	test('a network fault is a NodeApiError; the code is its httpCode and that of its cause', async () => {
		await server[Symbol.asyncDispose]();

		expect(await send({ url: '/x' })).toMatchObject({
			name: 'NodeApiError',
			httpCode: 'ECONNREFUSED',
			message: 'The service refused the connection - perhaps it is offline',
			cause: { isAxiosError: true, code: 'ECONNREFUSED' },
		});
	});

	test('ignoreHttpStatusErrors: any status is an answer, and a 401 renews nothing', async () => {
		server.answer = (_, response) => json(response, { errcode: 1 }, 401);

		const answer = await send({
			url: '/x',
			ignoreHttpStatusErrors: true,
			returnFullResponse: true,
		});

		expect(answer).toMatchObject({ statusCode: 401, body: { errcode: 1 } });
		expect(server.tokens).toBe(0);
	});

	test('what authenticate throws is wrapped: the message stays, and the error is the cause', async () => {
		setup.store.update('1', { baseUrl: server.url, token: 'stored', secret: 'refused' });

		expect(await send({ url: '/x' })).toMatchObject({
			name: 'NodeApiError',
			message: 'Refused by authenticate',
			httpCode: null,
			cause: { message: 'Refused by authenticate' },
		});
	});

	test('the credential is read again at each call', async () => {
		await inNode(async (context) => {
			await ask(context, { url: '/a' });
			setup.store.update('1', { baseUrl: server.url, token: 'renewed elsewhere' });
			await ask(context, { url: '/b' });
		});

		expect(server.calls.map(({ headers }) => headers['x-token'])).toEqual([
			'stored',
			'renewed elsewhere',
		]);
	});

	test('in an action node a signal of its own is replaced by that of the execution', async () => {
		expect(await send({ url: '/x', abortSignal: AbortSignal.abort() })).toEqual({ path: '/x' });
	});
});

test.each([
	[{ disableFollowRedirect: true, ignoreHttpStatusErrors: true }, { statusCode: 302 }],
	[{ disableFollowRedirect: true }, { name: 'NodeApiError', httpCode: '302' }],
	[{}, { statusCode: 200, body: { token: 'stored' } }],
])('a redirect, with %j', async (options, expected) => {
	server.answer = ({ path, headers }, response) => {
		if (path === '/y') json(response, { token: headers['x-token'] });
		else response.writeHead(302, { Location: '/y' }).end();
	};

	expect(await send({ url: '/x', returnFullResponse: true, ...options })).toMatchObject(expected);
});

test('qs is added to the query of the URL, lists by index', async () => {
	expect(await send({ url: '/x?a=1', qs: { b: 'ä&', list: [7], none: undefined } })).toEqual({
		path: '/x',
		a: '1',
		b: 'ä&',
		'list[0]': '7',
	});
});

describe('encoding "stream"', () => {
	const options: IHttpRequestOptions = { url: '/x', encoding: 'stream', timeout: 1_000 };

	test('gives a body to iterate', async () => {
		expect(await inNode(async (context) => await readAll(await ask(context, { ...options })))).toBe(
			13,
		);
	});

	test('the timeout covers everything up to the headers', async () => {
		server.answer = () => undefined;

		expect(await send(options)).toMatchObject({ httpCode: 'ECONNABORTED' });
	});

	test('then it is the longest silence of the body', async () => {
		server.answer = (_, response) => response.writeHead(200).write('begun');

		const outcome = await inNode(
			async (context) => await readAll(await ask(context, { ...options })),
		);

		expect(outcome).toMatchObject({ message: 'aborted', code: 'ECONNRESET' });
	});

	test('a signal given to httpRequest ends a body that is silent', async () => {
		server.answer = (_, response) => response.writeHead(200).write('begun');
		const stop = new AbortController();

		const outcome = await inNode(async ({ helpers }) => {
			const url = `${server.url}/x`;
			const body: unknown = await helpers.httpRequest({
				url,
				encoding: 'stream',
				abortSignal: stop.signal,
			});
			const reading = readAll(body);
			stop.abort();
			return await reading;
		});

		expect(outcome).toMatchObject({ name: 'CanceledError', code: 'ERR_CANCELED' });
	});
});
