import { summaryRecord } from '../e2e/shared/expectedRecords';
import { vendorExamples, yeastarReadingValues } from '../simulators';
import { useVirtualClock } from '../support/clock';
import { byId, byNumber, getSummary, YeastarSetup } from '../support/yeastar';

const clock = useVirtualClock();
const { human } = vendorExamples.yeastar.calls;
const expected = summaryRecord();

describe('the extension', () => {
	const fromList = { __rl: true, mode: 'list', value: '3202', cachedResultName: 'Leo Ball (3202)' };

	test.each([
		['from the list', fromList],
		['by number', byNumber('3202')],
		['by number, with blanks', byNumber(' 3202 ')],
		['by number, as a number', byNumber('={{ 3202 }}')],
		['by ID', byId('60')],
		['by ID, as a number', byId('={{ 60 }}')],
		['as a bare expression', '={{ 3202 }}'],
	])('%s', async (_, extension) => {
		await using setup = await YeastarSetup.start(clock);

		expect(await setup.items(getSummary(human.legId, extension))).toEqual([expected]);
	});

	test('is the one with exactly this number: 13202 comes in the search for 3202 too', async () => {
		await using setup = await YeastarSetup.start(clock);

		await setup.items(getSummary(human.legId, byNumber('3202')));

		expect(setup.requests('getaisummary').map(({ query }) => query.dst_ext_id)).toEqual(['60']);
	});

	test('whose number is another one’s ID is not mixed up with it', async () => {
		await using setup = await YeastarSetup.start(clock);
		// extension 60 has the ID 67; the ID 60 is that of 3202
		const [item] = await setup.items(getSummary(human.legId, byNumber('60')));

		expect(item).toMatchObject({ summary: null });
	});

	test.each(yeastarReadingValues.noExtension)(
		'that does not exist is an error: %s',
		async (noExtension) => {
			await using setup = await YeastarSetup.start(clock, { pbx: { readings: { noExtension } } });

			const error = await setup.failure(getSummary(human.legId, byNumber('999')));

			expect(error.message).toBe('The PBX has no extension 999.');
			expect(error.description).toContain('Extension and Trunk > Extension');
		},
	);

	test('of which only a longer number exists is an error', async () => {
		await using setup = await YeastarSetup.start(clock);

		expect((await setup.failure(getSummary(human.legId, byNumber('320')))).message).toBe(
			'The PBX has no extension 320.',
		);
	});

	test.each([byNumber('={{ "" }}'), byId('={{ null }}')])(
		'that is empty is an error: %j',
		async (extension) => {
			await using setup = await YeastarSetup.start(clock);

			expect(await setup.failure(getSummary(human.legId, extension))).toMatchObject({
				message: 'No extension is chosen.',
				context: { itemIndex: 0 },
			});
			expect(setup.pbx.requests).toEqual([]);
		},
	);
});

describe('the two sides', () => {
	const html = '<p>Their side</p><ul><li>one</li></ul>';

	test.each(['caller', 'callee'] as const)('%s has a summary of its own', async (party) => {
		await using setup = await YeastarSetup.start(clock);
		const { summaries } = human;
		setup.pbx.addCall({ ...human, summaries: { ...summaries, src: { extensionId: 51, html } } });
		const extension = byNumber(party === 'caller' ? '3200' : '3202');

		const [item] = await setup.items(getSummary(human.legId, extension, { party }));

		expect(item).toMatchObject({
			party,
			extensionNumber: extension.value,
			summarySections:
				party === 'caller' ? [{ title: 'Their side', items: ['one'] }] : expected.summarySections,
		});
	});

	test('callee is the default', async () => {
		await using setup = await YeastarSetup.start(clock);

		expect(setup.property('party', 'getSummary')?.default).toBe('callee');
	});
});

describe('where the PBX takes the number for the ID, as in its example', () => {
	test.each(yeastarReadingValues.noSummary)(
		'the summary is found (none: %s)',
		async (noSummary) => {
			const readings = { extIdMeaning: 'number' as const, noSummary };
			await using setup = await YeastarSetup.start(clock, { pbx: { readings } });

			expect(await setup.items(getSummary(human.legId, byNumber('3202')))).toEqual([expected]);
		},
	);
});

describe('no summary yet is an item without one', () => {
	test.each(yeastarReadingValues.noSummary)('answered as %s', async (noSummary) => {
		await using setup = await YeastarSetup.start(clock, { pbx: { readings: { noSummary } } });
		const legId = '20260101000000-ABCDE';

		expect(await setup.items(getSummary(legId, byNumber('3202')))).toMatchObject([
			{
				id: legId,
				summary: null,
				summaryMarkdown: null,
				summaryHtml: null,
				summarySections: [],
				transcribedAt: null,
			},
		]);
	});

	test.each(yeastarReadingValues.noSummary)(
		'but a malformed ID is an error: %s',
		async (noSummary) => {
			await using setup = await YeastarSetup.start(clock, { pbx: { readings: { noSummary } } });

			const { message } = await setup.failure(getSummary('20260101000000ABCDE', byId('60')));

			expect(message).toBe('The PBX knows no call leg "20260101000000ABCDE".');
		},
	);

	test.each([60001, 'emptyData', 'nullData'] as const)(
		'Simplify off gives an empty object: %s',
		async (noSummary) => {
			await using setup = await YeastarSetup.start(clock, { pbx: { readings: { noSummary } } });
			const parameters = getSummary('20260101000000-ABCDE', byId('60'), { simplify: false });

			expect(await setup.items(parameters)).toEqual([{}]);
		},
	);
});

test('a section without points is kept', async () => {
	await using setup = await YeastarSetup.start(clock);
	const html = '<p>Résumé</p>\n<ul>\n<li>Caf&eacute;</li>\n</ul>\n<p>Actions</p>\n<ul>\n\n</ul>\n';
	setup.pbx.addCall({ ...human, summaries: { dst: { extensionId: 60, html } } });

	const [item] = await setup.items(getSummary(human.legId, byNumber('3202')));

	expect(item?.summarySections).toEqual([
		{ title: 'Résumé', items: ['Café'] },
		{ title: 'Actions', items: [] },
	]);
	expect(item?.summaryHtml).toBe(html);
});

test('several IDs give one item each, in the order asked, with one search for the extension', async () => {
	await using setup = await YeastarSetup.start(clock);
	const ids = ['20260101000000-ABCDE', human.legId];

	const items = await setup.items(getSummary(ids.join(','), byNumber('3202')));

	expect(items.map(({ id, summary }) => [id, summary !== null])).toEqual([
		[ids[0], false],
		[ids[1], true],
	]);
	expect(setup.requests('extension/search')).toHaveLength(1);
});
