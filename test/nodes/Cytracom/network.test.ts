import type { FaultEffect } from '../../lab/simulators';
import { startCytracomSimulator } from '../../lab/simulators';
import { between, callAt, CytracomSetup, HOUR } from '../../lab/support/cytracom';
import { useVirtualClock } from '../../lab/virtualTime';

const clock = useVirtualClock({ patienceMs: 300 });
/** One window. */
const period = () => between(clock.now() - 10 * HOUR, clock.now());

async function withFault(fault: FaultEffect, times = Infinity) {
	const setup = await CytracomSetup.start(clock);
	setup.api.addCall(callAt(clock.now() - HOUR));
	setup.api.faults.add({ ...fault, times });
	return setup;
}

describe.each<[string, FaultEffect, RegExp]>([
	['is reset', { kind: 'reset' }, /closed the connection unexpectedly/],
	[
		'is reset in the midst of the answer',
		{ kind: 'resetBody' },
		/closed the connection unexpectedly/,
	],
	['hangs', { kind: 'hang' }, /did not respond in time/],
	['stalls in the midst of the answer', { kind: 'stall', bytes: 20 }, /did not respond in time/],
])('a connection that %s', (_, fault, message) => {
	test('is tried again', async () => {
		await using setup = await withFault(fault, 2);

		expect(await setup.items(period())).toHaveLength(1);
		expect(setup.api.requests).toHaveLength(3);
		expect(clock.waits).toHaveLength(2);
		expect(clock.waits[1]).toBeLessThanOrEqual(3_000);
	});

	test('is an error after three tries', async () => {
		await using setup = await withFault(fault);

		const error = await setup.failure(period());

		expect(error.message).toMatch(message);
		expect(error.message).toMatch(/^127\.0\.0\.1:\d+ /);
		expect(error.description).toMatch(/^[A-Z].*\. \(Code E[A-Z]+\)$/);
		expect(setup.api.requests).toHaveLength(3);
	});
});

test('a connection that is refused', async () => {
	const closed = await startCytracomSimulator({ clock });
	const baseUrl = closed.url;
	await closed.close();
	await using setup = await CytracomSetup.start(clock, { credential: { baseUrl } });

	const error = await setup.failure(period());

	expect(error.message).toMatch(/refused the connection\.$/);
	expect(error.description).toContain('(Code ECONNREFUSED)');
	expect(clock.waits).toHaveLength(2);
}, 10_000);

test('a name that nobody knows', async () => {
	const baseUrl = 'https://api.cytracom.invalid/v1.0';
	await using setup = await CytracomSetup.start(clock, { credential: { baseUrl } });

	const error = await setup.failure(period());

	expect(error.message).toMatch(/^(The address of )?api\.cytracom\.invalid could not be/);
});

describe('TLS', () => {
	test('a certificate that nobody signed is an error', async () => {
		await using setup = await CytracomSetup.start(clock, { api: { https: true } });

		const error = await setup.failure(period());

		expect(error.message).toMatch(/^The certificate of 127\.0\.0\.1:\d+ is not trusted\.$/);
		expect(error.description).toContain('NODE_EXTRA_CA_CERTS');
		expect(setup.api.requests).toEqual([]);
		expect(clock.waits).toEqual([]);
	});

	test('an address that speaks no HTTPS', async () => {
		await using setup = await CytracomSetup.start(clock);
		setup.store.update(setup.credential.id, {
			...setup.store.read(setup.credential.id),
			baseUrl: setup.api.url.replace('http:', 'https:'),
		});

		const error = await setup.failure(period());

		expect(error.message).toMatch(/does not use HTTPS\.$/);
	});
});

test.each([301, 302, 307, 308])('a redirect with %d is not followed', async (status) => {
	await using elsewhere = await CytracomSetup.start(clock);
	await using setup = await withFault({ kind: 'redirect', status, location: elsewhere.api.url });

	const error = await setup.failure(period());

	expect(error.message).toMatch(
		/redirected the request to another address, which n8n did not follow/,
	);
	expect(error.description).toContain('Base URL');
	expect(elsewhere.api.requests).toEqual([]);
	expect(setup.api.requests).toHaveLength(1);
});

describe('stopping the execution', () => {
	test('ends a wait at once, and nothing more is asked', async () => {
		await using setup = await withFault({ kind: 'http', status: 503 });
		const stop = new AbortController();
		// nobody wakes a sleeper of this clock but the stop
		jest.spyOn(clock, 'sleep').mockImplementation(
			async (_, signal) =>
				await new Promise((resolve, reject) => {
					signal?.addEventListener('abort', () => reject(signal.reason as Error));
					stop.abort();
				}),
		);

		const { status, items } = await setup.run(period(), {
			abortSignal: stop.signal,
			onError: 'continueRegularOutput',
		});
		jest.restoreAllMocks();

		expect(status).toBe('canceled');
		expect(items.some(({ json }) => 'error' in json)).toBe(false);
		expect(setup.api.requests).toHaveLength(1);
	});

	test('ends a request that is under way', async () => {
		await using setup = await withFault({
			kind: 'json',
			change: () => {
				stop.abort();
				return {};
			},
		});
		const stop = new AbortController();

		const { status } = await setup.run(period(), { abortSignal: stop.signal });

		expect(status).toBe('canceled');
		expect(setup.api.requests).toHaveLength(1);
		expect(clock.waits).toEqual([]);
	});
});
