import type { FaultEffect } from '../../lab/simulators';
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
