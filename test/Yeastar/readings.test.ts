import type { YeastarReadings } from '../simulators';
import { vendorExamples, yeastarReadingValues } from '../simulators';
import { useVirtualClock } from '../support/clock';
import {
	byNumber,
	callAt,
	getContext,
	getSummary,
	listExtensions,
	turnsAfter,
	YeastarSetup,
} from '../support/yeastar';

const clock = useVirtualClock();
const { receptionist, human } = vendorExamples.yeastar.calls;
const moment = '2026-06-01T10:00:00Z';
const silent = callAt('2026-06-01T10:01:00Z', '20260601180100-00000', { callTo: '3202' });
const transferred = callAt('2026-06-01T10:02:00Z', '20260601180200-00000', {
	callType: 'Inbound',
	callFrom: '+4912345',
	callFromName: '',
	callTo: '13202',
	uid: silent.uid,
	summary: '',
	turns: turnsAfter('2026-06-01T10:02:00Z', ['13202', 5, 'Hi'], ['+4912345', 6, 'Hello']),
});

/** Everything that the node gives of a PBX with these readings. */
async function everything(readings: Partial<YeastarReadings>) {
	// the zone of the workflow is the guess where neither the PBX nor turns tell the zone
	const timezone = 'Asia/Shanghai';
	await using setup = await YeastarSetup.start(clock, { pbx: { readings }, timezone });
	[silent, transferred].forEach((call) => setup.pbx.addCall(call));
	return {
		list: await setup.items(),
		exactly: await setup.items({ startTime: moment, endTime: '2026-06-01T10:01:00Z' }),
		filtered: await setup.items({ filters: { callTo: '3202' } }),
		byType: await setup.items({ filters: { callType: 'Inbound' } }),
		noMatch: await setup.items({ endTime: '2026-01-02T00:00:00Z' }),
		contexts: await setup.items(getContext(`${human.legId},${silent.legId},${receptionist.legId}`)),
		found: await setup.items(getContext(human.legId, { options: { searchValue: 'login' } })),
		summary: await setup.items(getSummary(human.legId, byNumber('3202'))),
		noSummary: await setup.items(getSummary(silent.legId, byNumber('3202'))),
		extensions: (await setup.items(listExtensions())).map(({ id, number }) => [Number(id), number]),
		noExtension: await setup.items(listExtensions({ filters: { search: 'zzz' } })),
		pickers: [
			await setup.search('searchCalls', '3202'),
			await setup.search('searchExtensions', '320'),
		],
	};
}

type Everything = Awaited<ReturnType<typeof everything>>;

/** What may differ: the names that the PBX writes beside the numbers, and nothing else. */
function withoutNames(all: Everything): unknown {
	return JSON.parse(JSON.stringify(all), (key, value: unknown) =>
		['speaker', 'transcript'].includes(key) ? null : value,
	);
}

/** Questions about other things than the items of a good credential. */
const others = ['wrongSecret', 'refreshFreesSlot', 'noV2Answer', 'expiredLink'];
const readings = Object.entries(yeastarReadingValues)
	.filter(([question]) => !others.includes(question))
	// the first answer is the usual one
	.flatMap(([question, answers]) => answers.slice(1).map((answer) => [question, answer] as const));

describe('the items are the same under every answer to every open question', () => {
	let expected: Everything;
	// in a test, because the clock is virtual in tests only
	test('the usual answers give items at all', async () => {
		expected = await everything({});

		expect(expected.list).toHaveLength(5);
		expect(expected.exactly.map(({ id }) => id)).toEqual([silent.legId]);
		expect(expected.filtered.map(({ id }) => id)).toEqual([silent.legId, human.legId]);
		expect(expected.byType.map(({ id }) => id)).toEqual([transferred.legId]);
		expect([expected.noMatch, expected.noExtension]).toEqual([[], []]);
		expect(expected.contexts.map(({ transcript }) => transcript !== null)).toEqual([
			true,
			false,
			true,
		]);
		expect(expected.summary).toMatchObject([{ party: 'callee', extensionNumber: '3202' }]);
		expect(expected.noSummary).toMatchObject([{ summary: null }]);
		expect(expected.extensions).toHaveLength(11);
	});

	test.each(readings)('%s: %j', async (question, answer) => {
		const actual = await everything({ [question]: answer });

		if (question === 'partyFormat') {
			expect(withoutNames(actual)).toEqual(withoutNames(expected));
		} else if (question === 'summaryParty' || question === 'noSummary') {
			// whose summary it is comes from the answer alone
			const known = (item: object) => ({ ...item, party: 'either' });
			expect({
				...actual,
				summary: actual.summary.map(known),
				noSummary: actual.noSummary.map(known),
			}).toEqual({
				...expected,
				summary: expected.summary.map(known),
				noSummary: expected.noSummary.map(known),
			});
		} else {
			expect(actual).toEqual(expected);
		}
	});

	test('all the second answers at once', async () => {
		const second = Object.fromEntries(
			Object.entries(yeastarReadingValues).map(([question, answers]) => [question, answers[1]]),
		);

		expect(
			withoutNames(await everything({ ...second, noSummary: 60001, summaryParty: 'asAsked' })),
		).toEqual(withoutNames(expected));
	});

	test('all the last answers at once', async () => {
		const last = Object.fromEntries(
			Object.entries(yeastarReadingValues).map(([question, answers]) => [question, answers.at(-1)]),
		);
		const asked = { noSummary: 60001, summaryParty: 'asAsked', systemInformation: 'full' } as const;

		expect(withoutNames(await everything({ ...last, ...asked }))).toEqual(withoutNames(expected));
	});
});
