import { vendorExamples, yeastarReadingValues } from '../../lab/simulators';
import { callAt, getContext, turnsAfter, YeastarSetup } from '../../lab/support/yeastar';
import { useVirtualClock } from '../../lab/virtualTime';

const clock = useVirtualClock();
const { file, receptionist, human } = vendorExamples.yeastar.calls;
const start = '2026-06-01T10:00:00Z';
const legId = '20260601180000-ABCDE';

async function withTurns(
	turns: ReturnType<typeof turnsAfter>,
	readings: NonNullable<Parameters<typeof YeastarSetup.start>[1]>['pbx'] = {},
) {
	const setup = await YeastarSetup.start(clock, { pbx: readings });
	setup.pbx.addCall(callAt(start, legId, { turns }));
	return setup;
}
const texts = (item: object | undefined) =>
	(item as { turns: { text: string }[] }).turns.map(({ text }) => text);

describe('several IDs give one item each, in the order asked', () => {
	const ids = [human.legId, file.legId, receptionist.legId];

	test.each([
		ids.join(','),
		` ${ids.join(' , ')},`,
		`={{ ${JSON.stringify(ids)} }}`,
		`={{ ${JSON.stringify(ids)}.join("\\n,") }}`,
	])('%s', async (value) => {
		await using setup = await YeastarSetup.start(clock);

		const items = await setup.items(getContext(value));

		expect(items.map(({ id }) => id)).toEqual(ids);
		expect(items.map((item) => texts(item).length)).toEqual([
			human.turns.length,
			1,
			receptionist.turns.length,
		]);
	});

	test('the same ID twice gives two items and asks once', async () => {
		await using setup = await YeastarSetup.start(clock);

		const items = await setup.items(getContext(`${file.legId},${file.legId}`));

		expect(items).toHaveLength(2);
		expect(items[0]).toEqual(items[1]);
		expect(setup.requests('getaicontext')).toHaveLength(1);
	});

	test('each leg is asked for by itself: the answer does not name them', async () => {
		await using setup = await YeastarSetup.start(clock);

		await setup.items(getContext(ids.join(',')));

		const asked = setup.requests('getaicontext').map(({ query }) => query.cdr_ids);
		expect([...new Set(asked)].sort()).toEqual([...ids].sort());
	});
});

describe('pages', () => {
	/** More than two pages of 100. */
	const long = turnsAfter(
		start,
		...Array.from({ length: 230 }, (_, index): [string, number, string] => [
			index % 2 === 0 ? '3200' : '3202',
			5 + index,
			`turn ${index}`,
		]),
	);

	test.each(
		yeastarReadingValues.contextPaging.flatMap((contextPaging) =>
			yeastarReadingValues.turnOrder.map((turnOrder) => [contextPaging, turnOrder] as const),
		),
	)('are all read, each turn once, in order: %s, %s', async (contextPaging, turnOrder) => {
		await using setup = await withTurns(long, { readings: { contextPaging, turnOrder } });

		const [item] = await setup.items(getContext(legId));

		expect(texts(item)).toEqual(long.map(({ text }) => text));
		expect(setup.requests('getaicontext').map(({ query }) => query.offset)).toEqual(
			contextPaging === 'ignored' ? ['1'] : ['1', '2', '3'],
		);
	});

	test('Simplify off gives the turns of all pages as they came', async () => {
		await using setup = await withTurns(long, { readings: { turnOrder: 'asAdded' } });

		const [item] = await setup.items(getContext(legId, { simplify: false }));

		const { context } = item as { context: { content: string; avatar: string }[] };
		expect(Object.keys(item!)).toEqual(['context']);
		expect(context.map(({ content }) => content)).toEqual(long.map(({ text }) => text));
		expect(context[0]).toMatchObject({ avatar: '', source_number: '3200', type: 'speak' });
	});

	test.each([1, 0, -5, null])('a next page of %j ends them', async (offset) => {
		await using setup = await withTurns(long);
		setup.pbx.faults.add({
			kind: 'json',
			match: 'getaicontext',
			times: Infinity,
			change: (answer) => ({ ...(answer as object), offset }),
		});

		const [item] = await setup.items(getContext(legId));

		expect(texts(item)).toHaveLength(100);
		expect(setup.requests('getaicontext')).toHaveLength(1);
	});
});

describe('turns', () => {
	test('of one moment keep the order of the PBX', async () => {
		const said = turnsAfter(start, ['3200', 5, 'a'], ['3202', 5, 'b'], ['3200', 5, 'c']);
		await using setup = await withTurns(said, { readings: { turnOrder: 'asAdded' } });

		expect(texts((await setup.items(getContext(legId)))[0])).toEqual(['a', 'b', 'c']);
	});

	test('have names as speakers, else numbers; offsets count from the first', async () => {
		const said = turnsAfter(start, ['3200', 5, 'Hi'], ['+49123', 6.5, 'Hello'], ['3200', 9, 'Yes']);
		await using setup = await withTurns(said);

		const [item] = await setup.items(getContext(legId));

		expect(item).toMatchObject({
			provider: 'yeastar',
			id: legId,
			callId: null,
			startedAt: null,
			transcript: 'Kristin Hale: Hi\n+49123: Hello\nKristin Hale: Yes',
			summary: null,
			labels: {},
		});
		expect(item?.turns).toEqual([
			{
				speaker: 'Kristin Hale',
				number: '3200',
				text: 'Hi',
				at: '2026-06-01T10:00:05.000Z',
				offsetSeconds: 0,
			},
			{
				speaker: '+49123',
				number: '+49123',
				text: 'Hello',
				at: '2026-06-01T10:00:06.500Z',
				offsetSeconds: 1.5,
			},
			{
				speaker: 'Kristin Hale',
				number: '3200',
				text: 'Yes',
				at: '2026-06-01T10:00:09.000Z',
				offsetSeconds: 4,
			},
		]);
	});

	test('that are no speech are left out', async () => {
		const [hi, tool] = turnsAfter(start, ['3200', 5, 'Hi'], ['7000', 6, 'lookup()']);
		await using setup = await withTurns([hi!, { ...tool!, type: 'tool' }] as never);

		expect(texts((await setup.items(getContext(legId)))[0])).toEqual(['Hi']);
	});

	test('keep their line breaks, which are spaces in the transcript', async () => {
		await using setup = await withTurns(turnsAfter(start, ['9', 5, 'One.  \n\nTwo.']));

		const [item] = await setup.items(getContext(legId));

		expect(item?.transcript).toBe('9: One. Two.');
		expect(texts(item)).toEqual(['One.  \n\nTwo.']);
	});
});

describe('searchValue', () => {
	test('goes to the PBX', async () => {
		await using setup = await withTurns(
			turnsAfter(
				start,
				['3200', 5, 'the login fails'],
				['3202', 6, 'I see'],
				['3200', 7, 'Login!'],
			),
		);
		const options = { options: { searchValue: 'login' } };

		const [item] = await setup.items(getContext(legId, options));

		expect(texts(item)).toEqual(['the login fails', 'Login!']);
	});

	test('that is found nowhere gives no turns, and no error', async () => {
		await using setup = await withTurns(turnsAfter(start, ['3200', 5, 'Hi']));

		const items = await setup.items(getContext(legId, { options: { searchValue: 'zzz' } }));

		expect(items).toMatchObject([{ id: legId, transcript: null, turns: [] }]);
	});
});

describe('a leg without transcript', () => {
	test.each(yeastarReadingValues.silentLeg)(
		'is an item, known to the PBX or not, answered as %s',
		async (silentLeg) => {
			await using setup = await withTurns([], { readings: { silentLeg } });

			const items = await setup.items(getContext(`${legId},20260101000000-ABCDE`));

			expect(items).toMatchObject([
				{ id: legId, transcript: null, turns: [] },
				{ id: '20260101000000-ABCDE', transcript: null, turns: [] },
			]);
		},
	);

	test.each(yeastarReadingValues.silentLeg)(
		'whose ID is malformed is an error, answered as %s',
		async (silentLeg) => {
			await using setup = await withTurns([], { readings: { silentLeg } });

			const { message, description } = await setup.failure(getContext(file.uid));

			expect(message).toBe(`The PBX has no call with the ID "${file.uid}".`);
			expect(description).toContain('"id" field from List Transcriptions');
		},
	);

	test('but an ID that looks odd to us and is known to the PBX is right', async () => {
		await using setup = await YeastarSetup.start(clock);
		setup.pbx.addCall(callAt(start, 'odd', { turns: turnsAfter(start, ['9', 1, 'Hi']) }));

		expect(await setup.items(getContext('odd'))).toMatchObject([
			{ id: 'odd', transcript: '9: Hi' },
		]);
	});
});

test.each(['={{ "" }}', '={{ null }}', '={{ " , " }}', '={{ [] }}'])(
	'no ID (%s) is an error',
	async (value) => {
		await using setup = await YeastarSetup.start(clock);

		const error = await setup.failure(getContext(value));

		expect(error).toMatchObject({ name: 'NodeOperationError', message: 'No call selected.' });
		expect(setup.pbx.requests).toEqual([]);
	},
);
