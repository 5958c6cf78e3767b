import type { Reading } from '../../../../nodes/Yeastar/api/toCallRecord';
import {
	toCallRecord,
	toSummaryRecord,
	toTranscriptRecord,
} from '../../../../nodes/Yeastar/api/toCallRecord';
import type { YeastarTurn } from '../../../../nodes/Yeastar/api/schemas';
import { emptyCallRecord } from '../../../../nodes/shared/record/callRecord';
import { recordOf as wholeRecordOf } from '../../../../nodes/shared/found';
import { plainNumbers } from '../../../lab/support/numbers';

const reading: Reading = { zone: { name: 'UTC' }, dateFormat: 'MM/DD/YYYY', numbers: plainNumbers };
const leg = { leg_id: 'L', time: '06/04/2026 10:00:00' };
const recordOf = (raw: object, how: object = {}) => {
	const found = toCallRecord(raw, { ...reading, ...how });
	if ('unreadable' in found) throw new Error(found.unreadable.reason);
	return wholeRecordOf(found);
};
const turn = (more: Partial<YeastarTurn>): YeastarTurn => ({
	id: null,
	content: 'Hi',
	timestamp: null,
	source_number: '1',
	name: null,
	type: null,
	...more,
});
const turnsOf = (...turns: Partial<YeastarTurn>[]) =>
	toTranscriptRecord('L', turns.map(turn)).turns;

test.each([
	[{ time: 'soon' }, '"time" is not a date: soon'],
	[{ time: `${'very '.repeat(20)}soon` }, `"time" is not a date: ${'very '.repeat(8)}`],
	[{ leg_id: [] }, '"leg_id": expected text, got a list'],
])('a leg with %j is told as: %s', (more, reason) => {
	expect(toCallRecord({ ...leg, ...more }, reading)).toMatchObject({ unreadable: { reason } });
});

test('all that a leg tells', () => {
	const raw = {
		...leg,
		uid: 'U',
		call_type: 'Inbound',
		call_from: 'Ada<+491>',
		call_to: ' Leo Ball <3202>',
		status: 'ANSWERED',
		call_duration: 70,
		ring_duration: 5,
		talk_duration: 60,
		hold_duration: 6,
		ai_transcription: [
			{ source_number: '3202', content: 'Hello', timestamp: Date.UTC(2026, 5, 4, 10, 0, 7) },
			{ source_number: '+491', content: 'Hi', timestamp: Date.UTC(2026, 5, 4, 10, 0, 8) + 500 },
			{ source_number: '7', name: 'Eve', content: 'Me too', timestamp: 9e15 },
		],
		ai_summary: 'All good.',
	};

	expect(recordOf(raw)).toEqual({
		...emptyCallRecord('yeastar', 'L'),
		callId: 'U',
		startedAt: '2026-06-04T10:00:00.000Z',
		direction: 'inbound',
		status: 'ANSWERED',
		from: '+491',
		to: '3202',
		customerNumber: '+491',
		customerName: 'Ada',
		agentNumber: '3202',
		agentName: 'Leo Ball',
		durationSeconds: 70,
		ringSeconds: 5,
		talkSeconds: 60,
		holdSeconds: 6,
		transcript: 'Leo Ball: Hello\nAda: Hi\nEve: Me too',
		turns: [
			{
				speaker: 'Leo Ball',
				number: '3202',
				text: 'Hello',
				at: '2026-06-04T10:00:07.000Z',
				offsetSeconds: 7,
			},
			{
				speaker: 'Ada',
				number: '+491',
				text: 'Hi',
				at: '2026-06-04T10:00:08.500Z',
				offsetSeconds: 8.5,
			},
			{
				speaker: 'Eve',
				number: '7',
				text: 'Me too',
				// no date that there is
				at: null,
				offsetSeconds: (9e15 - Date.UTC(2026, 5, 4, 10)) / 1000,
			},
		],
		summary: 'All good.',
		summaryMarkdown: 'All good.',
	});
});

describe('the start of a leg', () => {
	const autumn = { ...leg, time: '10/25/2026 02:30:00' };
	const zone = { name: 'Europe/Berlin' };
	const firstTurn = (text: string) => ({
		ai_transcription: [{ content: 'Hi', timestamp: Date.parse(text) }],
	});

	test('in a repeated hour goes by its first turn, after the ringing', () => {
		const spoken = { ...autumn, ...firstTurn('2026-10-25T01:27:00Z') };
		expect(recordOf(spoken, { zone }).startedAt).toBe('2026-10-25T01:30:00.000Z');
		const rung = { ...spoken, ring_duration: 180 };
		expect(recordOf(rung, { zone }).startedAt).toBe('2026-10-25T00:30:00.000Z');
	});

	test('goes by the earliest turn that has a time, wherever it stands', () => {
		const [first] = firstTurn('2026-10-25T01:31:00Z').ai_transcription;
		const later = { ...first!, timestamp: first!.timestamp + 60_000 };
		const spoken = { ...autumn, ai_transcription: [{ content: '?' }, later, first!] };
		expect(recordOf(spoken, { zone }).startedAt).toBe('2026-10-25T01:30:00.000Z');
	});

	test('without turns goes by the range asked for', () => {
		const moment = Date.parse('2026-10-25T01:30:00Z');
		const range = { from: moment, through: moment };
		expect(recordOf(autumn, { zone, range }).startedAt).toBe('2026-10-25T01:30:00.000Z');
		expect(recordOf(autumn, { zone }).startedAt).toBe('2026-10-25T00:30:00.000Z');
	});

	test('has day and month as the PBX told, whatever its ID and turns say', () => {
		const other = { ...leg, leg_id: '20260406100000-8AA6D', ...firstTurn('2026-04-06T10:00:00Z') };
		expect(recordOf(other).startedAt).toBe('2026-06-04T10:00:00.000Z');
	});

	describe('where the order of day and month is not told', () => {
		const guess = { isTold: false };
		const [april, june] = ['2026-04-06T10:00:00.000Z', '2026-06-04T10:00:00.000Z'];
		const idOf = (leg_id: string) => recordOf({ ...leg, leg_id }, guess).startedAt;

		test('is the usual one where nothing decides it', () => {
			expect(idOf('L')).toBe(june);
		});

		test('goes by the first turn rather than by the ID', () => {
			const both = { ...leg, leg_id: '20260604100000-8AA6D', ...firstTurn('2026-04-06T10:00:00Z') };
			expect(recordOf(both, guess).startedAt).toBe(april);
			const noTime = {
				...leg,
				leg_id: '20260406100000-8AA6D',
				ai_transcription: [{ content: 'Hi' }],
			};
			expect(recordOf(noTime, guess).startedAt).toBe(april);
		});

		test.each([
			['20260406100000-8AA6D', april],
			['20260406235959-', april],
			['a20260406100000-8AA6D', june],
			['120260406100000-8AA6D', june],
			['202604061000001-8AA6D', june],
			['20260406100000', june],
			['20260406-100000-8AA6D', june],
			['20261306100000-8AA6D', june],
		])('an ID %s makes it %s', (legId, expected) => {
			expect(idOf(legId)).toBe(expected);
		});
	});
});

test('a transcript of nothing is a record with all keys', () => {
	expect(toTranscriptRecord('L', [])).toEqual(emptyCallRecord('yeastar', 'L'));
});

describe('turns', () => {
	test('that have no words or are no speech are left out', () => {
		const turns = turnsOf(
			{ content: null },
			{ content: 'a', type: 'speak' },
			{ content: 'b', type: 'tool' },
			{ content: 'c' },
		);
		expect(turns.map(({ text }) => text)).toEqual(['a', 'c']);
	});

	test('without ID that differ in words, speaker or moment are different ones', () => {
		expect(
			turnsOf({}, {}, { content: 'Ho' }, { source_number: '2' }, { timestamp: 1 }),
		).toHaveLength(4);
		expect(turnsOf({ id: 'a' }, { id: 'b' }, { id: 'a', content: 'Ho' })).toHaveLength(2);
	});

	test('without a time have no offset, nor has one after a first without', () => {
		const [first, second, third] = turnsOf(
			{ timestamp: 2000 },
			{ content: 'a' },
			{ timestamp: 4500 },
		);
		expect(first).toMatchObject({ at: '1970-01-01T00:00:02.000Z', offsetSeconds: 0 });
		expect(second).toMatchObject({ text: 'a', at: null, offsetSeconds: null });
		expect(third).toMatchObject({ at: '1970-01-01T00:00:04.500Z', offsetSeconds: 2.5 });
		expect(turnsOf({}, { timestamp: 4500 })[1]).toMatchObject({ offsetSeconds: null });
	});

	test('without a name are of a number, or of nobody', () => {
		expect(turnsOf({ name: 'Ada' })[0]).toMatchObject({ speaker: 'Ada', number: '1' });
		expect(turnsOf({})[0]).toMatchObject({ speaker: '1', number: '1' });
		expect(turnsOf({ source_number: null })[0]).toMatchObject({ speaker: null, number: null });
	});
});

test('no summary is a record with all keys', () => {
	const nobodys = { party: null, extensionNumber: null, extensionName: null };
	expect(toSummaryRecord('L', null, null)).toEqual({
		...emptyCallRecord('yeastar', 'L'),
		...nobodys,
	});
	const undated = { call_id: 'L', summary: null, created_at: null, name: null, ext_num: null };
	expect(toSummaryRecord('L', 'callee', undated)).toEqual({
		...emptyCallRecord('yeastar', 'L'),
		...nobodys,
		party: 'callee',
	});
});
