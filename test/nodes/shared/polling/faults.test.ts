import { DAY, HOUR, MINUTE } from '../../../../nodes/shared/polling/timing';
import { LONG, scenario, START } from './scenario';

const modes = ['plain', 'durable'] as const;
const failAlways = () => ({ after: 1 });

describe('faults', () => {
	it.each(modes)(
		'given an outage (%s), then each poll reports it, and afterwards nothing is missing',
		async (mode) => {
			const { call, begin, n8n, vendor, pollAt, pollUntil } = scenario({}, mode);
			for (let i = 0; i < 20; i++) call(`${i}`, (i + 1) * HOUR, (i % 5) * HOUR + 1);
			await begin();
			vendor.failure = failAlways;
			for (let hour = 2; hour < 20; hour++) {
				const before = n8n.state;
				const { error, given } = await pollAt(hour * HOUR);
				expect(error).toBeInstanceOf(Error);
				expect(given).toEqual([]);
				expect(n8n.state).toBe(before);
			}
			vendor.failure = () => undefined;
			await pollUntil(LONG);
			expect([...n8n.given].sort()).toEqual(vendor.calls.map(({ id }) => id).sort());
		},
	);

	it('given a backlog and a fault in the middle, then what was read is given, and the fault left to the next poll', async () => {
		const { call, begin, n8n, vendor, pollAt, pollUntil } = scenario();
		for (let day = 1; day < 6; day++) call(`day ${day}`, day * DAY);
		await begin();
		let requests = 0;
		vendor.failure = () => (requests++ >= 2 ? { after: 0 } : undefined);
		const first = await pollAt(7 * DAY);
		expect(first.error).toBeUndefined();
		expect(first.given.length).toBeGreaterThan(0);
		expect((await pollAt(7 * DAY)).error).toBeInstanceOf(Error);
		vendor.failure = () => undefined;
		await pollUntil(7 * DAY + HOUR, MINUTE);
		expect(n8n.given).toEqual(vendor.calls.map(({ id }) => id));
	});

	it('given a phone system that is away, then a poll asks three times, not for every window', async () => {
		const { begin, vendor, pollAt } = scenario();
		await begin();
		vendor.failure = failAlways;
		const before = vendor.requests.length;
		await pollAt(30 * DAY);
		expect(vendor.requests.length - before).toBe(3);
		expect(vendor.requests.at(-1)?.to).toBe(START + 30 * DAY + 10 * MINUTE);
	});

	it.each([HOUR, 2 * HOUR])(
		'given one bad call and a poll every %d ms, then the others are given all the same',
		async (every) => {
			const { call, begin, n8n, vendor, pollUntil } = scenario();
			await begin();
			const bad = START + 10 * HOUR;
			vendor.failure = ({ from, to }) => (from <= bad && bad < to ? { after: 0 } : undefined);
			for (let i = 0; i < 48; i++) call(`${i}`, i * HOUR + 20 * MINUTE);
			await pollUntil(4 * DAY, every);
			expect(n8n.given.length).toBeGreaterThanOrEqual(47);
			expect(new Set(n8n.given).size).toBe(n8n.given.length);
		},
	);

	it('given a fault that makes more requests harmful, then there is none', async () => {
		const { begin, vendor, pollAt } = scenario();
		await begin();
		vendor.failure = failAlways;
		const before = vendor.requests.length;
		await pollAt(30 * DAY, { endsPoll: () => true });
		expect(vendor.requests.length - before).toBe(1);
	});

	it('given a first poll after a restart that fails, then it says so, and the state is as before', async () => {
		const { call, begin, n8n, vendor, pollUntil } = scenario({}, 'plain');
		call('a', HOUR);
		await begin();
		vendor.failure = failAlways;
		await n8n.restart();
		vendor.failure = () => undefined;
		await pollUntil(LONG);
		expect(n8n.given).toEqual(['a']);
	});
});

describe('a stretch that can never be read', () => {
	/** Whatever touches the fifth hour fails. */
	function broken(mode: (typeof modes)[number]) {
		const made = scenario({}, mode);
		made.vendor.failure = ({ from, to }) =>
			from < START + 5 * HOUR && to > START + 4 * HOUR ? { after: 0 } : undefined;
		return made;
	}

	it.each(modes)('given one in the past (%s), then all others are given in time', async (mode) => {
		const { call, begin, n8n, time, pollAt } = broken(mode);
		for (let i = 20; i < 120; i++) call(`${i}`, i * HOUR, (i % 20) * HOUR + 1);
		n8n.settings.maxWindowMs = 6 * HOUR;
		await begin();
		time.real = START + 19 * HOUR;
		let latest = 0;
		const seen = new Set<string>();
		while (time.real < START + 140 * HOUR) {
			const { given } = await pollAt(time.real - START + 10 * MINUTE);
			for (const id of given) {
				const hour = Number(id);
				seen.add(id);
				latest = Math.max(latest, time.real - (START + (hour + (hour % 20)) * HOUR));
			}
		}
		expect(seen.size).toBe(100);
		expect(n8n.given).toHaveLength(100);
		// A sweep an hour, and a poll or two that the report costs.
		expect(latest).toBeLessThan(HOUR + 40 * MINUTE);
	});

	it.each(modes)(
		'given one in the past (%s), then it is reported about once an hour, busy or not, and seldom asked',
		async (mode) => {
			for (const isBusy of [true, false]) {
				const { call, begin, n8n, time, vendor, pollAt } = broken(mode);
				n8n.settings.maxWindowMs = 6 * HOUR;
				await begin();
				time.real = START + 20 * HOUR;
				if (isBusy) for (let i = 0; i < 300; i++) call(`${i}`, 20 * HOUR + i * MINUTE);
				const errors: number[] = [];
				const before = vendor.requests.length;
				for (let minute = 0; minute < 300; minute++) {
					const { error } = await pollAt(20 * HOUR + minute * MINUTE);
					if (error) errors.push(minute);
				}
				expect(errors.length).toBeGreaterThanOrEqual(4);
				expect(errors.length).toBeLessThanOrEqual(7);
				expect(vendor.requests.length - before).toBeLessThan(300 + 200);
				expect(n8n.given).toHaveLength(isBusy ? 299 : 0);
			}
		},
	);

	it('given one that can be read again at last, then its calls are given', async () => {
		const { call, begin, n8n, time, vendor, pollUntil } = broken('durable');
		n8n.settings.maxWindowMs = 6 * HOUR;
		call('in it', 4.5 * HOUR);
		await begin();
		time.real = START + 20 * HOUR;
		await pollUntil(40 * HOUR, 10 * MINUTE);
		expect(n8n.given).toEqual([]);
		vendor.failure = () => undefined;
		await pollUntil(41.5 * HOUR, 10 * MINUTE);
		expect(n8n.given).toEqual(['in it']);
	});
});

describe('records that cannot be read', () => {
	it.each(modes)(
		'[P13] given one (%s), then it is reported once, blocks no other, and is given when it can be read',
		async (mode) => {
			const { call, begin, n8n, pollAt } = scenario({}, mode);
			call('broken', HOUR, MINUTE, { brokenUntil: START + 10 * HOUR });
			call('whole', HOUR);
			await begin();
			const reports: unknown[] = [];
			for (let minute = 2; minute < 15 * 60; minute++) {
				const { report } = await pollAt(minute * MINUTE);
				if (report) reports.push([minute, report]);
			}
			const examples = [{ key: 'broken', reason: 'It is broken' }];
			expect(reports).toEqual([[expect.any(Number), { count: 1, examples }]]);
			expect(n8n.given).toEqual(['whole', 'broken']);
		},
	);

	it('given one when n8n starts again before the report is noted, then it is reported twice at most', async () => {
		const { call, begin, n8n, time, pollAt } = scenario();
		call('broken', HOUR, MINUTE, { brokenUntil: Infinity });
		await begin();
		await pollAt(2 * HOUR);
		let reports = 0;
		for (let i = 0; i < 3; i++) {
			if ((await n8n.tick()).report) reports++;
			if (i === 0) await n8n.restart();
			time.real += MINUTE;
		}
		expect(reports).toBe(2);
	});

	it('given many, then one report counts them and names three', async () => {
		const { call, begin, pollAt } = scenario();
		for (let i = 0; i < 100; i++) call(`${i}`, HOUR, MINUTE, { brokenUntil: Infinity });
		await begin();
		expect((await pollAt(2 * HOUR)).report).toBeUndefined();
		const { report } = await pollAt(2 * HOUR);
		expect(report?.count).toBe(100);
		expect(report?.examples).toHaveLength(3);
		expect((await pollAt(2 * HOUR)).report).toBeUndefined();
	});

	it('given a first poll after a restart, then it reports nothing, for an error would end the trigger', async () => {
		const { call, begin, n8n, pollAt } = scenario();
		call('broken', HOUR, MINUTE, { brokenUntil: Infinity });
		await begin();
		await pollAt(2 * HOUR);
		expect((await n8n.tick({ isActivating: true })).report).toBeUndefined();
		expect((await n8n.tick()).report).toBeDefined();
	});

	it('given records without an id or with an impossible date, then they are reported, and old ones are not', async () => {
		const { call, begin, n8n, pollAt } = scenario();
		call('no id', HOUR, MINUTE, { record: { id: null } });
		call('no date', HOUR, MINUTE, { record: { startedAt: '2026-02-31T25:00:00Z' } });
		call('history', -HOUR, MINUTE, { record: { id: '' } });
		call('fine', HOUR);
		await begin();
		await pollAt(2 * HOUR);
		const { report } = await pollAt(2 * HOUR);
		expect(report?.count).toBe(2);
		expect(report?.examples).toContainEqual({
			key: 'no date',
			reason: 'the start of the call is not a date',
		});
		expect(n8n.given).toEqual(['fine']);
	});

	it('given one that stays for days, then it is not reported again', async () => {
		const { call, begin, time, pollAt } = scenario({ lookbackMs: HOUR });
		call('broken', HOUR, MINUTE, { brokenUntil: Infinity });
		await begin();
		let reports = 0;
		while (time.real < START + 5 * DAY) {
			if ((await pollAt(time.real - START + 20 * MINUTE)).report) reports++;
		}
		expect(reports).toBe(1);
	});

	it('given one that is in every answer for days, then it is not reported again', async () => {
		const { call, begin, n8n, vendor, time, pollAt } = scenario({ lookbackMs: HOUR });
		for (let hour = 1; hour < 72; hour++) call(`${hour}`, hour * HOUR);
		await begin();
		const read = vendor.read.bind(vendor);
		vendor.read = async function* (window) {
			yield { unreadable: { key: 'no date at all', reason: 'It is broken' } };
			yield* read(window);
		};
		let reports = 0;
		while (time.real < START + 3 * DAY) {
			if ((await pollAt(time.real - START + 20 * MINUTE)).report) reports++;
		}
		expect(reports).toBe(1);
		expect(n8n.given).toHaveLength(71);
	});
});
