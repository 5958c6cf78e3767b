import type { PbxZone } from '../../../../nodes/Yeastar/api/time';
import { startOf } from '../../../../nodes/Yeastar/api/time';
import { toCallRecord } from '../../../../nodes/Yeastar/api/toCallRecord';
import { plainNumbers } from '../../../lab/support/numbers';

const MINUTE = 60_000;
const local = Date.UTC(2026, 5, 1, 10);
const today: PbxZone = { offsetToday: 0, unsureHours: 1 };
const guess: PbxZone = { offsetToday: 0, unsureHours: 14 };

/** How many minutes after the local time a call began by its first turn, last turn and length, in minutes as well. */
const shift = (zone: PbxZone, first: number, last: number, length: number | null, ring = 0) =>
	(startOf(local, zone, local + first * MINUTE, ring * MINUTE, undefined, {
		lastTurnAt: local + last * MINUTE,
		lengthMs: length === null ? null : length * MINUTE,
	}) -
		local) /
	MINUTE;

test('a call of two hours with a silent beginning keeps its start', () => {
	expect(shift(today, 70, 115, 120)).toBe(0);
	expect(shift(today, 70, 70, 120)).toBe(0);
	expect(shift({ name: 'Europe/Berlin' }, -50, -5, 120)).toBe(-120);
});

test("today's offset gives way where the turns lie outside the call", () => {
	expect(shift(today, 61, 119, 60)).toBe(60);
	expect(shift(today, -59, -1, 60)).toBe(-60);
});

test('the whole call counts, a minute after its end and five before its answering', () => {
	expect(shift(today, 65, 121, 120)).toBe(0);
	expect(shift(today, 65, 121.1, 120)).toBe(60);
	expect(shift(today, -5, 60, 120)).toBe(0);
	expect(shift(today, -5.1, 60, 120)).toBe(-60);
	expect(shift(today, -3, 60, 120, 2)).toBe(0);
	expect(shift(today, -3, 60, 120, 2.1)).toBe(-60);
});

test('a guess is no offset of today: the first turn decides among the starts that fit', () => {
	expect(shift(guess, 35, 40, 45)).toBe(30);
	expect(shift(guess, 70, 115, 120)).toBe(60);
	expect(shift(guess, 70, 145, 80)).toBe(60);
});

test('in a repeated hour the first turn decides among the starts that fit', () => {
	const autumn = Date.UTC(2026, 9, 25, 2, 30);
	const [first, second] = [Date.UTC(2026, 9, 25, 0, 30), Date.UTC(2026, 9, 25, 1, 30)];
	const start = (turn: number, last: number, lengthMs: number) =>
		startOf(autumn, { name: 'Europe/Berlin' }, turn, 0, undefined, { lastTurnAt: last, lengthMs });
	expect(start(second, second + 20 * MINUTE, 30 * MINUTE)).toBe(second);
	expect(start(second, second + 20 * MINUTE, 120 * MINUTE)).toBe(second);
	expect(start(second - 6 * MINUTE, second, 120 * MINUTE)).toBe(first);
});

test('without a length, or where no start fits it, the rule of the first turn holds', () => {
	expect(shift(today, 70, 115, null)).toBe(60);
	expect(shift(today, 70, 300, 120)).toBe(60);
	expect(shift(today, 300, 310, 0)).toBe(60);
});

test('a leg tells its last turn and its length', () => {
	const at = (minutes: number) => local + minutes * MINUTE;
	const turns = [at(115), at(70)].map((timestamp) => ({ content: 'Hi', timestamp }));
	const startedAt = (call_duration: number | null) => {
		const leg = { leg_id: 'L', time: '2026/06/01 10:00:00', call_duration };
		const raw = { ...leg, ai_transcription: [...turns, { content: 'No time' }] };
		const found = toCallRecord(raw, {
			zone: today,
			dateFormat: 'YYYY/MM/DD',
			numbers: plainNumbers,
		});
		return 'head' in found ? found.head.startedAt : null;
	};
	expect(startedAt(7200)).toBe('2026-06-01T10:00:00.000Z');
	expect(startedAt(3600)).toBe('2026-06-01T11:00:00.000Z');
	expect(startedAt(null)).toBe('2026-06-01T11:00:00.000Z');
});
