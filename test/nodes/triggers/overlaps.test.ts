import {
	DAY,
	HOUR,
	idsOf,
	MINUTE,
	SECOND,
	Trigger,
	vendors,
	vendorsInBothModes,
} from '../../lab/support/triggers';
import { useVirtualClock } from '../../lab/virtualTime';

const clock = useVirtualClock();

async function started(vendor: (typeof vendors)[number], options = {}): Promise<Trigger> {
	const trigger = await Trigger.start(vendor, clock, options);
	await trigger.begin();
	trigger.system.add({ id: 'first', startedAt: clock.now() });
	await trigger.poll(2 * MINUTE);
	return trigger;
}

/** Lets every reading request take so long, by the clock of both sides. */
const slowDown = (trigger: Trigger, ms: number) =>
	trigger.system.faults.add({
		kind: 'json',
		match: trigger.vendor.reading,
		times: Infinity,
		change: (answer) => {
			clock.advance(ms);
			return answer;
		},
	});

const addBacklog = (trigger: Trigger, days: number, everyMs: number): string[] => {
	const began = clock.now();
	const ids = Array.from({ length: (days * DAY) / everyMs }, (_, i) => `call ${10_000 + i}`);
	ids.forEach((id, i) => trigger.system.add({ id, startedAt: began + i * everyMs }));
	return ids;
};

describe.each(vendors)('$name: polls that overlap', (vendor) => {
	test('[P10] given two polls at once, then no call is given twice, and none is lost', async () => {
		await using trigger = await started(vendor);
		trigger.system.add({ id: 'a', startedAt: clock.now() }, { id: 'b', startedAt: clock.now() });
		clock.advance(5 * MINUTE);

		const both = await Promise.all([trigger.run.poll(), trigger.run.poll(), trigger.run.poll()]);
		const given = both.flatMap(idsOf);

		expect(given.sort()).toEqual(['a', 'b']);
		expect(await trigger.pollFor(3 * HOUR, HOUR)).toEqual([]);
	});

	test('given a slow poll that the next one overtakes, then no call is given twice', async () => {
		await using trigger = await started(vendor);
		trigger.system.add({ id: 'a', startedAt: clock.now() });
		clock.advance(5 * MINUTE);
		trigger.system.faults.add({ kind: 'latency', ms: 200, match: vendor.reading });
		const slow = trigger.run.poll();
		const quick = await trigger.run.poll();

		expect([...idsOf(quick), ...idsOf(await slow)]).toEqual(['a']);
	});

	// in default mode n8n lets a poll take its time
	test('with durable cursors: given a poll that n8n abandons, then what it read is given by a later one, once', async () => {
		await using trigger = await started(vendor, { durable: true });
		trigger.system.add({ id: 'a', startedAt: clock.now() });
		clock.advance(5 * MINUTE);
		trigger.system.faults.add({ kind: 'latency', ms: 200, match: vendor.reading });

		const slow = trigger.run.poll();
		trigger.run.abandonPolls();
		// a PBX writes one file at a time: the next poll may come behind the abandoned one, and reads again later then
		const next = await trigger.poll();

		expect(await slow).toBeNull();
		expect([...next, ...(await trigger.pollFor(2 * HOUR, HOUR))]).toEqual(['a']);
	});
});

describe.each(vendorsInBothModes)('$name, $mode: polls without an end', ({ vendor, durable }) => {
	test('given a poll whose result is thrown away because the workflow is published again, then nothing is lost', async () => {
		await using trigger = await started(vendor, { durable });
		trigger.system.add({ id: 'a', startedAt: clock.now() });
		clock.advance(5 * MINUTE);
		const poll = trigger.run.poll();

		const given = await trigger.activate('update');

		expect(await poll).toBeNull();
		expect([...given, ...(await trigger.pollFor(2 * HOUR, HOUR))]).toEqual(['a']);
	});

	test('given a second for each poll and a backlog of a week, then each makes progress, and all is given once', async () => {
		await using trigger = await started(vendor, { durable });
		const ids = addBacklog(trigger, 7, 2 * HOUR);
		// the machine slept: nothing polled, nothing started again
		clock.advance(7 * DAY);
		trigger.run.pollBudgetMs = SECOND;
		slowDown(trigger, 200);

		const sizes: number[] = [];
		for (let i = 0; i < 12; i++) sizes.push((await trigger.poll()).length);

		expect(trigger.given).toEqual(['first', ...ids]);
		expect(sizes.filter((size) => size > 0).length).toBeGreaterThan(1);
	});
});

describe.each(vendors)('$name: a busy phone system', (vendor) => {
	test('given 25,000 calls after five days, then each poll is bounded, and all are given, oldest first, once', async () => {
		const parameters = { options: { includeSpeakerNames: false } };
		await using trigger = await started(vendor, { durable: true, parameters });
		trigger.run.crash();
		const ids = addBacklog(trigger, 5, (5 * DAY) / 25_000);
		clock.advance(5 * DAY);

		const sizes = [(await trigger.activate('init')).length];
		while (sizes.length < 45 && trigger.given.length <= ids.length) {
			sizes.push((await trigger.poll()).length);
		}

		expect(Math.max(...sizes)).toBeLessThanOrEqual(1_000);
		expect(trigger.given).toHaveLength(ids.length + 1);
		expect(trigger.given).toEqual(['first', ...ids]);
		const bytes = trigger.saved.length / ids.length;
		expect(bytes).toBeLessThan(24);
	}, 240_000);
});
