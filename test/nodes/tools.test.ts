import type { INodeParameters } from 'n8n-workflow';

import { callTool } from '../lab/engine';
import { vendorExamples } from '../lab/simulators';
import { useVirtualClock } from '../lab/virtualTime';
import * as cytracom from '../lab/support/cytracom';
import { byId, callAt, getAnySummary, turnsAfter, YeastarSetup } from '../lab/support/yeastar';

const clock = useVirtualClock();
const type = 'n8n-nodes-call-transcripts.yeastar';
const { file, human } = vendorExamples.yeastar.calls;
const ofFile = { startTime: '2026-05-09T00:00:00Z', endTime: '2026-05-10T00:00:00Z' };
const call = (setup: YeastarSetup, parameters: INodeParameters, args = {}) =>
	callTool(setup.engine, { type, parameters, credentials: { yeastarApi: setup.credential } }, args);
const get = (legId: string, more: INodeParameters = {}) => ({
	...{ operation: 'get', legId: byId(legId) },
	...more,
});
const brief = {
	id: file.legId,
	startedAt: '2026-05-09T13:49:21.000Z',
	...{ direction: 'internal', from: '3200', to: '7000', durationSeconds: 13 },
	summary: 'The conversation began with the agent initiating contact with a simple greeting.',
	status: 'ANSWERED',
};

describe('Output', () => {
	test.each([
		['a list is small by default', ofFile, brief],
		[
			'a call has its words as well',
			get(file.legId),
			{ ...brief, agentName: undefined, transcript: '7000: Hi' },
		],
		[
			'of a tool that was saved with fields it has these',
			{ ...ofFile, options: { fields: ['id', 'sentiment'] } },
			{ id: file.legId, sentiment: null },
		],
		['Raw is the vendor’s own object', { ...ofFile, output: 'raw' }, raw()],
		[
			'and so it is in a tool that was saved without Simplify',
			{ ...ofFile, simplify: false },
			raw(),
		],
		[
			'unless Simplified is chosen there',
			{ ...ofFile, simplify: false, output: 'simplified' },
			brief,
		],
		[
			'Selected Fields are these, empty or not',
			{ ...ofFile, output: 'fields', fields: '={{ $fromAI("fields") }}' },
			{ sentiment: null, callId: file.uid },
		],
	])('%s', async (_, parameters: INodeParameters, expected) => {
		await using setup = await YeastarSetup.start(clock);

		const { answer } = await call(setup, parameters, { fields: 'sentiment, callId' });

		expect(answer).toEqual([expected]);
	});

	test('a summary tells whose it is, and a missing one why', async () => {
		await using setup = await YeastarSetup.start(clock);

		const { answer } = await call(setup, getAnySummary(human.legId));
		const missing = await call(setup, getAnySummary('20260101000000-00000'));

		expect(Object.keys(answer[0]!)).toEqual([
			...['id', 'summary', 'party', 'extensionNumber', 'extensionName'],
		]);
		expect(missing.answer.at(-1)).toEqual({ note: expect.stringContaining('20260101') as string });
	});

	test('an extension is its number and name, or the PBX’s own object', async () => {
		await using setup = await YeastarSetup.start(clock);
		const parameters = { resource: 'extension', operation: 'list', filters: { search: 'Leo' } };

		expect((await call(setup, parameters)).answer).toEqual([
			{ id: '60', number: '3202', name: 'Leo Ball' },
		]);
		expect((await call(setup, { ...parameters, output: 'raw' })).answer).toEqual(
			await setup.items(parameters),
		);
	});
});

describe('a long transcript', () => {
	const start = '2026-06-04T09:00:00Z';
	const words = 'Nobody can cut this sentence short.';
	const said = Array.from(
		{ length: 700 },
		(_, at) => ['3202', at, words] as [string, number, string],
	);

	test('comes in parts that end with a line, and lose none', async () => {
		await using setup = await YeastarSetup.start(clock);
		setup.pbx.addCall(callAt(start, '20260604170000-00001', { turns: turnsAfter(start, ...said) }));
		const part = async (transcriptPart: number) =>
			(await call(setup, get('20260604170000-00001', { transcriptPart }))).answer[0]!;

		const [first, second, third] = [await part(1), await part(2), await part(3)];
		const lines = [first, second, third].flatMap(({ transcript }) =>
			(transcript as string).split('\n'),
		);

		expect(lines).toHaveLength(700);
		expect(new Set(lines).size).toBe(1);
		expect((first.transcript as string).length).toBeLessThanOrEqual(12_000);
		expect(first.note).toBe(
			'Part 1 of 3 of the transcript. For more, get this call alone with Transcript Part 2.',
		);
		expect(third.note).toBe('Part 3 of 3 of the transcript. This is the last one.');
		await expect(part(4)).rejects.toThrow('has no part 4');
	});
});

describe('what models write', () => {
	const filled = {
		startTime: '={{ $fromAI("start") }}',
		endTime: '={{ $fromAI("end") }}',
		limit: '={{ $fromAI("limit", "", "string") }}',
		filters: { callType: '={{ $fromAI("type") }}', search: '={{ $fromAI("search") }}' },
	};
	const everything = { start: '2026-05-09', end: '2026-05-09', limit: '5', type: '', search: '' };

	test.each([
		['a day alone is all of it', {}, 1],
		['a limit as text', { limit: '1' }, 1],
		['"null" for nothing', { limit: 'null', type: 'null', search: 'undefined' }, 1],
		['a choice in another case', { type: 'internal' }, 1],
		['no dates at all: the last 24 hours', { start: '', end: 'null' }, 0],
	])('%s', async (_, args, count) => {
		await using setup = await YeastarSetup.start(clock);

		const { answer } = await call(setup, filled, { ...everything, ...args });

		expect(answer.filter(({ id }) => id)).toHaveLength(count);
	});

	test.each([
		[{ start: 'last week' }, 'Start Time is not a valid date.', 'ISO 8601'],
		[{ start: '2030-01-01', end: '2030-01-02' }, 'Start Time is in the future.', ' now.'],
		[{ limit: 'many' }, 'Limit must be a whole number of at least 1.', 'Limit'],
		[{ type: 'missed' }, 'Direction must be one of: Inbound, Internal, Outbound.', 'remove it'],
	])('%j is an error that helps', async (args, message, advice) => {
		await using setup = await YeastarSetup.start(clock);

		const answer = call(setup, filled, { ...everything, ...args });

		await expect(answer).rejects.toThrow(message);
		await expect(answer).rejects.toThrow(advice);
	});
});

test('more than 50 calls are not in one answer, and what they said is not', async () => {
	await using setup = await cytracom.CytracomSetup.start(clock);
	const start = clock.now() - cytracom.HOUR;
	for (let index = 0; index < 55; index++) {
		setup.api.addCall(cytracom.callAt(start + index * 1000, { linkedId: `${index}.1` }));
	}

	const { answer, description } = await callTool(setup.engine, {
		type: 'n8n-nodes-call-transcripts.cytracom',
		credentials: { cytracomApi: setup.credential },
	});

	expect(answer.filter(({ id }) => id)).toHaveLength(50);
	expect(JSON.stringify(answer)).not.toContain('Agent: Hello.');
	expect(description).toContain('Phone system: Cytracom.');
});

function raw() {
	return vendorExamples.yeastar.fileRecord;
}
