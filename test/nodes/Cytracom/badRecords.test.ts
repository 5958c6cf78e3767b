import {
	between,
	callAt,
	CytracomSetup,
	getContext,
	MINUTE,
	SECOND,
} from '../../lab/support/cytracom';
import { useVirtualClock } from '../../lab/virtualTime';

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
		[{ start_time: '2026-02-30T10:00:00Z' }, /"start_time" is not a date: 2026-02-30/],
		[{ start_time: undefined }, /"start_time" is missing/],
		[{ start_time: '10:15' }, /"start_time" is not a date: 10:15/],
		[{ transcript: { text: 'Hello' } }, /"transcript": expected text/],
		[{ duration_seconds: 'long' }, /"duration_seconds": expected a number/],
		[{ caller: ['+1'] }, /"caller": expected text/],
	] as const;

	test.each(rows)('%j costs itself only, and a hint tells of it', async (raw, reason) => {
		await using setup = await withCalls();
		setup.api.addCall(callAt(moments[1]! + SECOND, { raw }));

		const { items, hints, error } = await setup.run(hour);

		expect(error).toBeUndefined();
		expect(items.map(({ json }) => json.id ?? 'error')).toEqual([...ids].reverse());
		expect(hints).toEqual([
			expect.objectContaining({ message: expect.stringMatching(reason) as string }),
		]);
	});

	test.each(rows)('%j is one error item with Continue', async (raw, reason) => {
		await using setup = await withCalls();
		setup.api.addCall(callAt(moments[1]! + SECOND, { raw }));

		const { items, hints } = await setup.run(hour, { onError: 'continueRegularOutput' });

		expect(items.slice(0, 3).map(({ json }) => json.id)).toEqual([...ids].reverse());
		expect(items.slice(3)).toMatchObject([
			{ json: { error: expect.stringMatching(reason) as string }, pairedItem: { item: 0 } },
		]);
		expect(hints).toEqual([]);
	});

	test.each(rows)('%j is an error of a list that holds nothing else', async (raw, reason) => {
		await using setup = await CytracomSetup.start(clock);
		setup.api.addCall(callAt(moments[0]!, { raw }));

		const error = await setup.failure(hour);

		expect(error).toMatchObject({ name: 'NodeApiError', context: { itemIndex: 0 } });
		expect(error.message).toMatch(reason);
	});

	test.each([
		['start_time', undefined],
		['start_time', 'continueRegularOutput'],
		['created_at', undefined],
		['created_at', 'continueRegularOutput'],
	] as const)(
		"is nobody's concern outside the range: dates go by %s, On Error %s",
		async (dateFilter, onError) => {
			await using setup = await withCalls();
			setup.api.readings.dateFilter = dateFilter;
			const raw = { duration_seconds: 'long' };
			const [before, after] = [moments[0]! - 20 * MINUTE, moments[2]! + 40 * MINUTE];
			// by the creation of its transcript the first is in the range, and the second is asked for separately
			setup.api.addCall(callAt(before, { raw, createdAt: moments[1] }));
			setup.api.addCall(callAt(after, { raw }));

			const { items, hints, error } = await setup.run(hour, { onError });

			expect(error).toBeUndefined();
			expect(items.map(({ json }) => json.id ?? 'error')).toEqual([...ids].reverse());
			expect(hints).toEqual([]);
		},
	);

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
