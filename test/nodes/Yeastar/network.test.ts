import { createServer, type Server } from 'node:net';

import { vendorExamples } from '../../lab/simulators';
import { getContext, YeastarSetup } from '../../lab/support/yeastar';
import { useVirtualClock } from '../../lab/virtualTime';

/** Real time that nobody has to wait long for; the answers of the simulator come in a fraction of it. */
const patienceMs = 300;
const clock = useVirtualClock({ patienceMs });
const { file, human } = vendorExamples.yeastar.calls;
const parameters = getContext(file.legId);

describe('a fault that stays is told after three tries', () => {
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
