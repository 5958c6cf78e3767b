import { emptyCallRecord } from '../../../nodes/shared/record/callRecord';
import { HOUR, MINUTE, Trigger, vendors, vendorsInBothModes } from '../../lab/support/triggers';
import { useVirtualClock } from '../../lab/virtualTime';

const clock = useVirtualClock();

describe.each(vendorsInBothModes)('$name, $mode: what is given', ({ vendor, durable }) => {
	const start = async (parameters = {}) => {
		const trigger = await Trigger.start(vendor, clock, { durable, parameters });
		await trigger.begin();
		return trigger;
	};

	test('given transcripts up to the lookback late, then each call is given once', async () => {
		await using trigger = await start();
		const now = clock.now();
		const lateness = [1 * MINUTE, 3 * HOUR, 20 * HOUR, 23.9 * HOUR];
		trigger.system.add(
			...lateness.map((late, i) => ({
				id: `late ${i}`,
				startedAt: now + i * MINUTE,
				readyAt: now + i * MINUTE + late,
			})),
		);

		await trigger.pollFor(28 * HOUR, 2 * HOUR);

		expect(trigger.given).toEqual(['late 0', 'late 1', 'late 2', 'late 3']);
	});
});

describe.each(vendors)('$name: a hand-over', (vendor) => {
	test('given several calls at once, then one execution has them all, oldest first', async () => {
		await using trigger = await Trigger.start(vendor, clock, { parameters: {} });
		await trigger.begin();
		const now = clock.now();
		trigger.system.add(
			{ id: 'c', startedAt: now + 3 * MINUTE },
			{ id: 'a', startedAt: now + 1 * MINUTE, readyAt: now + 20 * MINUTE },
			{ id: 'b', startedAt: now + 2 * MINUTE },
		);

		expect(await trigger.poll(30 * MINUTE)).toEqual(['a', 'b', 'c']);
		clock.advance(MINUTE);
		expect(await trigger.run.poll()).toBeNull();
	});

	test('given simplify, then the items are call records; without it the vendor’s own objects', async () => {
		await using trigger = await Trigger.start(vendor, clock);
		await trigger.begin();
		trigger.system.add({ id: 'a', startedAt: clock.now() });
		clock.advance(2 * MINUTE);
		const [simple] = (await trigger.run.poll()) ?? [];
		await trigger.edit({ simplify: false });
		trigger.system.add({ id: 'b', startedAt: clock.now() });
		clock.advance(2 * MINUTE);
		const [raw] = (await trigger.run.poll()) ?? [];

		expect(simple?.json).toMatchObject({ provider: vendor.name.toLowerCase(), id: 'a' });
		expect(Object.keys(simple?.json ?? {})).toEqual(Object.keys(emptyCallRecord('yeastar', 'a')));
		expect(raw?.json).toMatchObject({ [vendor.rawId]: 'b' });
		expect(raw?.json).not.toHaveProperty('provider');
	});
});
