import { between, callAt, CytracomSetup, DAY, HOUR, SECOND } from '../../lab/support/cytracom';
import { useVirtualClock } from '../../lab/virtualTime';

const clock = useVirtualClock();

/** Records the maximum number of open requests. */
function watch(setup: CytracomSetup): { most: number } {
	const seen = { most: 0 };
	// a little, so that parallel requests overlap
	setup.api.faults.add({ kind: 'latency', ms: 30, times: Infinity });
	setup.api.faults.add({
		kind: 'json',
		times: Infinity,
		change: (answer) => {
			const open = setup.api.requests.filter(({ status }) => status === 0).length;
			seen.most = Math.max(seen.most, open);
			return answer;
		},
	});
	return seen;
}

test('30 days are asked for side by side, but not all at once', async () => {
	await using setup = await CytracomSetup.start(clock);
	const seen = watch(setup);

	await setup.items({ ...between(clock.now() - 30 * DAY, clock.now()), returnAll: true });

	expect(setup.windows.length).toBeGreaterThanOrEqual(30);
	expect(setup.api.requests.length).toBeLessThanOrEqual(32);
	expect(seen.most).toBeGreaterThan(4);
	expect(seen.most).toBeLessThanOrEqual(8);
});

test('the pages of a window one after the other', async () => {
	await using setup = await CytracomSetup.start(clock);
	for (let index = 0; index < 450; index++) {
		setup.api.addCall(callAt(clock.now() - HOUR - index * 30 * SECOND));
	}
	const seen = watch(setup);
	const period = between(clock.now() - 5 * HOUR, clock.now());

	await setup.items({ ...period, returnAll: true });

	expect(setup.api.requests).toHaveLength(5);
	expect(seen.most).toBe(1);
});

test('with a limit no more than two windows', async () => {
	await using setup = await CytracomSetup.start(clock);
	const seen = watch(setup);

	await setup.items({ ...between(clock.now() - 30 * DAY, clock.now()), limit: 5 });

	expect(seen.most).toBe(2);
});

test('when a window fails no other is begun', async () => {
	await using setup = await CytracomSetup.start(clock);
	setup.api.faults.add({
		kind: 'errorCode',
		status: 400,
		errorCode: 'invalid_page_size',
		times: Infinity,
	});

	await setup.failure({ ...between(clock.now() - 80 * DAY, clock.now()), returnAll: true });
	// what had been sent by then is answered
	while (setup.api.requests.some(({ status }) => status === 0)) {
		await new Promise((resolve) => setImmediate(resolve));
	}

	expect(setup.api.requests.length).toBeLessThan(30);
});

test('when a window fails, those on their way are not asked for again', async () => {
	await using setup = await CytracomSetup.start(clock);
	setup.api.faults.add({ kind: 'errorCode', status: 400, errorCode: 'invalid_page_size' });
	setup.api.faults.add({ kind: 'http', status: 503, times: Infinity });

	await setup.failure({ ...between(clock.now() - 80 * DAY, clock.now()), returnAll: true });

	const counts = new Map<unknown, number>();
	for (const { query } of setup.api.requests) {
		counts.set(query.to_date, (counts.get(query.to_date) ?? 0) + 1);
	}
	expect(Math.max(...counts.values())).toBeLessThan(3);
});
