import fc from 'fast-check';

import type { Reading } from '../../../../nodes/Yeastar/api/toCallRecord';
import {
	toCallRecord,
	toSummaryRecord,
	toTranscriptRecord,
} from '../../../../nodes/Yeastar/api/toCallRecord';
import { emptyCallRecord } from '../../../../nodes/shared/record/callRecord';
import { recordOf as wholeRecordOf } from '../../../../nodes/shared/found';
import { plainNumbers } from '../../../lab/support/numbers';

const reading: Reading = { zone: { name: 'UTC' }, dateFormat: 'YYYY/MM/DD', numbers: plainNumbers };
const leg = { leg_id: 'L', time: '2026/06/01 10:00:00' };
const keys = Object.keys(emptyCallRecord('yeastar'));

function recordOf(raw: unknown) {
	const found = toCallRecord(raw, reading);
	if ('unreadable' in found) throw new Error(found.unreadable.reason);
	return wholeRecordOf(found);
}

test('a leg with nothing but its ID and time has all keys', () => {
	expect(recordOf(leg)).toEqual({
		...emptyCallRecord('yeastar', 'L'),
		startedAt: '2026-06-01T10:00:00.000Z',
	});
});

test.each([
	['its ID', { leg_id: '20260604100000-8AA6D' }],
	[
		'the first turn',
		{ ai_transcription: [{ content: 'Hi', timestamp: Date.UTC(2026, 5, 4, 10) }] },
	],
	['the range asked for', {}],
])('where the order of day and month is not told, it is decided by %s', (_, more) => {
	const range = { from: Date.UTC(2026, 5, 4), through: Date.UTC(2026, 5, 5) };
	const guess = { ...reading, dateFormat: 'MM/DD/YYYY', isTold: false, range };

	expect(toCallRecord({ ...leg, time: '04/06/2026 10:00:00', ...more }, guess)).toMatchObject({
		head: { startedAt: '2026-06-04T10:00:00.000Z' },
	});
});

test.each([
	['Internal', 'internal'],
	['INBOUND', 'inbound'],
	['outbound', 'outbound'],
	['Conference', null],
	['constructor', null],
	['', null],
])('call type %s is %s', (call_type, direction) => {
	expect(recordOf({ ...leg, call_type }).direction).toBe(direction);
});

test.each([
	['3200', '3200', '3200'],
	['Leo Ball<3200>', '3200', 'Leo Ball'],
	['Ball, "Leo" <b> <3200>', '3200', 'Ball, "Leo" <b>'],
	['<3200>', '3200', '3200'],
	['Leo < 3200 > ', '3200', 'Leo'],
	['Leo<>', 'Leo<>', '3200'],
	['Leo<3200> at home', 'Leo<3200> at home', '3200'],
])('a party written as %j', (call_from, from, speaker) => {
	const ai_transcription = [{ source_number: '3200', content: 'Hi', timestamp: 1 }];
	const record = recordOf({ ...leg, call_from, ai_transcription });

	expect(record.from).toBe(from);
	expect(record.turns[0]?.speaker).toBe(speaker);
});

test.each([[undefined], [null], [''], [' ']])('%j is nothing in every place', (nothing) => {
	const blank = Object.fromEntries(
		[
			'uid',
			'call_type',
			'call_from',
			'call_to',
			'status',
			'call_duration',
			'ring_duration',
			'ai_transcription',
			'ai_summary',
		].map((key) => [key, nothing]),
	);

	expect(recordOf({ ...leg, ...blank })).toEqual(recordOf(leg));
});

test('numbers as texts, and texts as numbers', () => {
	const asTexts = { ...leg, call_duration: '13', call_from: 3200, uid: 17, ring_duration: ' 3 ' };

	expect(recordOf(asTexts)).toMatchObject({
		durationSeconds: 13,
		from: '3200',
		callId: '17',
		ringSeconds: 3,
	});
});

describe('turns', () => {
	const turn = (content: string | null, timestamp: number | null, more = {}) => ({
		id: null,
		content,
		timestamp,
		source_number: '1',
		name: null,
		type: null,
		...more,
	});
	const texts = (turns: ReturnType<typeof turn>[]) =>
		toTranscriptRecord('L', turns).turns.map(({ text }) => text);

	test('of the same ID are one; without an ID those of the same words, speaker and moment', () => {
		expect(texts([turn('a', 1, { id: 'x' }), turn('b', 2, { id: 'x' })])).toEqual(['a']);
		expect(
			texts([turn('a', 1), turn('a', 1), turn('a', 2), turn('a', 1, { source_number: '2' })]),
		).toEqual(['a', 'a', 'a']);
	});

	test('without a time stay behind the one before', () => {
		expect(texts([turn('c', 3), turn('?', null), turn('a', 1)])).toEqual(['a', 'c', '?']);
		expect(texts([turn('?', null), turn('b', 2), turn('a', 1)])).toEqual(['?', 'a', 'b']);
	});

	test('in any order give the same record', () => {
		const turns = fc
			.uniqueArray(fc.integer({ min: 0, max: 1000 }), { minLength: 1 })
			.chain((times) =>
				fc.tuple(
					fc.constant(times.map((time) => turn(`at ${time}`, time))),
					fc.shuffledSubarray(
						times.map((time) => turn(`at ${time}`, time)),
						{ minLength: times.length },
					),
				),
			);
		fc.assert(
			fc.property(turns, ([ordered, shuffled]) => {
				const record = toTranscriptRecord('L', shuffled);
				expect(record).toEqual(toTranscriptRecord('L', ordered));
				const at = record.turns.map(({ at: time }) => time);
				expect(at).toEqual([...at].sort());
				expect(record.turns[0]?.offsetSeconds).toBe(0);
			}),
		);
	});
});

test('a summary has its moment and whose it is', () => {
	const summary = {
		call_id: 'L',
		summary: 'Good.',
		created_at: 1_778_682_824,
		name: 'Leo',
		ext_num: '3202',
	};

	expect(toSummaryRecord('L', 'caller', summary)).toEqual({
		...emptyCallRecord('yeastar', 'L'),
		summary: 'Good.',
		summaryMarkdown: 'Good.',
		transcribedAt: '2026-05-13T14:33:44.000Z',
		party: 'caller',
		extensionNumber: '3202',
		extensionName: 'Leo',
	});
});

test('whatever a record of the file is, it is read or told to be unreadable, and never throws', () => {
	const anything = fc.oneof(
		fc.anything({ maxDepth: 3 }),
		fc.record(
			{
				leg_id: fc.anything({ maxDepth: 1 }),
				time: fc.oneof(fc.constant('2026/06/01 10:00:00'), fc.anything({ maxDepth: 1 })),
				call_from: fc.anything({ maxDepth: 1 }),
				ring_duration: fc.anything({ maxDepth: 1 }),
				ai_transcription: fc.anything({ maxDepth: 3 }),
				ai_summary: fc.anything({ maxDepth: 1 }),
			},
			{ requiredKeys: [] },
		),
	);
	fc.assert(
		// as it comes out of a file
		fc.property(
			fc.json().chain(() => anything),
			(value) => {
				const raw = JSON.parse(JSON.stringify(value) ?? 'null') as unknown;
				const found = toCallRecord(raw, reading);
				if ('unreadable' in found) {
					expect(found.unreadable.reason).not.toBe('');
					expect(found.unreadable.key).toMatch(/^[0-9a-f]{16}$/);
				} else {
					const record = wholeRecordOf(found);
					const { hasTranscript, hasSummary } = found;
					expect(Object.keys(record)).toEqual(keys);
					expect([hasTranscript, hasSummary]).toEqual([
						record.transcript !== null,
						record.summary !== null,
					]);
					expect(found.raw).toBe(raw);
				}
			},
		),
		{ numRuns: 500 },
	);
});
