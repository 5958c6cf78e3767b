import type { ServiceError } from '../../../../nodes/shared/requests/errors';
import { TooSlowError } from '../../../../nodes/shared/requests/errors';
import type { HttpRequest } from '../../../../nodes/shared/requests/http';
import { send, sendForJson } from '../../../../nodes/shared/requests/http';
import { Limiter } from '../../../../nodes/shared/requests/limiter';
import type { Transport } from '../../../../nodes/shared/requests/transport';
import { nodeTransport } from '../../../../nodes/shared/requests/transport';
import { runNode } from '../../../lab/engine';
import { probeTask } from '../../../lab/engine/probe/Probe.node';
import type { ProbeServer } from '../../../lab/engine/probe/probeServer';
import { json } from '../../../lab/engine/probe/probeServer';
import { setUp } from '../../../lab/engine/probe/setup';
import { useVirtualClock } from '../../../lab/virtualTime';

const clock = useVirtualClock();

/** Lets a node do something with a server; what came, or the error. */
async function inNode(
	answer: ProbeServer['answer'],
	more: Partial<Transport>,
	work: (transport: Transport, request: HttpRequest) => Promise<object>,
) {
	await using setup = await setUp();
	const { server, engine, credentials } = setup;
	server.answer = answer;
	let error: unknown;
	probeTask.run = async function () {
		const transport = nodeTransport(this, 'probeApi', server.url, new Limiter());
		const request = {
			...{ credential: await this.getCredentials('probeApi') },
			...{ path: '/calls', query: { from: 1, to: 'ä' } },
		};
		return await work({ ...transport, ...more }, request).catch((caught: unknown) => {
			error = caught;
			throw caught;
		});
	};
	const { items } = await runNode(engine, { type: 'test.probe', credentials });
	const { host } = new URL(server.url);
	return { json: items[0]?.json, error: error as ServiceError, host, calls: server.calls };
}
const ask = async (answer: ProbeServer['answer'], more: Partial<Transport> = {}) =>
	await inNode(answer, more, sendForJson);

test('a request is a GET with its query and the credential; its answer has status, headers and JSON', async () => {
	const { json: answer, calls } = await ask((_, response) => {
		response.setHeader('X-Left', '7');
		json(response, { name: 'ä' }, 404);
	});

	expect(answer).toMatchObject({ status: 404, headers: { 'x-left': '7' }, json: { name: 'ä' } });
	expect(calls).toMatchObject([
		{
			method: 'GET',
			path: '/calls',
			query: { from: '1', to: 'ä' },
			headers: { 'x-token': 'token-1' },
		},
	]);
});

test('a character may come in two pieces', async () => {
	const bytes = Buffer.from('{"name":"ä"}');
	const { json: answer } = await ask((_, response) => {
		response.write(bytes.subarray(0, 10), () =>
			setImmediate(() => response.end(bytes.subarray(10))),
		);
	});

	expect(answer?.json).toEqual({ name: 'ä' });
});

test('a redirect is not followed', async () => {
	const { error, calls, host } = await ask((_, response) => {
		response.writeHead(302, { Location: '/elsewhere' }).end();
	});

	expect(error.what).toContain(`${host} redirected the request to another address`);
	expect(calls).toHaveLength(1);
});

test.each([
	[200, 'Hello', 'returned a response that is not JSON.'],
	[200, '', 'returned an empty response.'],
	[502, '<html>', 'is not available right now (HTTP 502).'],
	[403, 'Too Many Requests', 'received too many requests.'],
])('HTTP %d with "%s" %s', async (status, body, what) => {
	const { error, host } = await ask((_, response) => void response.writeHead(status).end(body));

	expect(error.what).toBe(`${host} ${what}`);
});

test('an answer without an end is given up after 64 MB', async () => {
	const piece = Buffer.alloc(4 * 1024 * 1024, ' ');
	let left = 40;
	const { error, host } = await ask((_, response) => {
		const next = () => void (left-- > 0 ? response.write(piece, next) : response.end('1'));
		next();
	});

	expect(error).toMatchObject({
		what: `${host} returned a response larger than 64 MB.`,
		repeat: false,
	});
	expect(left).toBeGreaterThan(0);
});

describe('what n8n no longer waits for', () => {
	const late = async (ms: number, more = {}) =>
		await ask(
			(_, response) => {
				clock.advance(ms);
				json(response, 1);
			},
			{ deadline: clock.now() + 5_000, ...more },
		);

	test('is read no further', async () => {
		expect((await late(5_000)).json).toMatchObject({ json: 1 });
		expect((await late(5_001)).error).toBeInstanceOf(TooSlowError);
	});

	test('is not asked for', async () => {
		const { error, calls } = await late(0, { deadline: clock.now() - 1 });

		expect(error).toBeInstanceOf(TooSlowError);
		expect(calls).toEqual([]);
	});
});

describe('the places of a phone system', () => {
	/** How many more can be asked now. */
	const free = async (limiter: Limiter) => {
		let count = 0;
		for (let asked = 0; asked < 9; asked++) void limiter.enter().then(() => count++);
		await new Promise(setImmediate);
		return count;
	};
	const ok: ProbeServer['answer'] = (_, response) => json(response, {});

	test.each<[string, ProbeServer['answer'], number]>([
		['is given back, and a quick answer makes one more', ok, 5],
		['is given back after an error', (_, response) => json(response, {}, 404), 4],
		['is given back after no answer', (_, response) => void response.destroy(), 4],
		[
			'is given back after a slow answer, which makes none',
			(_, response) => {
				clock.advance(1_001);
				json(response, {});
			},
			4,
		],
	])('one %s', async (_, answer, places) => {
		const limiter = new Limiter();
		await ask(answer, { limiter });

		expect(await free(limiter)).toBe(places);
	});

	test('one is taken until the body has been read or left', async () => {
		const limiter = new Limiter(1, 1);
		let whileReading = 0;
		await inNode(ok, { limiter }, async (transport, request) => {
			const { body } = await send(transport, request);
			whileReading = await free(limiter);
			await body.return!();
			return {};
		});

		expect(whileReading).toBe(0);
		expect(await free(limiter)).toBe(0);
	});

	test('a stop while one waits for a place ends the wait as canceled', async () => {
		const limiter = new Limiter(1);
		await limiter.enter();
		const { error, calls } = await ask(ok, { limiter, signal: AbortSignal.abort() });

		expect(error.message).toBe('The execution was canceled.');
		expect(calls).toEqual([]);
	});
});
