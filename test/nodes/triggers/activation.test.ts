import { DAY, HOUR, MINUTE, Trigger, vendorsInBothModes } from '../../lab/support/triggers';
import { useVirtualClock } from '../../lab/virtualTime';

const clock = useVirtualClock();

describe.each(vendorsInBothModes)('$name, $mode: an activation', ({ vendor, durable }) => {
	const start = async (parameters = {}) =>
		await Trigger.start(vendor, clock, { durable, parameters });

	test('[P3] given transcribed calls from before, when it is switched on, then none of them is given', async () => {
		await using trigger = await start();
		const now = clock.now();
		trigger.system.add(
			{ id: 'old', startedAt: now - 3 * DAY },
			{ id: 'today', startedAt: now - HOUR },
			{ id: 'just ended', startedAt: now - 10 * MINUTE },
		);

		await trigger.begin();
		await trigger.pollFor(26 * HOUR, 3 * HOUR);

		expect(trigger.given).toEqual([]);
	});

	test('given a call after it, when its transcript is there, then it is given once', async () => {
		await using trigger = await start();
		await trigger.begin();
		trigger.system.add({ id: 'new', startedAt: clock.now() + MINUTE });

		await trigger.pollFor(27 * HOUR, 2 * HOUR);

		expect(trigger.given).toEqual(['new']);
	});

	test('given initialLookbackHours, then so much history is given, oldest first, and no more', async () => {
		await using trigger = await start({ options: { initialLookbackHours: 48 } });
		const now = clock.now();
		trigger.system.add(
			{ id: 'yesterday', startedAt: now - 20 * HOUR },
			{ id: 'two days ago', startedAt: now - 47 * HOUR },
			{ id: 'too old', startedAt: now - 50 * HOUR },
		);

		await trigger.begin();
		await trigger.pollFor(26 * HOUR, 4 * HOUR);

		expect(trigger.given).toEqual(['two days ago', 'yesterday']);
	});

	test('given a call under way, when its transcript comes later, then it is given', async () => {
		await using trigger = await start();
		const now = clock.now();
		trigger.system.add(
			{ id: 'under way', startedAt: now - 50 * MINUTE, readyAt: now + 20 * MINUTE },
			{ id: 'just ended', startedAt: now - 3 * HOUR, readyAt: now + 2 * HOUR },
			{ id: 'just begun', startedAt: now - 90_000, readyAt: now - 5_000 },
		);

		await trigger.begin();
		await trigger.pollFor(6 * HOUR, 20 * MINUTE);

		expect(trigger.given).toEqual(['just begun', 'under way', 'just ended']);
	});

	test('given a call under way, when only its hour is read again, then it is given', async () => {
		await using trigger = await start();
		const now = clock.now();
		trigger.system.add({ id: 'late', startedAt: now - HOUR, readyAt: now + 10 * HOUR });

		await trigger.begin();
		await trigger.pollFor(13 * HOUR, 2 * HOUR);

		expect(trigger.given).toEqual(['late']);
	});
});
