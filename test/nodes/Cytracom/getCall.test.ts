import type { CytracomSetupOptions } from '../../lab/support/cytracom';
import {
	byId,
	callAt,
	CytracomSetup,
	DAY,
	exampleCall,
	exampleRow,
	getCall,
	getContext,
	getSummary,
	HOUR,
	MINUTE,
	SECOND,
} from '../../lab/support/cytracom';
import { useVirtualClock } from '../../lab/virtualTime';

const clock = useVirtualClock();
const start = async (options?: CytracomSetupOptions) => await CytracomSetup.start(clock, options);
const operations = [
	['Get Call', getCall],
	['Get Context', getContext],
	['Get Summary', getSummary],
] as const;

describe.each(operations)('%s', (_, get) => {
	test('looks in the hour that the ID tells, and nowhere else when the call is there', async () => {
		await using setup = await start();
		const moment = Date.UTC(2026, 5, 1, 10, 17);
		setup.api.addCall(callAt(moment, { createdAt: moment + 2 * MINUTE }));

		const [item] = await setup.items(get(callAt(moment).linkedId));

		expect(item).toMatchObject({
			id: callAt(moment).linkedId,
			startedAt: '2026-06-01T10:17:00.000Z',
		});
		const earliest = Math.min(...setup.windows.map(({ from }) => from));
		expect(earliest).toBe(Date.UTC(2026, 5, 1, 9, 55) - SECOND);
		const hour = setup.windows.filter(({ from }) => from === earliest);
		expect(hour).toEqual([{ from: earliest, to: Date.UTC(2026, 5, 1, 11, 5) + SECOND }]);
	});

	test.each([9 * HOUR, -9 * HOUR, 30 * HOUR])(
		'looks further where the ID and the start of the call differ by %d ms',
		async (difference) => {
			await using setup = await start();
			const moment = Date.UTC(2026, 5, 1, 10);
			const { linkedId } = callAt(moment);
			setup.api.addCall(callAt(moment + difference, { linkedId }));

			expect(await setup.ids(get(linkedId))).toEqual([linkedId]);
		},
	);

	test('looks between Search From and Search To where the ID does not tell', async () => {
		await using setup = await start({ timezone: 'America/New_York' });
		setup.api.addCall(callAt('2026-05-01T12:00:00Z', { linkedId: 'no number' }));
		const options = { searchFrom: '2026-05-01T08:00:00', searchTo: '2026-05-01T08:00:00' };

		expect(await setup.ids(get('no number', { options }))).toEqual(['no number']);
	});

	test.each([{ searchFrom: '2026-05-01T00:00:00Z' }, { searchTo: '2026-05-02T00:00:00Z' }])(
		'%j alone reaches a day',
		async (options) => {
			await using setup = await start();
			setup.api.addCall(callAt('2026-05-01T23:00:00Z', { linkedId: 'late' }));
			setup.api.addCall(callAt('2026-05-01T01:00:00Z', { linkedId: 'early' }));

			expect(await setup.ids(get('late', { options }))).toEqual(['late']);
			expect(await setup.ids(get('early', { options }))).toEqual(['early']);
		},
	);

	test('looks there too when the hour of the ID does not have it', async () => {
		await using setup = await start();
		const { linkedId } = callAt('2026-06-01T10:00:00Z');
		setup.api.addCall(callAt('2026-04-01T10:00:00Z', { linkedId }));

		const options = { searchFrom: '2026-04-01T00:00:00Z' };

		expect(await setup.ids(get(linkedId, { options }))).toEqual([linkedId]);
	});
});

describe('a call that is not found', () => {
	test('says where it was looked for', async () => {
		await using setup = await start();

		const error = await setup.failure(getContext(callAt('2026-06-01T10:17:00Z').linkedId));

		expect(error.message).toMatch(
			/^No call with the ID "1780309020\.1" was found between 2026-05-31 22:00 and 2026-06-02 23:00 UTC\.$/,
		);
		expect(error.description).toContain('Search From and Search To');
		expect(error.context).toMatchObject({ itemIndex: 0 });
	});

	test('says its ID, if that is not longer than 60 characters', async () => {
		await using setup = await start();

		const error = await setup.failure(getContext('x'.repeat(99)));

		expect(error.message).toContain(`"${'x'.repeat(60)}"`);
		expect(error).toMatchObject({ failure: { cause: 'configuration-invalid' } });
	});

	test('of today says nothing of the future', async () => {
		await using setup = await start();

		const error = await setup.failure(getContext(callAt(clock.now() - MINUTE).linkedId));

		expect(error.message).toContain('and 2026-06-04 12:00 UTC.');
	});

	test('between Search From and Search To names them', async () => {
		await using setup = await start();
		const options = { searchFrom: '2026-05-01T00:00:00Z', searchTo: '2026-05-03T00:00:00Z' };

		const error = await setup.failure(getContext('nobody', { options }));

		expect(error.message).toContain(
			'"nobody" was found between 2026-05-01 00:00 and 2026-05-03 00:00 UTC.',
		);
	});

	test.each([
		exampleCall.linkedId,
		'abc',
		'1780309020',
		'17803090201.5',
		'1780309020.x',
		'1780309020.5x',
		'x1780309020.5',
		'9999999999.1',
		'0000000001.1',
		`${(Date.UTC(2026, 5, 4, 12) - 91 * DAY) / SECOND}.1`,
		`${(Date.UTC(2026, 5, 4, 12) + 2 * HOUR) / SECOND}.1`,
	])('%s tells no time: the error says so, after a look at the newest calls', async (id) => {
		await using setup = await start();
		setup.api.addCall(callAt(clock.now() - HOUR));

		const error = await setup.failure(getSummary(id));

		expect(error.message).toBe(
			`Cytracom keeps calls for 90 days, and the ID "${id}" is older or is not a call ID.`,
		);
		expect(error.description).toMatch(/^Set Search From and Search To under Options/);
		expect(setup.api.requests.length).toBeLessThanOrEqual(4);
	});
});

describe('an account whose IDs are of another time than its calls, as in the example of the vendor', () => {
	const readings = { linkedIdTime: 'another' as const };
	const inAnotherYear = (id: string) => id.replace(/^\d+/, (s) => String(Number(s) - 360 * 86_400));

	test.each([1, 40, 89])('a call of %d days ago is found all the same', async (days) => {
		await using setup = await start({ api: { readings } });
		const { linkedId, startedAt } = callAt(clock.now() - days * DAY);
		setup.api.addCall(callAt(startedAt));
		setup.api.addCall(callAt(clock.now() - HOUR));

		expect(await setup.items(getContext(inAnotherYear(linkedId)))).toMatchObject([
			{ startedAt: new Date(startedAt).toISOString() },
		]);
	});

	test('one that is not there was looked for in all that Cytracom keeps', async () => {
		await using setup = await start({ api: { readings } });
		setup.api.addCall(callAt(clock.now() - HOUR));

		const { message } = await setup.failure(getContext('1749478200.123456'));

		expect(message).toContain('was found between 2026-03-06 12:00 and 2026-06-04 12:00 UTC.');
	});
});

test.each([
	[getContext('={{ " " }}'), 'No call selected.'],
	[getContext('={{ null }}'), 'No call selected.'],
	[getContext('x', { options: { searchFrom: 'soon' } }), 'Search From is not a valid date.'],
	[
		getContext('x', { options: { searchFrom: '2026-06-02', searchTo: '2026-06-01' } }),
		'Search To is before Search From.',
	],
	[
		getContext('x', { options: { searchFrom: '2026-01-01' } }),
		'The start date is more than 90 days ago, and Cytracom keeps transcripts for 90 days.',
	],
])('%j: %s', async (parameters, message) => {
	await using setup = await start();

	const error = await setup.failure(parameters);

	expect(error.message).toBe(message);
	expect(error.description).toMatch(/\w\.( \(Code \w+\))?$/);
	expect(error.context).toMatchObject({ itemIndex: 0 });
	expect(setup.api.requests).toEqual([]);
});

test('an ID may come with blanks, as a number or out of the picker', async () => {
	await using setup = await start();
	const { linkedId } = callAt('2026-06-01T10:00:00Z', { linkedId: '1780308000.5' });
	setup.api.addCall(callAt('2026-06-01T10:00:00Z', { linkedId }));

	expect(await setup.ids(getContext(` ${linkedId}\n`))).toEqual([linkedId]);
	expect(
		await setup.ids({ operation: 'getContext', linkedId: byId('={{ 1780308000.5 }}') }),
	).toEqual([linkedId]);
	const picked = { __rl: true, mode: 'list', value: linkedId, cachedResultName: 'Jun 1' };
	expect(await setup.ids({ operation: 'getContext', linkedId: picked })).toEqual([linkedId]);
});

test('a call whose transcript is there and whose summary is not has a summary of null', async () => {
	await using setup = await start();
	setup.api.addCall(callAt('2026-06-01T10:00:00Z', { summary: null }));

	const [item] = await setup.items(getSummary(callAt('2026-06-01T10:00:00Z').linkedId));

	expect(item).toMatchObject({ summary: null, summaryMarkdown: null, summarySections: [] });
});

test('Get Call gives the whole record, as the list does', async () => {
	await using setup = await start();
	setup.api.addCall(exampleCall);
	const options = { searchFrom: '2026-06-04T00:00:00Z' };

	const items = await setup.items(getCall(exampleCall.linkedId, { options }));

	expect(items).toEqual(await setup.items());
	expect(await setup.items(getCall(exampleCall.linkedId, { options, simplify: false }))).toEqual([
		exampleRow,
	]);
});

describe('several IDs', () => {
	const moments = ['2026-06-01T10:20:00Z', '2026-06-01T10:10:00Z', '2026-05-01T10:00:00Z'];
	const ids = moments.map((moment) => callAt(moment).linkedId);

	test.each(operations)('give one item each, in the order asked: %s', async (_, get) => {
		await using setup = await start();
		moments.forEach((moment) => setup.api.addCall(callAt(moment)));

		expect(await setup.ids(get(ids.join(', ')))).toEqual(ids);
	});

	test('of which one is not there: an error, or with Continue an error item in its place', async () => {
		await using setup = await start();
		setup.api.addCall(callAt(moments[0]!));
		setup.api.addCall(callAt(moments[2]!));

		expect((await setup.failure(getCall(ids.join(',')))).message).toContain(`"${ids[1]}"`);
		const { items } = await setup.run(getCall(ids.join(',')), {
			onError: 'continueRegularOutput',
		});
		expect(items).toMatchObject([
			{ json: { id: ids[0] } },
			{
				json: { error: expect.stringContaining(`"${ids[1]}"`) as string },
				pairedItem: { item: 0 },
			},
			{ json: { id: ids[2] } },
		]);
	});
});
