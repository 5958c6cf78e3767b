import {
	DAY,
	HOUR,
	MINUTE,
	SECOND,
	Trigger,
	vendorsInBothModes,
	yeastar,
} from '../../lab/support/triggers';
import { useVirtualClock } from '../../lab/virtualTime';

const clock = useVirtualClock({ patienceMs: 20_000 });

describe.each(vendorsInBothModes)('$name, $mode: records', ({ vendor, durable }) => {
	const time = vendor.name === 'Yeastar' ? 'time' : 'start_time';

	test.each([
		['without an id', { [vendor.rawId]: null }],
		['with an impossible date', { [time]: '2026/99/99 99:99:99' }],
	])('given one %s, then it is reported once or twice and the others go on', async (_, raw) => {
		await using trigger = await Trigger.start(vendor, clock, { durable });
		await trigger.begin();
		const errors: Error[] = [];
		const poll = async (after = MINUTE) =>
			await trigger.poll(after).catch((error: Error) => void errors.push(error));
		const now = clock.now();
		trigger.system.add(
			{ id: 'good', startedAt: now + MINUTE },
			{ id: 'bad', startedAt: now + MINUTE, raw },
		);

		await poll(5 * MINUTE);
		expect(trigger.given).toEqual(['good']);
		trigger.system.add({ id: 'next', startedAt: clock.now() });
		for (let i = 0; i < 4; i++) await poll();
		trigger.run.crash();
		await trigger.activate('init');
		for (let i = 0; i < 20; i++) await poll(2 * HOUR);

		expect(trigger.given).toEqual(['good', 'next']);
		expect(errors.length).toBeGreaterThanOrEqual(1);
		expect(errors.length).toBeLessThanOrEqual(2);
		expect(errors[0]?.name).toBe('NodeOperationError');
		expect(errors[0]?.message).toBe('A call could not be read.');
	});

	test('given thousands that cannot be read, then one or two reports say it all', async () => {
		await using trigger = await Trigger.start(vendor, clock, { durable });
		await trigger.begin();
		const now = clock.now();
		for (let i = 0; i < 2_000; i++) {
			trigger.system.add({ id: `bad ${i}`, startedAt: now + i * SECOND, raw: { [time]: `x${i}` } });
		}
		trigger.system.add({ id: 'good', startedAt: now });
		const errors: Error[] = [];
		for (let i = 0; i < 8; i++) {
			await trigger.poll(HOUR).catch((error: Error) => void errors.push(error));
		}

		expect(trigger.given).toEqual(['good']);
		expect(errors.length).toBeLessThanOrEqual(2);
		expect(errors[0]?.message).toMatch(/^\d+ calls could not be read\.$/);
	});

	test('given an answer that is cut off each time, then nothing of it is given half, and later all of it', async () => {
		await using trigger = await Trigger.start(vendor, clock, { durable });
		await trigger.begin();
		const ids = Array.from({ length: 50 }, (_, i) => `call ${10 + i}`);
		ids.forEach((id, i) => trigger.system.add({ id, startedAt: clock.now() + i * SECOND }));
		clock.advance(3 * MINUTE);
		trigger.system.faults.add({ kind: 'cutJson', match: vendor.reading, times: Infinity });
		await trigger.failure();
		trigger.system.faults.clear();

		await trigger.poll();

		expect(trigger.given).toEqual(ids);
	});
});

test('Yeastar: a leg that was given or left out is passed over by its ID, and nothing else of it is read', async () => {
	const parameters = { filters: { minTalkSeconds: 10 } };
	await using trigger = await Trigger.start(yeastar, clock, { parameters });
	await trigger.begin();
	const now = clock.now();
	const calls = { given: 30, 'left out': 5 };
	for (const [id, seconds] of Object.entries(calls)) {
		trigger.system.add({ id, startedAt: now, seconds });
	}
	expect(await trigger.poll(5 * MINUTE)).toEqual(['given']);
	const send = (...ids: string[]) => {
		const body = `[${ids.map((id) => `{"leg_id":"${id}","time":}`).join()}]`;
		trigger.system.faults.clear();
		trigger.system.faults.add({ kind: 'body', body, match: '/api/download/', times: Infinity });
	};

	send(...Object.keys(calls));
	for (let i = 0; i < 3; i++) expect(await trigger.poll()).toEqual([]);

	send(...Object.keys(calls), 'new');
	expect(await trigger.poll()).toEqual([]);
	expect(await trigger.failure()).toMatchObject({ message: 'A call could not be read.' });
});

describe('Yeastar: a file of 100 MB', () => {
	test('given it in one poll, then it is read as it comes: memory does not grow with it, and a poll hands over a part', async () => {
		const parameters = { options: { includeSpeakerNames: false, initialLookbackHours: 20 } };
		await using trigger = await Trigger.start(yeastar, clock, { parameters });
		const pbx = trigger.system as unknown as { fileSource?: () => Iterable<object> };
		const words = 'x'.repeat(20_000);
		const began = clock.now() - DAY / 2;
		let most = 0;
		pbx.fileSource = function* () {
			for (let i = 0; i < 5_000; i++) {
				const at = began + i * SECOND;
				if (i % 500 === 0) most = Math.max(most, process.memoryUsage().rss);
				yield {
					uid: `u${i}`,
					leg_id: `call ${10_000 + i}`,
					time: new Date(at + 8 * HOUR)
						.toISOString()
						.slice(0, 19)
						.replace('T', ' ')
						.replaceAll('-', '/'),
					ai_transcription: [{ source_number: '1', content: words, timestamp: at }],
				};
			}
		};
		const before = process.memoryUsage().rss;

		const given = await trigger.activate();

		expect(given).toHaveLength(1_000);
		expect(given[0]).toBe('call 10000');
		// the calls of one hand-over, and not the file
		expect(most - before).toBeLessThan(400 * 1024 * 1024);
	});
});
