import { forgetTriggers } from '../../../nodes/shared/trigger/triggerMemory';
import { HOUR, MINUTE, Trigger, vendors, vendorsInBothModes } from '../../lab/support/triggers';
import { useVirtualClock } from '../../lab/virtualTime';

const clock = useVirtualClock();

/** An execution of the first hand-over writes static data and ends after the second: n8n saves what it began with. */
async function undone(vendor: (typeof vendors)[number], durable = false): Promise<Trigger> {
	const trigger = await Trigger.start(vendor, clock, { durable });
	await trigger.begin();
	trigger.system.add({ id: 'first', startedAt: clock.now() });
	await trigger.poll(2 * MINUTE);
	const end = trigger.run.beginExecution();
	trigger.system.add({ id: 'second', startedAt: clock.now() });
	await trigger.poll(2 * MINUTE);
	// the poll after it shows that n8n took what it gave
	await trigger.poll();
	end();
	return trigger;
}

const given = async (trigger: Trigger): Promise<string[]> => {
	trigger.system.add({ id: 'third', startedAt: clock.now() });
	for (let i = 0; i < 6; i++) await trigger.poll(30 * MINUTE).catch(() => undefined);
	return trigger.given;
};

describe.each(vendorsInBothModes)('$name, $mode: static data of a workflow', (each) => {
	const { vendor, durable } = each;

	test.each(['update', 'activate'] as const)(
		'[P2] given an older state when the workflow is published again (%s), then no call is given twice or lost',
		async (mode) => {
			await using trigger = await undone(vendor, durable);
			trigger.system.add({ id: 'meanwhile', startedAt: clock.now() });
			if (mode === 'activate') trigger.run.deactivate();
			clock.advance(HOUR);
			await trigger.activate(mode);

			expect(await given(trigger)).toEqual(['first', 'second', 'meanwhile', 'third']);
		},
	);

	test('given an older state after a restart, then calls come again in default mode, and none is lost', async () => {
		await using trigger = await undone(vendor, durable);
		trigger.run.crash();
		forgetTriggers();
		await trigger.activate('init');

		const again = durable ? [] : ['second'];
		expect(await given(trigger)).toEqual(['first', 'second', ...again, 'third']);
	});
});

test.each(vendors)(
	'$name: [P6] given an older state from before an edit, then what that edit left out stays out',
	async (vendor) => {
		await using trigger = await undone(vendor);
		const end = trigger.run.beginExecution();
		await trigger.edit({ filters: { [vendor.filters.from]: 'nobody' } });
		trigger.system.add({ id: 'left out', startedAt: clock.now() });
		for (let i = 0; i < 3; i++) await trigger.poll(2 * MINUTE).catch(() => undefined);
		end();
		await trigger.edit({ filters: {} });

		expect(await given(trigger)).toEqual(['first', 'second', 'third']);
	},
);
