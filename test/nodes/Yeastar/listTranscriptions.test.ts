import { yeastarReadingValues } from '../../lab/simulators';
import { callAt, turnsAfter, YeastarSetup } from '../../lab/support/yeastar';
import { useVirtualClock } from '../../lab/virtualTime';

const clock = useVirtualClock();

/** A PBX with calls of June 1st only: in this hour, one each minute. */
async function withCalls(count: number, settings: Parameters<typeof YeastarSetup.start>[1] = {}) {
	const setup = await YeastarSetup.start(clock, settings);
	for (let minute = 0; minute < count; minute++) {
		const two = String(minute).padStart(2, '0');
		setup.pbx.addCall(callAt(`2026-06-01T10:${two}:00Z`, `20260601180000-${two}`));
	}
	return setup;
}
const june = { startTime: '2026-06-01T00:00:00Z', endTime: '2026-06-02T00:00:00Z' };
const ids = (items: object[]) => items.map((item) => (item as { id: string }).id.slice(-2));

describe('how many', () => {
	test('at most 50 by default, the newest, newest first', async () => {
		await using setup = await withCalls(59);

		const found = ids(await setup.items(june));

		expect(found).toHaveLength(50);
		expect(found.slice(0, 3)).toEqual(['58', '57', '56']);
		expect(found.at(-1)).toBe('09');
	});

	test.each([
		[{ limit: 2 }, ['58', '57']],
		[{ limit: 59 }, 59],
		[{ returnAll: true }, 59],
		[{ returnAll: true, limit: 1 }, 59],
	])('%j', async (parameters, expected) => {
		await using setup = await withCalls(59);

		const found = ids(await setup.items({ ...june, ...parameters }));

		expect(Array.isArray(expected) ? found : found.length).toEqual(expected);
	});

	test('more than is held at a time: the newest of all', async () => {
		await using setup = await YeastarSetup.start(clock);
		setup.pbx.fileSource = function* () {
			for (let number = 0; number < 2500; number++) {
				// neither ascending nor descending: 7 and 2500 have no common factor
				const second = (number * 7) % 2500;
				yield {
					leg_id: `leg-${second}`,
					time: new Date(Date.UTC(2026, 5, 1, 8) + second * 1000)
						.toISOString()
						.slice(0, 19)
						.replace('T', ' '),
				};
			}
		};

		const items = await setup.items({ ...june, limit: 3 });

		expect(items.map(({ id }) => id)).toEqual(['leg-2499', 'leg-2498', 'leg-2497']);
	});

	test('the same leg met twice is one item', async () => {
		await using setup = await withCalls(1);
		setup.pbx.faults.add({
			kind: 'json',
			match: '/api/download/',
			change: (legs) => [...(legs as object[]), ...(legs as object[])],
		});

		expect(await setup.items(june)).toHaveLength(1);
	});

	test('both legs of a transferred call are items, with one callId', async () => {
		await using setup = await withCalls(0);
		setup.pbx.addCall(callAt('2026-06-01T10:00:00Z', 'A', { uid: 'call' }));
		setup.pbx.addCall(callAt('2026-06-01T10:05:00Z', 'B', { uid: 'call' }));

		expect(await setup.items(june)).toMatchObject([
			{ id: 'B', callId: 'call' },
			{ id: 'A', callId: 'call' },
		]);
	});
});

describe('filters', () => {
	const callsOfAll = [
		callAt('2026-06-01T10:00:00Z', 'A', { callFrom: '3200', callTo: '3202' }),
		callAt('2026-06-01T10:01:00Z', 'B', { callFrom: '13200', callTo: '13202' }),
		callAt('2026-06-01T10:02:00Z', 'C', { callType: 'Inbound', callTo: '3202' }),
		callAt('2026-06-01T10:03:00Z', 'D', { callType: 'Outbound', callFrom: '3201', callTo: '+491' }),
		callAt('2026-06-01T10:04:00Z', 'E', { status: 'VOICEMAIL', callStatus: 'ANSWERED' }),
		callAt('2026-06-01T10:05:00Z', 'F', { status: 'ANSWERED', callStatus: 'NO ANSWER' }),
	];
	const cases: [Record<string, string>, string[]][] = [
		[{}, ['F', 'E', 'D', 'C', 'B', 'A']],
		[{ callFrom: '3200' }, ['F', 'E', 'C', 'A']],
		[{ callTo: '3202' }, ['C', 'A']],
		[{ callTo: ' 3202 ' }, ['C', 'A']],
		[{ callTo: '+491' }, ['D']],
		[{ callType: 'Inbound' }, ['C']],
		[{ callType: 'Outbound', callFrom: '3201' }, ['D']],
		[{ callType: 'Inbound', callFrom: '3201' }, []],
		[{ lastStatus: 'NO ANSWER' }, ['F']],
		[{ callFrom: '' }, ['F', 'E', 'D', 'C', 'B', 'A']],
	];

	test.each(
		cases.flatMap((row) => yeastarReadingValues.filters.map((how) => [...row, how] as const)),
	)('%j gives %j, also where the PBX matches otherwise: %s', async (filters, expected, how) => {
		await using setup = await withCalls(0, {
			pbx: { readings: { filters: how, partyFormat: how === 'fuzzy' ? 'Name<number>' : 'plain' } },
		});
		callsOfAll.forEach((call) => setup.pbx.addCall(call));

		const items = await setup.items({ ...june, filters });

		expect(items.map(({ id }) => id)).toEqual(expected);
	});

	test('the limit counts what fits, not what the PBX gives', async () => {
		await using setup = await withCalls(0, { pbx: { readings: { filters: 'fuzzy' } } });
		callsOfAll.forEach((call) => setup.pbx.addCall(call));

		const items = await setup.items({ ...june, filters: { callTo: '3202' }, limit: 2 });

		expect(items.map(({ id }) => id)).toEqual(['C', 'A']);
	});

	test("Last Status is the call's and goes to the PBX; an item's status is the leg's", async () => {
		await using setup = await withCalls(0);
		callsOfAll.forEach((call) => setup.pbx.addCall(call));

		const items = await setup.items({ ...june, filters: { lastStatus: 'NO ANSWER' } });

		expect(items).toMatchObject([{ id: 'F', status: 'ANSWERED' }]);
		expect(setup.requests('aidownload').at(-1)?.query.last_status).toBe('NO ANSWER');
	});
});

describe('no match is no item and no error', () => {
	test.each(yeastarReadingValues.noMatchAnswer)('answered as %s', async (noMatchAnswer) => {
		await using setup = await withCalls(0, { pbx: { readings: { noMatchAnswer } } });

		expect(await setup.run(june)).toMatchObject({ items: [], status: 'success' });
	});
});

test('a call that is not transcribed yet has a transcript of null', async () => {
	await using setup = await withCalls(0, { pbx: { readings: { pendingCall: 'emptyTranscript' } } });
	setup.pbx.addCall(callAt('2026-06-01T10:00:00Z', 'A', { visibleFrom: Infinity }));

	expect(await setup.items(june)).toMatchObject([
		{ id: 'A', transcript: null, turns: [], summary: null },
	]);
});

test('names come with the numbers where the PBX writes them', async () => {
	await using setup = await withCalls(0, { pbx: { readings: { partyFormat: 'Name<number>' } } });
	const start = '2026-06-01T10:00:00Z';
	const turns = turnsAfter(start, ['3202', 5, 'Hello'], ['3200', 6, 'Hi'], ['9', 7, 'Hey']);
	setup.pbx.addCall(callAt(start, 'A', { callTo: '3202', turns }));

	const [item] = await setup.items(june);

	expect(item).toMatchObject({ from: '3200', to: '3202' });
	expect(item?.transcript).toBe('Leo Ball: Hello\nKristin Hale: Hi\n9: Hey');
});
