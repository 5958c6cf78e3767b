import { useVirtualClock } from '../support/clock';
import { callAt, YeastarSetup } from '../support/yeastar';

const clock = useVirtualClock();

describe('a record of the file that cannot be read', () => {
	const good = callAt('2026-06-01T10:00:00Z', 'good');
	const bad = [
		callAt('2026-06-01T10:01:00Z', 'bad 1', { raw: { leg_id: undefined } }),
		callAt('2026-06-01T10:02:00Z', 'bad 2', { raw: { time: 'yesterday' } }),
		callAt('2026-06-01T10:03:00Z', 'bad 3', { raw: { ai_transcription: 'none' } }),
	];
	const june = { startTime: '2026-06-01T00:00:00Z' };

	test('is an error item with Continue, and the others are kept', async () => {
		await using setup = await YeastarSetup.start(clock);
		[good, ...bad].forEach((call) => setup.pbx.addCall(call));

		const { items } = await setup.run(june, { onError: 'continueRegularOutput' });

		expect(items[0]?.json.id).toBe('good');
		expect(items.slice(1).map(({ json }) => json.error)).toEqual([
			'One call of the list cannot be read: "leg_id" is missing.',
			'One call of the list cannot be read: "time" is no date: yesterday.',
			'One call of the list cannot be read: "ai_transcription": a list is due, a text came.',
		]);
	});

	test('fails the run without it, with the sentence on what does not fit', async () => {
		await using setup = await YeastarSetup.start(clock);
		[good, bad[0]!].forEach((call) => setup.pbx.addCall(call));

		const error = await setup.failure(june);

		expect(error).toMatchObject({
			message: 'One call of the list cannot be read: "leg_id" is missing.',
			context: { itemIndex: 0 },
		});
	});

	test.each([null, 1, 'text', [], true])('%j is one too', async (record) => {
		await using setup = await YeastarSetup.start(clock);
		setup.pbx.addCall(good);
		setup.pbx.faults.add({
			kind: 'json',
			match: '/api/download/',
			change: (records) => [record, ...(records as unknown[])],
		});

		const { items } = await setup.run(june, { onError: 'continueRegularOutput' });

		expect(items.map(({ json }) => json.id ?? 'error')).toEqual(['good', 'error']);
		expect(items[1]?.json.error).toMatch(/^One call of the list cannot be read: /);
	});
});
