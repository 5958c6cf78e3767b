import type { Settings } from '../../../../nodes/shared/polling/settings';
import { DAY, HOUR, MINUTE } from '../../../../nodes/shared/polling/timing';
import { fresh, LONG, scenario, START } from './scenario';

describe('a fresh state', () => {
	const made = (more: Partial<Settings>, reason: 'new' | 'lost' = 'new') =>
		fresh({ ...scenario().n8n.settings, ...more }, START, reason);

	it('given a new trigger, then what began two minutes ago is new, and four hours are watched', () => {
		const criteria = { event: 'newSummary', from: '', to: '1' } as const;
		expect(made({ criteria })).toMatchObject({
			owner: 'pbx 1',
			activatedAt: START,
			origin: START - 4 * HOUR,
			floor: START - 2 * MINUTE,
			settled: START - 4 * HOUR,
			sweeps: [],
			sweptAt: START,
			holes: [],
			criteria: { event: 'newSummary', to: '1' },
			lookbackMs: DAY,
			former: [],
		});
		expect(made({ criteria }).criteria).not.toHaveProperty('from');
	});

	it.each([
		[MINUTE, 2 * MINUTE, 4 * HOUR],
		[3 * HOUR, 3 * HOUR, 4 * HOUR],
		[5 * HOUR, 5 * HOUR, 5 * HOUR],
	])(
		'given an initial lookback of %d ms, then it begins there',
		(initialLookbackMs, floor, origin) => {
			const state = made({ initialLookbackMs });
			expect([START - state.floor, START - state.origin]).toEqual([floor, origin]);
		},
	);

	it.each([
		[HOUR, 4 * HOUR],
		[DAY, DAY],
	])(
		'given a state that was lost, then a lookback of %d ms is watched, and all in it is history',
		(...given) => {
			const [lookbackMs, origin] = given;
			const state = made({ lookbackMs, initialLookbackMs: 5 * DAY }, 'lost');
			expect([START - state.floor, START - state.origin]).toEqual([0, origin]);
		},
	);

	it('given a phone system that keeps less, then nothing is asked that it drops in a quarter of an hour', async () => {
		const { begin, vendor } = scenario({ initialLookbackMs: 5 * DAY, retentionMs: DAY });
		await begin();
		expect(START - (vendor.requests[0]?.from ?? 0)).toBe(DAY - 15 * MINUTE);
	});
});

describe('activation', () => {
	it('[P3] given calls from before, then those that are ready are history, however old', async () => {
		const { call, begin, pollUntil, n8n } = scenario();
		call('yesterday', -DAY);
		call('an hour ago', -HOUR);
		call('three minutes ago', -3 * MINUTE);
		await begin();
		await pollUntil(LONG);
		expect(n8n.given).toEqual([]);
	});

	it('given a call of the last two minutes, then it is new', async () => {
		const { call, n8n } = scenario();
		call('just now', -1.5 * MINUTE, 1000);
		await n8n.activate();
		expect(n8n.given).toEqual(['just now']);
	});

	it('given a call under way, or some hours old, when its transcript comes, then it is given', async () => {
		const { call, begin, pollUntil, n8n } = scenario();
		call('under way', -10 * MINUTE, 20 * MINUTE);
		call('just ended', -3.9 * HOUR, 10 * HOUR);
		call('too old', -4.1 * HOUR, 10 * HOUR);
		await begin();
		await pollUntil(LONG);
		expect(n8n.given).toEqual(['under way', 'just ended']);
	});

	it('given an initial lookback, then calls from it are given, oldest first, and none older', async () => {
		const { call, begin, pollUntil, n8n } = scenario({ initialLookbackMs: 10 * DAY });
		call('second', -3 * DAY);
		call('first', -9.9 * DAY);
		call('third', -MINUTE, 1000);
		call('older', -10.1 * DAY);
		await begin();
		await pollUntil(LONG);
		expect(n8n.given).toEqual(['first', 'second', 'third']);
	});

	it('given an initial lookback of weeks and no time, then it is drained oldest first over many polls', async () => {
		const { call, n8n, pollAt, vendor } = scenario({ initialLookbackMs: 20 * DAY });
		for (let day = 1; day < 20; day++) call(`${day} days ago`, -day * DAY);
		for (let poll = 0; poll < 25; poll++) {
			const before = vendor.requests.length;
			await pollAt(poll * MINUTE, { budget: 1 });
			expect(vendor.requests.length - before).toBe(1);
		}
		expect(n8n.given).toEqual(vendor.calls.map(({ id }) => id).reverse());
	});

	it('given what the vendor keeps, then nothing older is asked', async () => {
		const { begin, vendor } = scenario({ initialLookbackMs: 90 * DAY, retentionMs: 90 * DAY });
		await begin();
		expect(Math.min(...vendor.requests.map(({ from }) => from))).toBeGreaterThan(START - 90 * DAY);
	});

	it('given a phone system that is away, then there is no state, and a later poll activates', async () => {
		const { call, begin, n8n, vendor, pollUntil } = scenario();
		call('during the outage', 5 * MINUTE);
		call('after it', 2 * HOUR);
		vendor.failure = () => ({ after: 0 });
		const { error } = await n8n.activate();
		expect(error).toBeInstanceOf(Error);
		expect(n8n.state).toBeUndefined();
		vendor.failure = () => undefined;
		await begin();
		await pollUntil(LONG);
		expect(n8n.given).toEqual(['during the outage', 'after it']);
	});

	it.each(['plain', 'durable'] as const)(
		'given a pause of weeks (%s), when a person switches on again, then a lookback of calls is given',
		async (mode) => {
			const { call, begin, n8n, time, pollUntil, pollAt } = scenario({}, mode);
			call('handed over', HOUR);
			call('in the pause', 5 * DAY);
			call('late in the pause', 13.1 * DAY);
			await begin();
			await pollAt(2 * HOUR);
			time.real = START + 14 * DAY;
			await n8n.activate();
			await pollUntil(15 * DAY);
			expect(n8n.given).toEqual(['handed over', 'late in the pause']);
		},
	);

	it.each(['plain', 'durable'] as const)(
		'given downtime of weeks (%s), when n8n restarts, then all calls are given, oldest first',
		async (mode) => {
			const { call, begin, n8n, time, pollUntil, vendor } = scenario({}, mode);
			for (let day = 1; day < 40; day++) call(`day ${day}`, day * DAY, 20 * HOUR);
			await begin();
			time.real = START + 41 * DAY;
			await n8n.restart();
			await pollUntil(42 * DAY);
			expect(n8n.given).toEqual(vendor.calls.map(({ id }) => id));
		},
	);

	it('given downtime beyond what the vendor keeps, then the rest is given without an error', async () => {
		const { call, begin, n8n, time, pollUntil, vendor } = scenario({ retentionMs: 30 * DAY });
		call('gone', 5 * DAY);
		call('kept', 75 * DAY);
		await begin();
		time.real = START + 100 * DAY;
		const before = vendor.requests.length;
		await n8n.tick();
		await pollUntil(101 * DAY);
		expect(n8n.given).toEqual(['kept']);
		expect(vendor.requests[before]?.from).toBe(START + 70 * DAY + 15 * MINUTE);
	});

	it('given two polls that both activate, then the second counts for nothing and no call is lost', async () => {
		const { call, n8n, pollUntil, time, vendor, holdAnswer } = scenario({}, 'plain');
		call('between them', 0.5 * MINUTE, 1000);
		call('under way', -10 * MINUTE, 12 * MINUTE);
		const open = holdAnswer(1);
		const first = n8n.tick();
		const second = n8n.tick();
		await first;
		expect(vendor.requests).toHaveLength(2);
		time.real += 3 * MINUTE;
		open();
		expect((await second).wrote).toBe(false);
		await pollUntil(HOUR);
		expect([...n8n.given].sort()).toEqual(['between them', 'under way']);
	});
});
