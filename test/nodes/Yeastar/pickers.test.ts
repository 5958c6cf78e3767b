import { forgetPhones } from '../../../nodes/shared/requests/phoneMemory';
import { sampleExtensions, vendorExamples } from '../../lab/simulators';
import { callAt, getContext, YeastarSetup } from '../../lab/support/yeastar';
import { useVirtualClock } from '../../lab/virtualTime';

/** 2026-06-04T12:00:00Z */
const clock = useVirtualClock();
const { calls } = vendorExamples.yeastar;

describe('the list of calls', () => {
	test('shows the last day with calls, newest first, in the zone of the workflow', async () => {
		await using setup = await YeastarSetup.start(clock, { timezone: 'Europe/Berlin' });
		setup.pbx.addCall(callAt('2026-06-04T11:30:00Z', 'B', { callTo: '3202' }));
		setup.pbx.addCall(callAt('2026-06-03T22:30:00Z', 'A'));

		const { results } = await setup.search('searchCalls');

		expect(results).toEqual([
			{ name: 'Today 13:30 · Kristin Hale (3200) → Leo Ball (3202) · 13 s', value: 'B' },
			{ name: 'Today 00:30 · Kristin Hale (3200) → 7000 · 13 s', value: 'A' },
		]);
	});

	test('goes back by pages, over empty days, to a month ago', async () => {
		await using setup = await YeastarSetup.start(clock);
		const days = ['2026-06-04', '2026-06-03', '2026-06-01', '2026-05-28', '2026-04-01'];
		for (const day of days) setup.pbx.addCall(callAt(`${day}T10:00:00Z`, day));

		const found: unknown[] = [];
		let page: string | undefined;
		do {
			const answer = await setup.search('searchCalls', '', page);
			found.push(...answer.results.map(({ value }) => value));
			page = answer.paginationToken;
		} while (page !== undefined);

		expect(found).toEqual([
			...days.slice(0, 4),
			calls.human.legId,
			calls.receptionist.legId,
			calls.file.legId,
		]);
	});

	test('shows no call twice and misses none at the border of two days', async () => {
		await using setup = await YeastarSetup.start(clock);
		const moments = [-1, 0, 1].map((seconds) =>
			new Date(Date.UTC(2026, 5, 3, 12) + seconds * 1000).toISOString(),
		);
		for (const moment of moments) setup.pbx.addCall(callAt(moment, moment));

		const first = await setup.search('searchCalls');
		const second = await setup.search('searchCalls', '', first.paginationToken);

		expect([...first.results, ...second.results].map(({ value }) => value)).toEqual(
			moments.reverse(),
		);
	});

	test.each([
		['3202', ['B']],
		['GREETING', ['C', 'A']],
		['Leo Ball (3202)', ['B']],
		['nobody', []],
	])('search for "%s"', async (filter, expected) => {
		await using setup = await YeastarSetup.start(clock);
		for (const { legId } of [...setup.pbx.calls]) setup.pbx.removeCall(legId);
		setup.pbx.addCall(callAt('2026-06-04T10:00:00Z', 'A'));
		setup.pbx.addCall(callAt('2026-06-04T10:01:00Z', 'B', { callTo: '3202', summary: '' }));
		setup.pbx.addCall(callAt('2026-06-04T10:02:00Z', 'C'));

		const { results } = await setup.search('searchCalls', filter);

		expect(results.map(({ value }) => value)).toEqual(expected);
	});

	test('asks for the names once, and does without where they are not told', async () => {
		await using setup = await YeastarSetup.start(clock);
		const lists = () => setup.pbx.requests.filter(({ path }) => path.includes('extension/list'));
		for (const filter of ['', '3202', 'leo']) await setup.search('searchCalls', filter);
		expect(lists()).toHaveLength(1);

		forgetPhones();
		setup.pbx.faults.add({ kind: 'errcode', errcode: 10005, match: 'extension', times: Infinity });
		setup.pbx.addCall(callAt('2026-06-04T11:30:00Z', 'B'));
		for (const filter of ['', '']) {
			expect((await setup.search('searchCalls', filter)).results).toEqual([
				{ name: expect.stringContaining('3200 → 7000') as unknown, value: 'B' },
			]);
		}
		expect(lists()).toHaveLength(2);
	});

	test('gives the ID that Get Context wants', async () => {
		await using setup = await YeastarSetup.start(clock);
		setup.pbx.addCall({ ...calls.human, startedAt: clock.now() - 3_600_000 });
		const { results } = await setup.search('searchCalls');

		const chosen = { __rl: true, mode: 'list', value: results[0]!.value, cachedResultName: 'x' };

		expect(await setup.items(getContext('', { legId: chosen }))).toMatchObject([
			{ id: calls.human.legId },
		]);
	});

	test('skips records that cannot be read', async () => {
		await using setup = await YeastarSetup.start(clock);
		setup.pbx.addCall(callAt('2026-06-04T10:00:00Z', 'A'));
		setup.pbx.addCall(callAt('2026-06-04T10:01:00Z', 'B', { raw: { time: 'x' } }));

		expect((await setup.search('searchCalls')).results.map(({ value }) => value)).toEqual(['A']);
	});
});

describe('the list of extensions', () => {
	test('has names and numbers, by number', async () => {
		await using setup = await YeastarSetup.start(clock);

		const { results } = await setup.search('searchExtensions');

		expect(results).toHaveLength(sampleExtensions.length);
		expect(results.slice(0, 2)).toEqual([
			{ name: 'Lobby phone (60)', value: '60' },
			{ name: 'Kristin Hale (3200)', value: '3200' },
		]);
	});

	test('finds parts of names and numbers', async () => {
		await using setup = await YeastarSetup.start(clock);

		expect((await setup.search('searchExtensions', ' leo ')).results).toEqual([
			{ name: 'Leo Ball (3202)', value: '3202' },
		]);
		expect((await setup.search('searchExtensions', '3202')).results).toHaveLength(2);
		expect((await setup.search('searchExtensions', 'Leo Ball (3202)')).results).toHaveLength(1);
		expect((await setup.search('searchExtensions', 'zzz')).results).toEqual([]);
	});

	test('shows the number alone where there is no name', async () => {
		await using setup = await YeastarSetup.start(clock, {
			pbx: { extensions: [{ id: 1, number: '100', name: ' ' }] },
		});

		expect((await setup.search('searchExtensions')).results).toEqual([
			{ name: '100', value: '100' },
		]);
	});
});

test.each(['searchCalls', 'searchExtensions'] as const)(
	'%s tells what is wrong',
	async (method) => {
		await using setup = await YeastarSetup.start(clock);
		setup.pbx.apiEnabled = false;

		await expect(setup.search(method)).rejects.toMatchObject({
			message: 'The API of the PBX is turned off.',
			description: expect.stringContaining('Integrations > API') as unknown,
		});
	},
);
