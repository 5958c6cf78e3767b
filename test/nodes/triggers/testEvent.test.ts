import { DAY, HOUR, idsOf, Trigger, vendors } from '../../lab/support/triggers';
import { useVirtualClock } from '../../lab/virtualTime';

const clock = useVirtualClock();

describe.each(vendors)('$name: Fetch Test Event', (vendor) => {
	const { from } = vendor.filters;
	const start = async (parameters = {}) => {
		const trigger = await Trigger.start(vendor, clock, { parameters });
		const now = clock.now();
		trigger.system.add(
			{ id: 'older', startedAt: now - 5 * HOUR, from: '2000' },
			{ id: 'newest', startedAt: now - 2 * HOUR },
			{ id: 'not ready', startedAt: now - HOUR, readyAt: now + HOUR },
			{ id: 'days ago', startedAt: now - 5 * DAY, from: '3000' },
		);
		return trigger;
	};

	test.each([
		['nothing', {}, 'newest'],
		['a filter', { filters: { [from]: '2000' } }, 'older'],
		['a filter that only an old call fits', { filters: { [from]: '3000' } }, 'days ago'],
		['newSummary', { event: 'newSummary' }, 'newest'],
		['simplify off', { simplify: false }, 'newest'],
	])('given %s, then the newest call that fits is shown', async (_, parameters, id) => {
		await using trigger = await start(parameters);

		const { items, error } = await trigger.run.testEvent();

		expect(error).toBeUndefined();
		expect(idsOf(items)).toEqual([id]);
	});

	test('the state stays as it was: the same calls are given afterwards as without', async () => {
		await using trigger = await start();
		await trigger.begin();
		trigger.system.add({ id: 'new', startedAt: clock.now() });
		clock.advance(HOUR);
		const before = trigger.saved;

		expect(idsOf((await trigger.run.testEvent()).items)).toEqual(['new']);
		expect(trigger.saved).toBe(before);
		expect(await trigger.poll()).toEqual(['not ready', 'new']);
		expect(idsOf((await trigger.run.testEvent()).items)).toEqual(['new']);
	});

	test.each([
		['newTranscription', 'transcript'],
		['newSummary', 'summary'],
	])('given no call for %s, then the error says how to get one', async (event, wanted) => {
		await using trigger = await start({ event, filters: { [from]: 'nobody' } });

		const { error } = await trigger.run.testEvent();

		expect(error?.message).toBe(`No matching call with a ${wanted} in the last 7 days.`);
		expect(error?.description).toMatch(/Make a test call/);
	});

	test('given a fault, then it is told', async () => {
		await using trigger = await start();
		trigger.system.faults.add({ kind: 'http', status: 404, times: Infinity });

		expect((await trigger.run.testEvent()).error?.message).toMatch(/HTTP 404/);
	});

	test('given unreadable records, then the newest of the others is shown', async () => {
		await using trigger = await start();
		trigger.system.add({ id: 'bad', startedAt: clock.now() - HOUR, raw: { [vendor.rawId]: null } });

		expect(idsOf((await trigger.run.testEvent()).items)).toEqual(['newest']);
	});
});
