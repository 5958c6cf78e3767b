import {
	HOUR,
	idsOf,
	MINUTE,
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
});
