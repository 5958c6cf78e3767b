import { useVirtualClock } from '../support/clock';
import { between, callAt, CytracomSetup, getContext, SECOND } from '../support/cytracom';

const clock = useVirtualClock();
const moments = [10, 20, 30].map((minute) => Date.UTC(2026, 5, 1, 10, minute));
const ids = moments.map((moment) => callAt(moment).linkedId);
const hour = between('2026-06-01T10:00:00Z', '2026-06-01T11:00:00Z');

async function withCalls() {
	const setup = await CytracomSetup.start(clock);
	moments.forEach((moment) => setup.api.addCall(callAt(moment)));
	return setup;
}

describe('a row that cannot be read', () => {
	const rows = [
		[{ linked_id: undefined }, /"linked_id" is missing/],
		[{ linked_id: '' }, /"linked_id" is missing/],
		[{ start_time: '2026-02-30T10:00:00Z' }, /"start_time" is no date: 2026-02-30/],
		[{ start_time: undefined }, /"start_time" is missing/],
		[{ start_time: '10:15' }, /"start_time" is no date: 10:15/],
		[{ transcript: { text: 'Hello' } }, /"transcript": a text is due/],
		[{ duration_seconds: 'long' }, /"duration_seconds": a number is due/],
		[{ caller: ['+1'] }, /"caller": a text is due/],
	] as const;

	test.each(rows)('%j is one error item, and the others are kept', async (raw, reason) => {
		await using setup = await withCalls();
		setup.api.addCall(callAt(moments[1]! + SECOND, { raw }));

		const { items } = await setup.run(hour, {
			onError: 'continueRegularOutput',
		});

		expect(items.slice(0, 3).map(({ json }) => json.id)).toEqual([...ids].reverse());
		expect(items.slice(3)).toMatchObject([
			{ json: { error: expect.stringMatching(reason) as string }, pairedItem: { item: 0 } },
		]);
	});

	test('fails the run where nothing else is asked', async () => {
		await using setup = await withCalls();
		setup.api.addCall(callAt(moments[0]! + SECOND, { raw: { start_time: 'tomorrow' } }));

		const error = await setup.failure(hour);

		expect(error.message).toContain('"start_time" is no date: tomorrow');
		expect(error.description).toContain('set On Error to Continue');
	});

	test('does not hide another call from Get Context', async () => {
		await using setup = await withCalls();
		setup.api.addCall(callAt(moments[0]! + SECOND, { raw: { start_time: 'tomorrow' } }));

		expect(await setup.items(getContext(ids[0]))).toHaveLength(1);
	});
});

test('rows that are no objects are errors of their own, the rest is kept', async () => {
	await using setup = await withCalls();
	const odd = [null, 7, 'row', [], [1]];
	setup.api.faults.add({
		kind: 'json',
		change: (answer) => {
			const page = answer as { data: { transcriptions: unknown[] } };
			page.data.transcriptions.unshift(...odd);
			return page;
		},
	});

	const { items, errorItems } = await setup.run(hour, { onError: 'continueErrorOutput' });

	expect(items.map(({ json }) => json.id)).toEqual([...ids].reverse());
	expect(errorItems).toHaveLength(odd.length);
	expect(clock.waits).toEqual([]);
});
