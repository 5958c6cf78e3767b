import { vendorExamples, yeastarReadingValues } from '../../lab/simulators';
import { callAt, getCall, getContext, turnsAfter, YeastarSetup } from '../../lab/support/yeastar';
import { useVirtualClock } from '../../lab/virtualTime';

const clock = useVirtualClock();
const { file, receptionist, human } = vendorExamples.yeastar.calls;

test('gives the record of the list, with the names of its speakers', async () => {
	await using setup = await YeastarSetup.start(clock);

	const [call, ...others] = await setup.items(getCall(human.legId));

	const listed = (await setup.items()).find(({ id }) => id === human.legId)!;
	const [context] = await setup.items(getContext(human.legId));
	expect(others).toEqual([]);
	expect(Object.keys(call!)).toEqual(Object.keys(listed));
	expect({ ...call, turns: null, transcript: null }).toEqual({
		...listed,
		turns: null,
		transcript: null,
	});
	expect(call?.transcript).toBe(context?.transcript);
	expect(call?.transcript).toContain('Human Agent: Hello');
	// seconds count from the start of the call
	expect(call?.turns).toEqual(
		(listed.turns as { number: string }[]).map((turn) => ({
			...turn,
			speaker: { '3202': 'Human Agent', '3200': 'Kristin Hale' }[turn.number],
		})),
	);
});

test('Simplify off gives the object of the file, and asks for no names', async () => {
	await using setup = await YeastarSetup.start(clock);

	const items = await setup.items(getCall(file.legId, { simplify: false }));

	expect(items).toEqual([vendorExamples.yeastar.fileRecord]);
	expect(setup.requests('getaicontext')).toEqual([]);
});

test('a call without a transcript is given, and no names are asked for', async () => {
	await using setup = await YeastarSetup.start(clock);
	setup.pbx.addCall(callAt('2026-06-01T10:00:00Z', '20260601180000-ABCDE'));

	expect(await setup.items(getCall('20260601180000-ABCDE'))).toMatchObject([
		{ id: '20260601180000-ABCDE', transcript: null, turns: [] },
	]);
	expect(setup.requests('getaicontext')).toEqual([]);
});

describe('where it looks', () => {
	test('is the hour that the ID tells, and nowhere else when the leg is there', async () => {
		await using setup = await YeastarSetup.start(clock, {
			credential: { timeZone: 'Asia/Shanghai' },
		});

		await setup.items(getCall(file.legId));

		expect(setup.requests('aidownload').map(({ query }) => query)).toMatchObject([
			{ start_time: '2026/05/09 20:54:59', end_time: '2026/05/09 22:05:01' },
		]);
	});

	test('is the same for legs of one hour, which share a search', async () => {
		await using setup = await YeastarSetup.start(clock);
		const ids = ['20260601180000-A', '20260601185959-B'];
		setup.pbx.addCall(callAt('2026-06-01T10:00:00Z', ids[0]!));
		setup.pbx.addCall(callAt('2026-06-01T10:59:59Z', ids[1]!));

		const items = await setup.items(getCall(ids.join(',')));

		expect(items.map(({ id }) => id)).toEqual(ids);
		expect(setup.requests('aidownload')).toHaveLength(1);
	});

	test.each([0, 3.9])('goes back to a leg that counts from %d hours before', async (hours) => {
		await using setup = await YeastarSetup.start(clock);
		const startedAt = new Date(Date.UTC(2026, 5, 1, 10) - hours * 3_600_000).toISOString();
		setup.pbx.addCall(callAt(startedAt, '20260601180000-ABCDE'));

		expect(await setup.items(getCall('20260601180000-ABCDE'))).toMatchObject([{ startedAt }]);
	});

	test.each(['Europe/Berlin', ''])(
		'is both hours where autumn repeats one: time zone "%s"',
		async (timeZone) => {
			clock.set(Date.UTC(2026, 9, 25, 20));
			await using setup = await YeastarSetup.start(clock, {
				pbx: { timeZone: 'Europe/Berlin' },
				credential: { timeZone },
			});
			const moments = ['2026-10-25T00:30:00.000Z', '2026-10-25T01:30:00.000Z'];
			const ids = ['20261025023000-AAAAA', '20261025023000-BBBBB'];
			moments.forEach((at, index) =>
				setup.pbx.addCall(callAt(at, ids[index]!, { turns: turnsAfter(at, ['3200', 4, 'Hi']) })),
			);

			expect(await setup.items(getCall(ids.join(',')))).toMatchObject(
				moments.map((startedAt) => ({ startedAt })),
			);
		},
	);

	test.each(yeastarReadingValues.systemInformation)(
		'is right where the PBX tells of itself: %s',
		async (systemInformation) => {
			await using setup = await YeastarSetup.start(clock, {
				pbx: { readings: { systemInformation } },
				timezone: 'America/New_York',
			});

			expect((await setup.items(getCall(receptionist.legId))).map(({ id }) => id)).toEqual([
				receptionist.legId,
			]);
		},
	);
});

describe('a call that is not found', () => {
	test.each(yeastarReadingValues.noMatchAnswer)(
		'says where it was looked for: %s',
		async (noMatchAnswer) => {
			await using setup = await YeastarSetup.start(clock, {
				pbx: { readings: { noMatchAnswer } },
				credential: { timeZone: 'Asia/Shanghai' },
			});

			const error = await setup.failure(getCall('20260601181700-ABCDE'));

			expect(error).toMatchObject({
				message:
					'No call with the ID "20260601181700-ABCDE" was found between 2026-06-01 05:55 and 2026-06-01 11:05 UTC.',
				description: 'It may not be transcribed yet, or the PBX may have deleted it.',
				context: { itemIndex: 0 },
			});
		},
	);

	test.each([file.uid, 'abc', '2026-06-01'])('%s is no leg ID: the error says so', async (id) => {
		await using setup = await YeastarSetup.start(clock);

		const error = await setup.failure(getCall(id));

		expect(error.message).toBe(`The PBX has no call with the ID "${id}".`);
		expect(error.description).toContain('"id" field from List Transcriptions');
		expect(setup.requests('aidownload')).toEqual([]);
	});

	test('with an ID whose time is none asks for nothing', async () => {
		await using setup = await YeastarSetup.start(clock);

		const { message } = await setup.failure(getCall('20261399999999-ABCDE'));

		expect(message).toBe('No call with the ID "20261399999999-ABCDE" was found.');
		expect(setup.requests('aidownload')).toEqual([]);
	});

	test('among others is an error item in its place with Continue', async () => {
		await using setup = await YeastarSetup.start(clock);
		const ids = [human.legId, '20260601181700-ABCDE', file.legId];

		const { items } = await setup.run(getCall(ids.join(',')), { onError: 'continueRegularOutput' });

		expect(items).toMatchObject([
			{ json: { id: human.legId } },
			{ json: { error: expect.stringContaining(ids[1]!) as string }, pairedItem: { item: 0 } },
			{ json: { id: file.legId } },
		]);
	});

	test('because it cannot be read says what is wrong with it', async () => {
		await using setup = await YeastarSetup.start(clock);
		setup.pbx.addCall({ ...file, raw: { call_duration: 'long' } });

		expect((await setup.failure(getCall(file.legId))).message).toMatch(
			/^This call could not be read: 20260509214921-8AA6D \("call_duration": expected a number/,
		);
	});
});
