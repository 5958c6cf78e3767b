import type { INodeParameters } from 'n8n-workflow';

import {
	byId,
	byNumber,
	callAt,
	getContext,
	getSummary,
	listExtensions,
	turnsAfter,
	YeastarSetup,
} from '../../lab/support/yeastar';
import { useVirtualClock } from '../../lab/virtualTime';

const clock = useVirtualClock();
const LEG = '20260601100000-AAAAA';
const MOMENT = '2026-06-01T10:00:00Z';
const humanLeg = '20260513223234-3EE9E';

/** A value as an expression gives it, whatever its type. */
const given = (value: unknown) => `={{ ${JSON.stringify(value)} }}`;

/** Ten calls, a minute from one to the next: newest, and the only one of `3999`, is `call 0`. */
async function start() {
	const setup = await YeastarSetup.start(clock);
	for (let at = 0; at < 10; at++) {
		const startedAt = new Date(Date.parse(MOMENT) - at * 60_000).toISOString();
		const number = at === 0 ? { callFrom: '3999', callType: 'Outbound' as const } : {};
		setup.pbx.addCall(callAt(startedAt, `call ${at}`, { ...number, turns: [] }));
	}
	return setup;
}
const june: INodeParameters = { startTime: '2026-06-01T00:00:00Z' };
const ids = (count: number) => Array.from({ length: count }, (_, at) => `call ${at}`);

describe('List: what was meant', () => {
	test.each([
		['a limit as a text', { limit: given('7') }, ids(7)],
		['returnAll "false"', { returnAll: given('false'), limit: 2 }, ids(2)],
		['returnAll "true"', { returnAll: given('true'), limit: 2 }, ids(10)],
		['a number as a filter', { filters: { callFrom: given(3999) } }, ['call 0']],
		['blanks around a filter', { filters: { callFrom: ' 3999 ' } }, ['call 0']],
		['null as a filter', { filters: { callFrom: given(null), callType: given(null) } }, ids(10)],
		['a direction as in an item', { filters: { callType: given('outbound') } }, ['call 0']],
		['a status in small letters', { filters: { lastStatus: given('answered') } }, ids(10)],
		[
			'blanks only as filters',
			{ filters: { callFrom: '  ', callTo: ' ', callType: given(' '), lastStatus: given(' ') } },
			ids(10),
		],
	] as [string, INodeParameters, string[]][])('%s', async (_, parameters, expected) => {
		await using setup = await start();

		const items = await setup.items({ ...june, ...parameters });

		expect(items.map(({ id }) => id)).toEqual(expected);
	});

	test.each(['false', 'False', 0])('simplify %j', async (simplify) => {
		await using setup = await start();

		const [item] = await setup.items({ ...june, limit: 1, simplify: given(simplify) });

		expect(item).toHaveProperty('leg_id', 'call 0');
	});
});

describe('a sentence, and no request', () => {
	const limit = /^(The )?Limit /;
	test.each([
		['limit 0', { limit: given(0) }, limit],
		['limit -5', { limit: given(-5) }, limit],
		['limit 1.5', { limit: given(1.5) }, limit],
		['limit "abc"', { limit: given('abc') }, limit],
		['limit of extensions', listExtensions({ limit: given(1.5) }), limit],
		['a date in a list', { startTime: given([1]) }, /^Start Time is not a valid date/],
		['no extension', getSummary(LEG, given(null)), /^No extension selected/],
		['no number', getSummary(LEG, byNumber(given(null))), /^No extension selected/],
		['an extension in a list', getSummary(LEG, given([])), /^No extension selected/],
		['no such party', getSummary(LEG, byId('60'), { party: given('boss') }), /^(The )?Party /],
		['no party', getSummary(LEG, byId('60'), { party: given(7) }), /^(The )?Party /],
		['no leg', getContext(given(null)), /^No call selected/],
	] as [string, INodeParameters, RegExp][])('%s', async (_, parameters, sentence) => {
		await using setup = await start();

		const error = await setup.failure(parameters);

		expect(error).toMatchObject({ name: 'NodeOperationError', context: { itemIndex: 0 } });
		expect(error.message).toMatch(sentence);
		expect(error.description).toBeTruthy();
		expect(setup.pbx.requests).toEqual([]);
	});
});

describe('Get Context', () => {
	const turns = turnsAfter(MOMENT, ['3200', 3, 'Room 5?'], ['7000', 6, 'Yes.'], ['3200', 9, '5!']);

	test.each([5, '5'])('searchValue %j', async (searchValue) => {
		await using setup = await start();
		setup.pbx.addCall(callAt(MOMENT, LEG, { turns }));

		const [item] = await setup.items(
			getContext(LEG, { options: { searchValue: given(searchValue) } }),
		);

		expect(item?.turns).toMatchObject([{ text: 'Room 5?' }, { text: '5!' }]);
	});

	test.each([null, '', '  '])('searchValue %j is none', async (searchValue) => {
		await using setup = await start();
		setup.pbx.addCall(callAt(MOMENT, LEG, { turns }));

		const [item] = await setup.items(
			getContext(LEG, { options: { searchValue: given(searchValue) } }),
		);

		expect(item?.turns).toHaveLength(3);
	});

	test.each(['turns', 'legs'] as const)(
		'offsetSeconds of a turn is the same with and without searchValue: PBX that picks %s',
		async (reading) => {
			await using setup = await start();
			setup.pbx.readings.searchValue = reading;
			setup.pbx.addCall(callAt(MOMENT, LEG, { turns }));

			const [all] = await setup.items(getContext(LEG));
			const [found] = await setup.items(getContext(LEG, { options: { searchValue: 'yes' } }));

			expect(found?.turns).toEqual([(all?.turns as unknown[])[1]]);
		},
	);
});

test.each(['Callee', 'CALLEE', ' callee '])('Get Summary: party %j', async (party) => {
	await using setup = await start();

	const [item] = await setup.items(getSummary(humanLeg, byId(60), { party: given(party) }));

	expect(item).toMatchObject({ party: 'callee', extensionNumber: '3202' });
});

test.each([
	['a number', 3207, 1],
	['null', null, 11],
	['blanks', '  ', 11],
])('Extensions: %s as a search', async (_, search, count) => {
	await using setup = await start();

	expect(await setup.items(listExtensions({ filters: { search: given(search) } }))).toHaveLength(
		count,
	);
});
