import {
	cytracom,
	DAY,
	HOUR,
	MINUTE,
	Trigger,
	vendors,
	vendorsInBothModes,
} from '../../lab/support/triggers';
import { useVirtualClock } from '../../lab/virtualTime';

const clock = useVirtualClock();

/** Begins after an activation whose state is saved: there was a hand-over. */
async function started(vendor: (typeof vendors)[number], options = {}): Promise<Trigger> {
	const trigger = await Trigger.start(vendor, clock, options);
	await trigger.begin();
	trigger.system.add({ id: 'first', startedAt: clock.now() });
	await trigger.poll(2 * MINUTE);
	return trigger;
}

describe.each(vendorsInBothModes)('$name, $mode: a restart', ({ vendor, durable }) => {
	test('[P2] given n8n dies after a hand-over, then nothing of it comes again', async () => {
		await using trigger = await started(vendor, { durable });

		trigger.run.crash();
		await trigger.activate('init');
		await trigger.pollFor(26 * HOUR, 4 * HOUR);

		expect(trigger.given).toEqual(['first']);
	});

	test('given n8n dies in a poll before its hand-over, then the batch is given after the restart, once', async () => {
		await using trigger = await started(vendor, { durable });
		trigger.system.add({ id: 'second', startedAt: clock.now() });
		clock.advance(2 * MINUTE);
		const poll = trigger.run.poll();
		trigger.run.crash();

		expect(await poll).toBeNull();
		await trigger.activate('init');
		await trigger.poll();
		await trigger.pollFor(26 * HOUR, 4 * HOUR);

		expect(trigger.given).toEqual(['first', 'second']);
	});

	test('given polls without calls before n8n dies, which save nothing in the default mode, then nothing is lost', async () => {
		await using trigger = await started(vendor, { durable });
		const began = clock.now();
		trigger.system.add({ id: 'late', startedAt: began, readyAt: began + 9 * HOUR });
		await trigger.pollFor(8 * HOUR, HOUR);

		trigger.run.crash();
		clock.advance(3 * HOUR);
		await trigger.activate('init');
		await trigger.poll();

		expect(trigger.given).toEqual(['first', 'late']);
	});

	test('given ten days of downtime, then all of it is given, oldest first, in windows that the vendor accepts', async () => {
		await using trigger = await started(vendor, { durable });
		trigger.run.crash();
		const began = clock.now();
		const ids = Array.from({ length: 60 }, (_, i) => `call ${i + 10}`);
		ids.forEach((id, i) => trigger.system.add({ id, startedAt: began + i * 4 * HOUR }));
		const before = trigger.system.requests.length;
		clock.advance(10 * DAY);

		await trigger.activate('init');
		await trigger.poll();
		await trigger.pollFor(26 * HOUR, 4 * HOUR);

		expect(trigger.given).toEqual(['first', ...ids]);
		if (vendor === cytracom) {
			const asked = trigger.system.requests.slice(before);
			expect(asked.map(({ errorCode }) => errorCode).filter(Boolean)).toEqual([]);
		}
	});

	test('[P7] given more calls than a poll hands over, then the rest follows, oldest first, each once', async () => {
		const names = { options: { includeSpeakerNames: false } };
		await using trigger = await started(vendor, { durable, parameters: names });
		trigger.run.crash();
		const began = clock.now();
		const ids = Array.from({ length: 2_500 }, (_, i) => `call ${i + 10_000}`);
		ids.forEach((id, i) => trigger.system.add({ id, startedAt: began + i * 2 * MINUTE }));
		clock.advance(5 * DAY);

		const sizes = [(await trigger.activate('init')).length];
		for (let i = 0; i < 5; i++) sizes.push((await trigger.poll()).length);

		expect(Math.max(...sizes)).toBeLessThanOrEqual(1_000);
		expect(trigger.given).toEqual(['first', ...ids]);
	});
});

describe.each(vendors)('$name: off and on by a person', (vendor) => {
	test('given a first try that fails, then the second one is of the same person: no more than the lookback', async () => {
		await using trigger = await started(vendor);
		trigger.run.deactivate();
		const off = clock.now();
		trigger.system.add(
			{ id: 'too old', startedAt: off + HOUR },
			{ id: 'within', startedAt: off + 2 * DAY },
		);
		clock.advance(2.5 * DAY);
		trigger.system.faults.add({ kind: 'http', status: 404 });

		await expect(trigger.activate('activate')).rejects.toThrow('HTTP 404');
		const given = trigger.note(await trigger.run.retryActivation());
		await trigger.pollFor(6 * HOUR, HOUR);

		expect(given).toEqual(['within']);
		expect(trigger.given).toEqual(['first', 'within']);
	});
});

test.each(vendors)(
	'$name, durable cursors: given off and on, which looks like a restart, then catching up wins',
	async (vendor) => {
		await using trigger = await started(vendor, { durable: true });
		trigger.run.deactivate();
		trigger.system.add({ id: 'meanwhile', startedAt: clock.now() + HOUR });
		clock.advance(2 * DAY);
		await trigger.activate('activate');
		await trigger.poll();

		expect(trigger.given).toContain('meanwhile');
	},
);
