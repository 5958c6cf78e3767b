import { createServer, type Server } from 'node:net';

import { vendorExamples } from '../../lab/simulators';
import { MINUTE, Trigger, yeastar } from '../../lab/support/triggers';
import { getContext, YeastarSetup } from '../../lab/support/yeastar';
import { useVirtualClock } from '../../lab/virtualTime';

/** Real time that nobody has to wait long for; the answers of the simulator come in a fraction of it. */
const patienceMs = 300;
const clock = useVirtualClock({ patienceMs });
const { file, human } = vendorExamples.yeastar.calls;
const parameters = getContext(file.legId);

describe('a fault that passes is not seen', () => {
	test.each([
		['a reset', { kind: 'reset' }],
		['a reset in the middle', { kind: 'resetBody' }],
		['no answer', { kind: 'hang' }],
		['an answer that stalls at its beginning', { kind: 'stall' }],
		['an answer that stalls in the middle', { kind: 'stall', bytes: 20 }],
		['a busy server', { kind: 'http', status: 503 }],
		['a slow answer', { kind: 'latency', ms: 50 }],
	] as const)('%s', async (_, fault) => {
		for (const match of ['getaicontext', 'aidownload', '/api/download/', 'get_token']) {
			await using setup = await YeastarSetup.start(clock);
			setup.pbx.faults.add({ ...fault, match });

			expect(await setup.items(/aidown|api/.test(match) ? {} : parameters)).toEqual(
				expect.arrayContaining([expect.objectContaining({ id: file.legId })]),
			);
		}
	});
});

describe('a fault that stays is told after three tries', () => {
	test.each([
		['a reset', { kind: 'reset' }, 'closed the connection unexpectedly.', 'ECONNRESET'],
		['a reset in the middle', { kind: 'resetBody' }, 'closed the connection unexpectedly.', ''],
		['no answer', { kind: 'hang' }, 'did not respond in time.', ''],
		['an answer that stalls', { kind: 'stall', bytes: 20 }, 'did not respond in time.', ''],
		[
			'a busy server',
			{ kind: 'http', status: 503 },
			'is not available right now (HTTP 503).',
			'HTTP 503',
		],
	] as const)('%s', async (_, fault, sentence, code) => {
		await using setup = await YeastarSetup.start(clock);
		setup.pbx.faults.add({ ...fault, match: 'getaicontext', times: Infinity });

		const error = await setup.failure(parameters);

		expect(error.message).toBe(`${new URL(setup.pbx.url).host} ${sentence}`);
		expect(error.description).toContain(code);
		expect(setup.requests('getaicontext')).toHaveLength(3);
		expect(clock.waits).toHaveLength(2);
	});

	test('the waits grow, and are never the same for all', async () => {
		const all: number[] = [];
		for (let run = 0; run < 5; run++) {
			await using setup = await YeastarSetup.start(clock);
			clock.waits.length = 0;
			setup.pbx.faults.add({ kind: 'http', status: 503, match: 'getaicontext', times: Infinity });
			await setup.failure(parameters);
			const [first = 0, second = 0] = clock.waits;
			expect(first).toBeGreaterThanOrEqual(500);
			expect(first).toBeLessThan(1500);
			expect(second).toBeGreaterThanOrEqual(1000);
			expect(second).toBeLessThan(3000);
			all.push(first, second);
		}
		expect(new Set(all).size).toBeGreaterThan(2);
	});

	test('nobody listening', async () => {
		await using setup = await YeastarSetup.start(clock);
		await setup.pbx.close();

		const error = await setup.failure(parameters);

		expect(error.message).toBe(`${new URL(setup.pbxUrl).host} refused the connection.`);
		expect(error.description).toContain('(Code ECONNREFUSED)');
		expect(clock.waits).toHaveLength(2);
	});

	test('a port that speaks no HTTP', async () => {
		await using silent = await plainServer((text) => `SSH-2.0 ${text.length}\r\n`);
		await using setup = await YeastarSetup.start(clock, { credential: { baseUrl: silent.url } });

		const { message } = await setup.failure(parameters);

		expect(message).toMatch(/^The connection to 127\.0\.0\.1:\d+ failed\.$/);
	});

	test('a download that stalls after some calls is read again from its beginning', async () => {
		await using setup = await YeastarSetup.start(clock);
		setup.pbx.faults.add({ kind: 'stall', bytes: 900, match: '/api/download/' });

		expect((await setup.items()).map(({ id }) => id)).toHaveLength(3);
		expect(setup.requests('/api/download/')).toHaveLength(2);
	});
});

test('a list to choose from, Get Health and a trigger read a file again, too', async () => {
	await using setup = await YeastarSetup.start(clock);
	const now = clock.now();
	setup.pbx.addCall({ ...file, legId: '20260604110000-AAAAA', startedAt: now - 3_600_000 });
	const breaks = { kind: 'resetBody', match: '/api/download/' } as const;

	setup.pbx.faults.add(breaks);
	expect((await setup.search('searchCalls')).results).toHaveLength(1);
	setup.pbx.faults.add(breaks);
	expect(await setup.items({ resource: 'system', operation: 'getHealth' })).toEqual([
		expect.objectContaining({ problem: null }),
	]);
	expect(clock.waits).toHaveLength(2);

	await using trigger = await Trigger.start(yeastar, clock);
	await trigger.begin();
	trigger.system.add({ id: 'a', startedAt: clock.now() }, { id: 'b', startedAt: clock.now() + 1 });
	clock.advance(2 * MINUTE);
	trigger.system.faults.add(breaks);
	expect(await trigger.poll()).toEqual(['a', 'b']);
});

describe('429 is waited out as the server asks', () => {
	test('in seconds', async () => {
		await using setup = await YeastarSetup.start(clock);
		const headers = { 'Retry-After': '7' };
		setup.pbx.faults.add({ kind: 'http', status: 429, headers, match: 'getaicontext', times: 2 });

		expect(await setup.items(parameters)).toHaveLength(1);
		expect(clock.waits).toEqual([7000, 7000]);
	});

	test('until a date', async () => {
		await using setup = await YeastarSetup.start(clock);
		const headers = { 'Retry-After': new Date(clock.now() + 30_000).toUTCString() };
		setup.pbx.faults.add({ kind: 'http', status: 429, headers, match: 'aidownload' });

		expect(await setup.items()).toHaveLength(3);
		expect(clock.waits).toEqual([30_000]);
	});

	test.each(['-5', '0', 'soon', 'Wed, 21 Oct 2015 07:28:00 GMT', ''])(
		'"%s" is no time to wait: the usual one',
		async (value) => {
			await using setup = await YeastarSetup.start(clock);
			const headers = { 'Retry-After': value };
			setup.pbx.faults.add({ kind: 'http', status: 429, headers, match: 'getaicontext' });

			expect(await setup.items(parameters)).toHaveLength(1);
			expect(clock.waits).toEqual([expect.closeTo(1000, -3)]);
		},
	);

	test('but not for minutes: then it is told at once, with the time for the back-off', async () => {
		await using setup = await YeastarSetup.start(clock);
		const headers = { 'Retry-After': '600' };
		setup.pbx.faults.add({
			kind: 'http',
			status: 429,
			headers,
			match: 'getaicontext',
			times: Infinity,
		});

		const error = await setup.failure(parameters);

		expect(error).toMatchObject({
			message: `${new URL(setup.pbx.url).host} received too many requests.`,
			failure: { cause: 'rate-limited', retryAfterMs: 600_000 },
		});
		expect(setup.requests('getaicontext')).toHaveLength(1);
		expect(clock.waits).toEqual([]);
	});
});

describe('stopping the execution', () => {
	test('ends a wait at once, and nothing more is asked', async () => {
		await using setup = await YeastarSetup.start(clock);
		setup.pbx.faults.add({ kind: 'http', status: 503, match: 'getaicontext', times: Infinity });
		const stop = new AbortController();
		clock.onSleep = () => stop.abort();

		const { status } = await setup.run(parameters, { abortSignal: stop.signal });

		expect(status).toBe('canceled');
		expect(setup.requests('getaicontext')).toHaveLength(1);
	});

	test.each(['hang', 'stall'] as const)(
		'ends a request that %ss, also with Continue',
		async (kind) => {
			await using setup = await YeastarSetup.start(clock);
			const stop = new AbortController();
			setup.pbx.faults.add({ kind, match: 'getaicontext', times: Infinity });
			const input = [file.legId, human.legId].map((id) => ({ json: { id } }));

			const run = setup.run(getContext('={{ $json.id }}'), {
				abortSignal: stop.signal,
				onError: 'continueRegularOutput',
				input,
			});
			await until(() => setup.requests('getaicontext').length === 2);
			stop.abort();
			const { status, items } = await run;

			expect(status).toBe('canceled');
			expect(items.filter(({ json }) => json.error !== undefined)).toEqual([]);
			expect(setup.requests('getaicontext')).toHaveLength(2);
		},
	);
});

/** Waits on the event loop, not on a clock; jest's own time limit ends it. */
async function until(condition: () => boolean): Promise<void> {
	while (!condition()) await new Promise((resolve) => setImmediate(resolve));
}

async function plainServer(answer: (text: string) => string) {
	const server: Server = createServer((socket) => {
		socket.on('error', () => socket.destroy());
		socket.on('data', (data) => socket.end(answer(data.toString())));
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as { port: number };
	return {
		url: `http://127.0.0.1:${port}`,
		[Symbol.asyncDispose]: async () => {
			await new Promise((resolve) => server.close(resolve));
		},
	};
}
