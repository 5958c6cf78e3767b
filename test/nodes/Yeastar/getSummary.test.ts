import type { INodeParameters } from 'n8n-workflow';

import { summaryRecord } from '../../e2e/shared/expectedRecords';
import type { SimulatedYeastarCall } from '../../lab/simulators';
import { vendorExamples, yeastarReadingValues } from '../../lab/simulators';
import {
	byId,
	byNumber,
	callAt,
	getAnySummary,
	getSummary,
	turnsAfter,
	YeastarSetup,
} from '../../lab/support/yeastar';
import { useVirtualClock } from '../../lab/virtualTime';

const clock = useVirtualClock();
const { file, human, receptionist } = vendorExamples.yeastar.calls;
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
				message: 'No extension selected.',
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

			expect(message).toBe('The PBX has no call with the ID "20260101000000ABCDE".');
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

describe('whichever side has one', () => {
	const moment = '2026-06-01T10:00:00Z';
	const legId = '20260601180000-ABCDE';
	const html = (whose: string) => `<p>${whose}</p><ul><li>one</li></ul>`;
	const of = (extensionId: number, whose: string) => ({ extensionId, html: html(whose) });
	const call = (
		callType: SimulatedYeastarCall['callType'],
		callFrom: string,
		callTo: string,
		more: Partial<SimulatedYeastarCall> = {},
	) => callAt(moment, legId, { callType, callFrom, callTo, summary: '', ...more });
	async function withCall(one: SimulatedYeastarCall, pbx: object = {}) {
		const setup = await YeastarSetup.start(clock, { pbx });
		setup.pbx.addCall(one);
		return setup;
	}
	const asked = (setup: YeastarSetup) =>
		setup.requests('getaisummary').map(({ query }) => {
			const { cdr_id, src_ext_id: caller, dst_ext_id: callee } = query;
			return { cdr_id, ...(caller && { caller }), ...(callee && { callee }) };
		});

	test('is the default, and hides Extension', async () => {
		await using setup = await YeastarSetup.start(clock);

		expect(setup.property('party', 'getSummary')?.default).toBe('any');
		expect(await setup.items(getAnySummary(human.legId))).toEqual([expected]);
	});

	test('of an inbound call is the callee’s', async () => {
		const inbound = call('Inbound', '+4930123456', '3202', {
			summaries: { dst: of(60, 'Callee') },
		});
		await using setup = await withCall(inbound);

		const [item] = await setup.items(getAnySummary(legId));

		expect(item).toMatchObject({
			id: legId,
			party: 'callee',
			extensionNumber: '3202',
			extensionName: 'Leo Ball',
			summarySections: [{ title: 'Callee', items: ['one'] }],
		});
		expect(asked(setup)).toEqual([{ cdr_id: legId, callee: '60' }]);
		expect(setup.requests('extension/search')).toHaveLength(1);
	});

	test('of an outbound call is the caller’s', async () => {
		const outbound = call('Outbound', '3200', '+4930123456', {
			summaries: { src: of(51, 'Caller') },
		});
		await using setup = await withCall(outbound);

		expect(await setup.items(getAnySummary(legId))).toMatchObject([
			{ party: 'caller', extensionNumber: '3200', summary: 'Caller\n- one' },
		]);
		expect(asked(setup)).toEqual([{ cdr_id: legId, caller: '51' }]);
	});

	test.each([
		['both', { src: of(51, 'Caller'), dst: of(60, 'Callee') }, 'callee'],
		['the callee', { dst: of(60, 'Callee') }, 'callee'],
		['the caller', { src: of(51, 'Caller') }, 'caller'],
	])('of an internal call that %s has', async (_, summaries, party) => {
		await using setup = await withCall(call('Internal', '3200', '3202', { summaries }));

		expect(await setup.items(getAnySummary(legId))).toMatchObject([{ party }]);
	});

	test('of a transferred call is that of each leg, several at once', async () => {
		const [first, second] = ['20260601180000-ABCDE', '20260601180100-ABCDE'];
		const uid = '20260601180000ABCDE';
		await using setup = await withCall(
			call('Inbound', '+4930123456', '3200', { uid, summaries: { dst: of(51, 'First') } }),
		);
		setup.pbx.addCall({
			...call('Inbound', '+4930123456', '3202', { uid, summaries: { dst: of(60, 'Second') } }),
			legId: second,
			startedAt: Date.parse(moment) + 60_000,
		});

		const items = await setup.items(getAnySummary(`${second}, ${first}`));

		expect(items).toMatchObject([
			{ id: second, extensionNumber: '3202', summary: 'Second\n- one' },
			{ id: first, extensionNumber: '3200', summary: 'First\n- one' },
		]);
		expect(setup.requests('aidownload')).toHaveLength(1);
	});

	test.each([
		['from inside', call('Internal', '3200', '7000', { summary: html('Receptionist') })],
		['from outside', call('Inbound', '+4930123456', '7000', { summary: html('Receptionist') })],
	])('of an AI receptionist’s call %s is that of the file', async (_, one) => {
		await using setup = await withCall(one);

		const { items, hints } = await setup.run(getAnySummary(legId));

		expect(items.map(({ json }) => json)).toMatchObject([
			{
				id: legId,
				summarySections: [{ title: 'Receptionist', items: ['one'] }],
				summaryHtml: html('Receptionist'),
				party: null,
				extensionNumber: null,
				extensionName: null,
				transcribedAt: null,
				transcript: null,
			},
		]);
		expect(hints).toEqual([]);
	});

	test('with Simplify off is the object of the PBX that has it', async () => {
		await using setup = await YeastarSetup.start(clock);
		const more = { simplify: false };

		expect(
			await setup.items(getAnySummary(`${human.legId},${file.legId},${receptionist.legId}`, more)),
		).toEqual([
			vendorExamples.yeastar.summaryAnswer.data.dst,
			vendorExamples.yeastar.fileRecord,
			{},
		]);
	});

	test.each(yeastarReadingValues.noSummary)(
		'is none where no side has one: %s',
		async (noSummary) => {
			await using setup = await withCall(call('Internal', '3200', '3202'), {
				readings: { noSummary },
			});

			const { items, hints } = await setup.run(getAnySummary(legId));

			expect(items.map(({ json }) => json)).toMatchObject([
				{ id: legId, summary: null, party: null },
			]);
			expect(hints.map(({ message }) => message)).toEqual([
				`Call ${legId} has no summary for 3202 as the callee or 3200 as the caller. It may not be ready yet.`,
			]);
		},
	);

	test('is none where no extension took part', async () => {
		await using setup = await withCall(
			call('Inbound', '+4930123456', '6400', { turns: turnsAfter(moment, ['6400', 5, 'Hi']) }),
		);

		const { hints } = await setup.run(getAnySummary(legId));

		expect(hints.map(({ message }) => message)).toEqual([
			`Call ${legId} has no summary. It may not be ready yet.`,
		]);
	});

	test('is none of a call that is not in the list, and a hint says where it was looked for', async () => {
		await using setup = await YeastarSetup.start(clock);

		const { items, hints } = await setup.run(getAnySummary(legId));

		expect(items.map(({ json }) => json)).toMatchObject([{ id: legId, summary: null }]);
		expect(hints).toEqual([
			expect.objectContaining({
				message: expect.stringMatching(
					/^No call with the ID "20260601180000-ABCDE" was found between .+ It may not be transcribed yet/,
				) as string,
			}),
		]);
	});

	test('of what is no leg ID is an error', async () => {
		await using setup = await YeastarSetup.start(clock);

		expect((await setup.failure(getAnySummary('20260601180000ABCDE'))).message).toBe(
			'The PBX has no call with the ID "20260601180000ABCDE".',
		);
	});
});

test.each([
	[
		{ party: 'callee', extension: byNumber('3201') },
		'Extension 3201 has no summary as the callee of call ',
	],
	[
		{ party: 'caller', extension: byNumber('3202') },
		'Extension 3202 has no summary as the caller of call ',
	],
	[{ party: 'callee', extension: byId('61') }, 'The extension with the ID 61 has no summary as '],
])('a hint says whose summary there is not: %j', async (more, begin) => {
	await using setup = await YeastarSetup.start(clock);

	const { items, hints } = await setup.run(getAnySummary(human.legId, more));

	expect(items.map(({ json }) => json)).toMatchObject([{ id: human.legId, summary: null }]);
	expect(hints).toHaveLength(1);
	expect(hints[0]!.message.startsWith(begin)).toBe(true);
	expect(hints[0]!.message).toContain('Either Party');
});

describe('a workflow of 0.1.0 whose Party was left at Callee: n8n saved the extension, and no party', () => {
	const legacy = (extension: INodeParameters[string]) => getAnySummary(human.legId, { extension });
	const fromList = { __rl: true, mode: 'list', value: '3202', cachedResultName: 'Leo Ball (3202)' };
	const own = {
		dst: { extensionId: 60, html: 'Callee' },
		src: { extensionId: 51, html: 'Caller' },
	};

	test.each([
		['from the list', fromList],
		['by number', byNumber('3202')],
		['by an expression', byNumber('={{ 3202 }}')],
		['by ID', byId('60')],
		['as a bare expression', '={{ 3202 }}'],
	])('gets the summary of that extension with the requests of before: %s', async (_, extension) => {
		await using setup = await YeastarSetup.start(clock);
		setup.pbx.addCall({ ...human, summaries: own });

		expect(await setup.items(legacy(extension))).toMatchObject([
			{ summary: 'Callee', party: 'callee', extensionNumber: '3202' },
		]);
		expect(setup.requests('aidownload')).toEqual([]);
	});

	test.each([
		['that has none', '3201'],
		['that is gone', '999'],
	])('gets another side’s in place of nothing where the extension is one %s', async (_, number) => {
		await using setup = await YeastarSetup.start(clock);

		expect(await setup.items(legacy(byNumber(number)))).toEqual([expected]);
	});
});
