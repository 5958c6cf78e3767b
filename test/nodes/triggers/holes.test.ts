import type { ThrownByNode } from '../../lab/support/triggers';
import { DAY, HOUR, MINUTE, Trigger, vendorsInBothModes } from '../../lab/support/triggers';
import { useVirtualClock } from '../../lab/virtualTime';

const clock = useVirtualClock();

describe.each(vendorsInBothModes)('$name, $mode: a stretch that keeps failing', (each) => {
	const { vendor, durable } = each;
	const started = async () => {
		const trigger = await Trigger.start(vendor, clock, {
			durable,
			// so that the PBX is asked for no more than the window
			...(vendor.name === 'Yeastar' && {
				simulator: { timeZone: 'UTC' },
				credential: { timeZone: 'UTC' },
			}),
		});
		await trigger.begin();
		trigger.system.add({ id: 'first', startedAt: clock.now() });
		await trigger.poll(2 * MINUTE);
		return trigger;
	};
	/** No answer that holds the call "broken" can be read. */
	const breakAnswers = (trigger: Trigger) =>
		trigger.system.faults.add({
			kind: 'bytes',
			match: vendor.reading,
			times: Infinity,
			change: (body) =>
				body.includes('"broken"') ? { body: Buffer.from('{"errcode":0,') } : { body },
		});
	const poll = async (trigger: Trigger, minutes: number, everyMs = MINUTE) => {
		const errors: ThrownByNode[] = [];
		for (const end = clock.now() + minutes * MINUTE; clock.now() < end;) {
			await trigger.poll(everyMs).catch((error: ThrownByNode) => void errors.push(error));
		}
		return errors;
	};

	test('[P9] given an answer of hours ago that can never be read, then all calls but those around it are given', async () => {
		await using trigger = await started();
		trigger.run.crash();
		const began = clock.now();
		const ids = Array.from({ length: 40 }, (_, i) => `call ${i + 10}`);
		ids.forEach((id, i) => trigger.system.add({ id, startedAt: began + (i + 1) * 31 * MINUTE }));
		trigger.system.add({ id: 'broken', startedAt: began + 10 * HOUR });
		breakAnswers(trigger);
		clock.advance(DAY);
		await trigger.activate('init');

		const errors = await poll(trigger, 4 * 60, 2 * MINUTE);

		expect([...trigger.given].sort()).toEqual([...ids, 'first'].sort());
		expect(errors.length).toBeGreaterThan(0);
		expect(errors.length).toBeLessThan(10);
	});

	test('[P9] given one of the last minutes, then calls after it and before it are given while it is recent', async () => {
		await using trigger = await started();
		const now = clock.now();
		trigger.system.add(
			{ id: 'before', startedAt: now + MINUTE, readyAt: now + 30 * MINUTE },
			{ id: 'broken', startedAt: now + 20 * MINUTE },
		);
		breakAnswers(trigger);
		await poll(trigger, 25);
		trigger.system.add({ id: 'after', startedAt: clock.now() });
		await poll(trigger, 40);

		expect([...trigger.given].sort()).toEqual(['after', 'before', 'first']);
	});

	test('[P9] given that it can be read again at last, then what it holds is given', async () => {
		await using trigger = await started();
		trigger.system.add({ id: 'broken', startedAt: clock.now() });
		breakAnswers(trigger);
		await poll(trigger, 5 * 60, 5 * MINUTE);
		trigger.system.faults.clear();
		await poll(trigger, 60, 10 * MINUTE);

		expect(trigger.given).toEqual(['first', 'broken']);
	});
});
