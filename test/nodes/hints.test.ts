import type { INodeParameters } from 'n8n-workflow';

import type { RunResult } from '../lab/engine';
import { useVirtualClock } from '../lab/virtualTime';
import * as cytracom from '../lab/support/cytracom';
import * as yeastar from '../lab/support/yeastar';

/*
 * What n8n shows above the items of a run. The workflow is in Berlin; both phone systems have four calls, of which the
 * oldest has no transcript.
 */
const clock = useVirtualClock();
const timezone = 'Europe/Berlin';
const moments = [4, 3, 2, 1].map((day) => `2026-06-0${day}T10:00:00Z`);
const june = cytracom.between('2026-05-31T22:00:00Z', '2026-06-04T11:59:00Z');
/** The IDs of the calls: Yeastar's begin with the local time of the call. */
const legIds = moments.map((moment) => `${moment.replace(/\D/g, '').slice(0, 8)}180000-A`);
const linkedIds = moments.map((moment) => cytracom.callAt(moment).linkedId);
const MORE = 'Raise Limit or turn on Return All to get more.';

async function runYeastar(parameters: INodeParameters) {
	await using setup = await yeastar.YeastarSetup.start(clock, { timezone });
	moments.forEach((moment, at) => {
		const turns = at === 3 ? [] : yeastar.turnsAfter(moment, ['3200', 4, 'Hi']);
		setup.pbx.addCall(yeastar.callAt(moment, legIds[at]!, { turns }));
	});
	return told(await setup.run(parameters), setup.pbx.requests.length);
}

async function runCytracom(parameters: INodeParameters) {
	await using setup = await cytracom.CytracomSetup.start(clock, { timezone });
	setup.api.readings.emptyTranscriptRowsOmitted = false;
	moments.forEach((moment, at) => {
		setup.api.addCall(cytracom.callAt(moment, at === 3 ? { transcript: null, summary: null } : {}));
	});
	return told(await setup.run(parameters), setup.api.requests.length);
}

const told = ({ items, hints, error }: RunResult, requests: number) => {
	if (error) throw error;
	expect(hints.every(({ type }) => type === 'info')).toBe(true);
	return { count: items.length, hints: hints.map(({ message }) => message), requests };
};

type Row = [
	what: string,
	parameters: INodeParameters,
	hints: { yeastar: string[]; cytracom: string[] },
];
const both = (...hints: string[]) => ({ yeastar: hints, cytracom: hints });

const rows: Row[] = [
	['all calls, of which one has no transcript', { ...june }, both('1 call has no transcript yet')],
	[
		'as many as there are',
		{ ...june, startTime: '2026-05-25T00:00:00Z', limit: 4 },
		// the days before are not asked for where the newest calls come first
		{
			yeastar: ['1 call has no transcript yet'],
			cytracom: [
				`Limit reached: 4 calls, and there may be more. ${MORE}`,
				'1 call has no transcript yet',
			],
		},
	],
	[
		'fewer than there are',
		{ ...june, limit: 2 },
		{
			yeastar: [`Limit reached: 2 of 4 calls. ${MORE}`],
			cytracom: [`Limit reached: 2 of at least 4 calls. ${MORE}`],
		},
	],
	[
		'none in the range',
		{ ...june, endTime: '2026-06-01T00:00:00+02:00' },
		both('No calls from Jun 1, 2026, 00:00 to Jun 1, 2026, 00:00 (Europe/Berlin)'),
	],
];

test.each(rows)('of a list of %s', async (_, parameters, hints) => {
	expect((await runYeastar(parameters)).hints).toEqual(hints.yeastar);
	expect((await runCytracom(parameters)).hints).toEqual(hints.cytracom);
});

test('a list that finds nothing names the filters that are set, and asks nothing more for that', async () => {
	const where = 'No calls from Jun 1, 2026, 00:00 to Jun 4, 2026, 13:59 (Europe/Berlin) match';
	const search = 'refund '.repeat(9);

	expect(
		await runYeastar({
			...june,
			filters: {
				minTalkSeconds: 0,
				callFrom: '',
				externalOnly: true,
				callType: 'Internal',
				search,
			},
		}),
	).toEqual({
		count: 0,
		hints: [
			`${where} Direction: Internal, External Calls Only, Search: refund refund refund refund refund refun…`,
		],
		requests: (await runYeastar({ ...june })).requests,
	});
	expect(await runCytracom({ ...june, filters: { caller: '77', externalOnly: true } })).toEqual({
		count: 0,
		hints: [`${where} External Calls Only, From: 77`],
		requests: (await runCytracom({ ...june })).requests,
	});
});

test('of a list of extensions', async () => {
	const { listExtensions } = yeastar;

	expect((await runYeastar(listExtensions())).hints).toEqual([]);
	expect((await runYeastar(listExtensions({ limit: 1 }))).hints).toEqual([
		`Limit reached: 1 extension, and there may be more. ${MORE}`,
	]);
	expect((await runYeastar(listExtensions({ filters: { search: 'nobody' } }))).hints).toEqual([
		'No extensions match Search: nobody',
	]);
});

test('of a call without what was asked for, and of no other', async () => {
	for (const operation of [yeastar.getCall, yeastar.getContext]) {
		expect(await runYeastar(operation(legIds.slice(2).join()))).toMatchObject({
			...{ count: 2, hints: [`Call ${legIds[3]} has no transcript yet`] },
		});
	}
	for (const [operation, what] of [
		[cytracom.getCall, 'transcript'],
		[cytracom.getContext, 'transcript'],
		[cytracom.getSummary, 'summary'],
	] as const) {
		expect(await runCytracom(operation(linkedIds.slice(2).join()))).toMatchObject({
			...{ count: 2, hints: [`Call ${linkedIds[3]} has no ${what} yet`] },
		});
	}
});
