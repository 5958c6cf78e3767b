import { runPoll } from '../../../../nodes/shared/polling/poll';
import { Told } from '../../../../nodes/shared/polling/settings';
import type { Source } from '../../../../nodes/shared/polling/source';
import { DAY, HOUR, MINUTE } from '../../../../nodes/shared/polling/timing';
import { asked, LONG, scenario, START } from './scenario';

describe('a backlog', () => {
	it('given a week and a budget of one second, then each poll reads one window, and all is given in order', async () => {
		const { call, begin, n8n, vendor, pollAt } = scenario();
		for (let hour = 1; hour < 7 * 24; hour++) call(`${hour}`, hour * HOUR);
		await begin();
		vendor.answerMs = 2000;
		for (let poll = 0; poll < 12; poll++) {
			const before = vendor.requests.length;
			await pollAt(7 * DAY + poll * MINUTE, { budget: 1000 });
			expect(vendor.requests.length - before).toBe(1);
		}
		expect(n8n.given).toEqual(vendor.calls.map(({ id }) => id));
	});

	it('[P7] given more calls than a poll may hand over, then the oldest come first and nothing is read twice in vain', async () => {
		const { call, begin, n8n, pollAt, vendor } = scenario();
		for (let i = 0; i < 2500; i++) call(`${i}`, HOUR + i * 2 * MINUTE);
		await begin();
		const sizes: number[] = [];
		for (let poll = 0; poll < 4; poll++) {
			sizes.push((await pollAt(5 * DAY + poll * MINUTE)).given.length);
		}
		expect(sizes).toEqual([1000, 1000, 500, 0]);
		expect(n8n.given).toEqual(vendor.calls.map(({ id }) => id));
	});

	it('given more calls in one second than a poll may hand over, then it goes on all the same', async () => {
		const { call, begin, n8n, pollAt } = scenario();
		for (let i = 0; i < 50; i++) call(`${i}`, HOUR);
		call('later', HOUR + 1000);
		await begin();
		for (let poll = 0; poll < 6; poll++) {
			await pollAt(5 * HOUR + poll * MINUTE, { maxCalls: 10 });
		}
		expect(new Set(n8n.given).size).toBe(51);
		expect(n8n.given).toHaveLength(51);
		expect(n8n.given.at(-1)).toBe('later');
	});

	it('given windows that mean the time of the transcript, when a part of a backlog is read, then late ones are not lost', async () => {
		const { call, begin, n8n, vendor, pollAt } = scenario();
		vendor.windowsMean = 'transcript';
		for (let hour = 1; hour < 100; hour++) call(`${hour}`, hour * HOUR, (hour % 24) * HOUR);
		await begin();
		for (let poll = 0; poll < 20; poll++) await pollAt(5 * DAY + poll * MINUTE, { budget: 1 });
		expect(new Set(n8n.given).size).toBe(99);
		expect(n8n.given).toHaveLength(99);
	});
});

describe('a poll', () => {
	it('given calls in any order, then they come by their start, oldest first', async () => {
		const { call, begin, pollAt } = scenario();
		call('second', HOUR + 2);
		call('third', HOUR + 3);
		call('first', HOUR + 1, 30 * MINUTE);
		await begin();
		expect((await pollAt(2 * HOUR)).given).toEqual(['first', 'second', 'third']);
	});

	it('given an older call in a later window, then it comes first all the same', async () => {
		const { call, begin, vendor, pollAt } = scenario({ maxWindowMs: 6 * HOUR });
		vendor.windowsMean = 'transcript';
		call('second', DAY);
		call('first', DAY - HOUR, 20 * HOUR);
		await begin();
		expect((await pollAt(2 * DAY)).given).toEqual(['first', 'second']);
	});

	it('given a transcript that is twenty hours late, then it is given within an hour', async () => {
		const { call, begin, pollUntil, n8n } = scenario();
		call('late', HOUR, 20 * HOUR);
		await begin();
		await pollUntil(21 * HOUR, MINUTE);
		expect(n8n.given).toEqual([]);
		await pollUntil(22 * HOUR + 5 * MINUTE, MINUTE);
		expect(n8n.given).toEqual(['late']);
	});

	it('given something to add to new calls, then it is asked once, for those, before the state is written', async () => {
		const { call, begin, n8n, vendor, time } = scenario();
		call('a', HOUR);
		call('b', HOUR + 1);
		await begin();
		time.real = START + 2 * HOUR;
		const steps: string[] = [];
		const source: Source = {
			...n8n.settings,
			read: (window) => vendor.read(window),
			enrich: async (calls) => {
				steps.push(`add to ${calls.map(({ head }) => head.id).join(' ')}`);
				await Promise.resolve();
				return calls.map((call) => ({ ...call, head: { ...call.head, status: 'added' } }));
			},
		};
		const poll = () =>
			runPoll({
				settings: n8n.settings,
				isSwitchedOn: false,
				open: async () => await Promise.resolve(source),
				now: () => time.real,
				deadline: Infinity,
				readState: () => n8n.state,
				writeState: (state) => {
					steps.push('write');
					n8n.state = state;
				},
				told: new Told(),
			});
		const { calls } = await poll();
		expect(steps).toEqual(['add to a b', 'write']);
		expect(calls.map(({ head }) => head.status)).toEqual(['added', 'added']);
		expect((await poll()).calls).toEqual([]);
		expect(steps).toHaveLength(2);
	});

	it('given a source that gives a plain list, then that will do', async () => {
		const { n8n, time } = scenario();
		const result = await runPoll({
			settings: n8n.settings,
			isSwitchedOn: true,
			open: async () => await Promise.resolve({ ...n8n.settings, read: () => [] }),
			now: () => time.real,
			deadline: 0,
			readState: () => null,
			writeState: (state) => {
				n8n.state = state;
			},
			told: new Told(),
		});
		expect(result.calls).toEqual([]);
		expect(n8n.state).toMatch(/^1 /);
	});
});

describe('two polls at once', () => {
	it.each([true, false])(
		'[P10] given the same calls (second ends first: %s), then once',
		async (swap) => {
			const { call, begin, n8n, pollUntil, holdAnswer, vendor, time } = scenario({}, 'plain');
			for (let i = 0; i < 10; i++) call(`${i}`, HOUR + i * MINUTE, (i % 2) * HOUR + 1);
			await begin();
			time.real = START + 2 * HOUR;
			const open = swap ? holdAnswer() : () => undefined;
			const first = n8n.tick();
			await asked(vendor);
			const second = n8n.tick();
			if (swap) await second;
			open();
			await Promise.all([first, second]);
			await pollUntil(LONG);
			expect([...n8n.given].sort()).toEqual(Array.from({ length: 10 }, (_, i) => `${i}`));
		},
	);

	it('given a poll of former settings that ends late, then the new settings stay', async () => {
		const { begin, n8n, time, look, holdAnswer, vendor, call } = scenario({}, 'plain');
		await begin();
		call('a', HOUR);
		time.real = START + 2 * HOUR;
		const open = holdAnswer();
		const old = n8n.tick();
		await asked(vendor);
		n8n.settings = { ...n8n.settings, criteria: { event: 'newTranscription', from: '1' } };
		await n8n.tick();
		open();
		await old;
		expect(look().criteria).toEqual({ event: 'newTranscription', from: '1' });
		expect(look().former).toHaveLength(1);
	});

	it('given a poll that was given up and ends after a sweep has settled its calls, then none comes twice', async () => {
		const { call, begin, n8n, time, holdAnswer, vendor, pollUntil } = scenario(
			{ lookbackMs: HOUR },
			'plain',
		);
		call('a', HOUR);
		await begin();
		time.real = START + 2 * HOUR;
		const open = holdAnswer();
		const old = n8n.tick();
		await asked(vendor);
		call('b', 19 * HOUR);
		await pollUntil(20 * HOUR);
		open();
		await old;
		await pollUntil(21 * HOUR);
		expect(n8n.given).toEqual(['a', 'b']);
	});
});
