import { HOUR, MINUTE, SECOND, Trigger, vendorsInBothModes } from '../../lab/support/triggers';
import { useVirtualClock } from '../../lab/virtualTime';

const clock = useVirtualClock();

describe.each(vendorsInBothModes)('$name, $mode: the moment that a trigger counts from', (each) => {
	const { vendor, durable } = each;
	const start = async () => await Trigger.start(vendor, clock, { durable });
	/** A call half a minute after now, and one from before that is history. */
	const addCalls = (trigger: Trigger) => {
		const now = clock.now();
		trigger.system.add(
			{ id: 'history', startedAt: now - 10 * MINUTE },
			{ id: 'new', startedAt: now + 30 * SECOND },
		);
	};
	const away = (trigger: Trigger) =>
		trigger.system.faults.add({ kind: 'http', status: 503, times: Infinity });

	test.each([5, 60])(
		'[P1] given a poll time of %d minutes, then a call half a minute after publishing is given',
		async (minutes) => {
			await using trigger = await start();
			addCalls(trigger);
			await trigger.activate();

			await trigger.pollFor(3 * HOUR, minutes * MINUTE);

			expect(trigger.given).toEqual(['new']);
		},
	);

	test('[P1] given an edit while the phone system is away for half an hour, then its calls are given', async () => {
		await using trigger = await start();
		away(trigger);
		await trigger.activate('update');
		addCalls(trigger);
		for (let i = 0; i < 6; i++) await trigger.failure(5 * MINUTE);
		trigger.system.faults.clear();

		await trigger.pollFor(3 * HOUR, 30 * MINUTE);

		expect(trigger.given).toEqual(['new']);
	});

	test('[P1] given polls that fail from the publication on, and a restart, then no call is lost', async () => {
		await using trigger = await start();
		away(trigger);
		await trigger.activate('update');
		addCalls(trigger);
		await trigger.failure(5 * MINUTE);
		trigger.run.crash();
		await trigger.activate('init');
		await trigger.failure(20 * MINUTE);
		trigger.system.faults.clear();

		await trigger.pollFor(3 * HOUR, 30 * MINUTE);

		expect(trigger.given).toEqual(['new']);
	});

	test('[P1] given a first try that fails when a person switches on, then that moment counts', async () => {
		await using trigger = await start();
		away(trigger);
		await expect(trigger.activate()).rejects.toThrow();
		trigger.system.faults.clear();
		const now = clock.now();
		trigger.system.add(
			{ id: 'new', startedAt: now },
			{ id: 'history', startedAt: now - 5 * MINUTE },
		);
		clock.advance(15 * SECOND);
		trigger.note(await trigger.run.retryActivation());

		await trigger.pollFor(3 * HOUR, 30 * MINUTE);

		expect(trigger.given).toEqual(['new']);
	});
});
