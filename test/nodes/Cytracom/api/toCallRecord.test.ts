import fc from 'fast-check';
import { Settings } from 'luxon';

import { toCallRecord } from '../../../../nodes/Cytracom/api/toCallRecord';
import { recordOf as wholeRecordOf } from '../../../../nodes/shared/found';
import type { CallRecord } from '../../../../nodes/shared/record/callRecord';
import { emptyCallRecord } from '../../../../nodes/shared/record/callRecord';
import type { Numbers } from '../../../../nodes/shared/record/numbers';
import { numbersOf } from '../../../../nodes/shared/record/numbers';
import { exampleRow } from '../../../lab/support/cytracom';

let numbers: Numbers;
beforeAll(async () => {
	numbers = await numbersOf({ country: 'US', ownNumbers: '+15125550200' });
});

const recordOf = (changes: object): CallRecord => {
	const found = toCallRecord({ ...exampleRow, ...changes }, numbers);
	if ('unreadable' in found) throw new Error(found.unreadable.reason);
	return wholeRecordOf(found);
};
const reasonOf = (raw: unknown): string => {
	const found = toCallRecord(raw, numbers);
	return 'unreadable' in found ? found.unreadable.reason : '';
};

describe('times', () => {
	test.each([
		['2026-06-04T10:15:00Z', '2026-06-04T10:15:00.000Z'],
		['2026-06-04T10:15:00.123456Z', '2026-06-04T10:15:00.123Z'],
		['2026-06-04T10:15:00', '2026-06-04T10:15:00.000Z'],
		['2026-06-04T12:15:00+02:00', '2026-06-04T10:15:00.000Z'],
		['20260604T101500Z', '2026-06-04T10:15:00.000Z'],
		[' 2026-06-04T10:15:00Z ', '2026-06-04T10:15:00.000Z'],
		[1780568100, '2026-06-04T10:15:00.000Z'],
		['1780568100', '2026-06-04T10:15:00.000Z'],
		[1780568100123, '2026-06-04T10:15:00.123Z'],
		['1780568100.5', '2026-06-04T10:15:00.500Z'],
		[1780568100.123, '2026-06-04T10:15:00.123Z'],
		['100000000000', '1973-03-03T09:46:40.000Z'],
	])('%j', (time, expected) => {
		const { startedAt, transcribedAt } = recordOf({ start_time: time, created_at: time });

		expect([startedAt, transcribedAt]).toEqual([expected, expected]);
	});

	test.each([
		'2026-02-30T10:00:00Z',
		'2026-13-01',
		'yesterday',
		'10:15',
		'T102030',
		'Infinity',
		'1e99',
	])('%s is none: without a start the row cannot be read, without a creation it can', (time) => {
		expect(reasonOf({ ...exampleRow, start_time: time })).toBe(
			`"start_time" is not a date: ${time}`,
		);
		expect(recordOf({ created_at: time }).transcribedAt).toBeNull();
	});
});

test('a time without a zone is UTC, whatever the zone of the machine', () => {
	const { defaultZone } = Settings;
	Settings.defaultZone = 'Asia/Tokyo';
	try {
		expect(recordOf({ start_time: '2026-06-04T10:15:00' }).startedAt).toBe(
			'2026-06-04T10:15:00.000Z',
		);
	} finally {
		Settings.defaultZone = defaultZone;
	}
});

test('of a start that is no date 40 characters are told', () => {
	expect(reasonOf({ ...exampleRow, start_time: 'at noon '.repeat(9) })).toBe(
		`"start_time" is not a date: ${'at noon '.repeat(5)}`,
	);
});

describe('what is nothing', () => {
	const nothing = [undefined, null, '', '  '];

	test.each(nothing)('%j is null in every key that may be empty', (value) => {
		const { id, callId, startedAt, ...rest } = recordOf(
			Object.fromEntries(
				Object.keys(exampleRow)
					.filter((key) => key !== 'linked_id' && key !== 'start_time')
					.map((key) => [key, value]),
			),
		);

		expect([id, callId]).toEqual([exampleRow.linked_id, exampleRow.linked_id]);
		expect({ ...rest, id: null, callId: null, startedAt: null }).toEqual(
			emptyCallRecord('cytracom'),
		);
		expect(startedAt).not.toBeNull();
	});

	test.each(nothing)('%j is no ID and no start', (value) => {
		expect(reasonOf({ ...exampleRow, linked_id: value })).toContain('"linked_id"');
		expect(reasonOf({ ...exampleRow, start_time: value })).toContain('"start_time"');
	});
});

test.each([
	['184', 184],
	[184.5, 184.5],
	['0', 0],
	[0, 0],
])('a length of %j', (duration_seconds, expected) => {
	expect(recordOf({ duration_seconds }).durationSeconds).toBe(expected);
});

test('numbers are taken where texts are due', () => {
	expect(recordOf({ linked_id: 1780568100.5, caller: 200, callee: 201 })).toMatchObject({
		id: '1780568100.5',
		from: '200',
		to: '201',
	});
});

test('who speaks comes from the text', () => {
	const { turns, transcript } = recordOf({
		transcript: 'Agent: Hello.\nCustomer: Hi,\nit is me.',
	});

	expect(turns.map(({ speaker, text }) => [speaker, text])).toEqual([
		['Agent', 'Hello.'],
		['Customer', 'Hi,\nit is me.'],
	]);
	expect(transcript).toBe('Agent: Hello.\nCustomer: Hi, it is me.');
});

test('whatever comes, it is a whole record or a reason, and nothing is thrown', () => {
	const row = fc.record(
		Object.fromEntries(
			Object.entries(exampleRow).map(([key, value]) => [
				key,
				fc.oneof(fc.constant<unknown>(value), fc.anything()),
			]),
		),
		{ requiredKeys: [] },
	);
	const keys = Object.keys(emptyCallRecord('cytracom'));
	fc.assert(
		fc.property(fc.oneof(row, fc.jsonValue()), (raw) => {
			const json = JSON.parse(JSON.stringify(raw)) as unknown;
			const found = toCallRecord(json, numbers);
			if ('unreadable' in found) return void expect(found.unreadable.reason).not.toBe('');
			expect(found.raw).toBe(json);
			const record = wholeRecordOf(found);
			const { hasTranscript, hasSummary } = found;
			const { startedAt } = found.head;
			expect(Object.keys(record)).toEqual(keys);
			expect(new Date(startedAt!).toISOString()).toBe(startedAt);
			expect([hasTranscript, hasSummary]).toEqual([
				record.transcript !== null,
				record.summary !== null,
			]);
		}),
	);
});

test('the same unreadable row is known again by its key, another is not', () => {
	const keyOf = (raw: unknown) => {
		const found = toCallRecord(raw, numbers);
		return 'unreadable' in found ? found.unreadable.key : undefined;
	};

	expect(keyOf({ linked_id: 'A' })).toBe(keyOf({ linked_id: 'A' }));
	expect(keyOf({ linked_id: 'A' })).not.toBe(keyOf({ linked_id: 'B' }));
});
