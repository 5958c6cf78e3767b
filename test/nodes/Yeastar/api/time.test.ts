import fc from 'fast-check';
import { IANAZone } from 'luxon';

import type { PbxZone } from '../../../../nodes/Yeastar/api/time';
import {
	DATE_FORMATS,
	ISO_8601,
	formatLocal,
	formatRange,
	offsetOf,
	parseLocal,
	parseLocalNear,
	readDisplayFormat,
	startOf,
	toLocalRange,
} from '../../../../nodes/Yeastar/api/time';

const HOUR = 3_600_000;
const zones = [
	'Europe/Berlin',
	'America/New_York',
	'Asia/Kolkata',
	'Australia/Sydney',
	'America/St_Johns',
	'UTC',
];
/** Whole seconds of some years. */
const moments = fc
	.integer({ min: Date.UTC(2024, 0, 1) / 1000, max: Date.UTC(2028, 0, 1) / 1000 })
	.map((seconds) => seconds * 1000);
const formats = fc.record({ date: fc.constantFrom(...DATE_FORMATS), twelveHour: fc.boolean() });
const localOf = (moment: number, zone: string) =>
	moment + IANAZone.create(zone).offset(moment) * 60_000;

describe('readDisplayFormat', () => {
	test.each([
		['hh:mm:ss', false],
		['HH:mm:ss', false],
		['hh:mm:ss AM', true],
		['hh:mm:ss am/pm', true],
		['hh:mm:ss PM', true],
		['hh:mm:ss A', true],
		['hh:mm:ss a', true],
		['h:mm:ss tt', true],
		['', false],
	])('%s has 12 hours: %s', (time, twelveHour) => {
		expect(readDisplayFormat('DD/MM/YYYY', time)).toEqual({ date: 'DD/MM/YYYY', twelveHour });
	});
});

describe('formatLocal', () => {
	const local = Date.UTC(2026, 1, 3, 15, 4, 5);

	test.each([
		['YYYY/MM/DD', false, '2026/02/03 15:04:05'],
		['MM/DD/YYYY', false, '02/03/2026 15:04:05'],
		['DD-MM-YYYY', true, '03-02-2026 03:04:05 PM'],
		['DD.MM.YYYY', true, '03.02.2026 03:04:05 PM'],
	])('%s, 12 hours: %s', (date, twelveHour, expected) => {
		expect(formatLocal(local, { date, twelveHour })).toBe(expected);
	});

	test.each([
		[0, '12:00:00 AM'],
		[11, '11:00:00 AM'],
		[12, '12:00:00 PM'],
		[23, '11:00:00 PM'],
	])('hour %d is %s', (hour, expected) => {
		const text = formatLocal(Date.UTC(2026, 0, 1, hour), { date: 'YYYY/MM/DD', twelveHour: true });
		expect(text).toBe(`2026/01/01 ${expected}`);
	});

	test('is read back by parseLocal, in every format', () => {
		fc.assert(
			fc.property(moments, formats, (local_, format) => {
				expect(parseLocal(formatLocal(local_, format), format.date)).toBe(local_);
			}),
		);
	});
});

test.each([
	['04/06/2026 10:00:00', 'MM/DD/YYYY', '2026-06-04', '2026-06-04T10:00:00Z'],
	['04/06/2026 10:00:00', 'MM/DD/YYYY', '2026-04-05', '2026-04-06T10:00:00Z'],
	['06.04.2026 10:00:00', 'DD.MM.YYYY', '2026-06-04', '2026-06-04T10:00:00Z'],
	['13/06/2026 10:00:00', 'MM/DD/YYYY', '2026-01-01', '2026-06-13T10:00:00Z'],
	['2026/06/04 10:00:00', 'DD/MM/YYYY', '2026-04-06', '2026-06-04T10:00:00Z'],
])('where the order is a guess, "%s" (%s) near %s is %s', (text, format, near, expected) => {
	const moment = Date.parse(near);

	expect(parseLocalNear(text, format, { from: moment, through: moment })).toBe(
		Date.parse(expected),
	);
});

describe('parseLocal', () => {
	test.each([
		['2026/05/09 21:49:21', 'YYYY/MM/DD', '2026-05-09T21:49:21Z'],
		['2026-05-09 21:49:21', 'DD/MM/YYYY', '2026-05-09T21:49:21Z'],
		['2026-05-09T21:49:21', 'DD/MM/YYYY', '2026-05-09T21:49:21Z'],
		['09/05/2026 21:49:21', 'DD/MM/YYYY', '2026-05-09T21:49:21Z'],
		['05/09/2026 21:49:21', 'MM/DD/YYYY', '2026-05-09T21:49:21Z'],
		['05/09/2026 21:49:21', '', '2026-05-09T21:49:21Z'],
		['9.5.2026 9:49 p.m.', 'D.M.YYYY', '2026-05-09T21:49:00Z'],
		['2026/05/09 12:00:00 AM', 'YYYY/MM/DD', '2026-05-09T00:00:00Z'],
		['2026/05/09 12:00:00 PM', 'YYYY/MM/DD', '2026-05-09T12:00:00Z'],
		['2026/05/09 00:10:00 AM', 'YYYY/MM/DD', '2026-05-09T00:10:00Z'],
		['2026/05/09 21:49:21 PM', 'YYYY/MM/DD', '2026-05-09T21:49:21Z'],
		['  2026/05/09   21:49:21.705 ', 'YYYY/MM/DD', '2026-05-09T21:49:21Z'],
	])('%s in %s', (text, format, expected) => {
		expect(parseLocal(text, format)).toBe(Date.parse(expected));
	});

	test.each([
		'',
		'yesterday',
		'2026/02/30 10:00:00',
		'2026/05/09',
		'2026/05/09 25:00:00',
		'13/13/2026 10:00:00',
		'1778334561',
	])('"%s" is none', (text) => expect(parseLocal(text, 'MM/DD/YYYY')).toBeNull());

	test('never throws', () => {
		fc.assert(
			fc.property(fc.string(), fc.string(), (text, format) => {
				const parsed = parseLocal(text, format);
				expect(parsed === null || Number.isFinite(parsed)).toBe(true);
			}),
		);
	});
});

describe('offsetOf', () => {
	test.each([NaN, Infinity, -Infinity, 15 * 3_600_000, -15 * 3_600_000, 8.64e15])(
		'is unknown where the two moments are %d ms apart',
		(apart) => {
			const utc = 1_778_334_561_000;

			expect(offsetOf(utc + apart, utc)).toBeNull();
		},
	);

	test.each([-720, -210, 0, 330, 345, 480, 840])('%d minutes, some seconds off', (offset) => {
		for (const seconds of [-400, 0, 400]) {
			const local = 1_778_334_561_000 + offset * 60_000 + seconds * 1000;
			// no -0
			expect(offsetOf(local, 1_778_334_561_000)! + 0).toBe(offset);
		}
	});
});

describe('the range that the PBX is asked for', () => {
	const ranges = fc
		.tuple(moments, fc.integer({ min: 0, max: 72 * 3600 }))
		.map(([from, seconds]) => ({
			from,
			through: from + seconds * 1000,
		}));

	test('holds the local time of every moment in it', () => {
		fc.assert(
			fc.property(
				ranges,
				fc.constantFrom(...zones),
				fc.double({ min: 0, max: 1, noNaN: true }),
				(range, name, part) => {
					const moment =
						range.from + Math.floor((part * (range.through - range.from)) / 1000) * 1000;
					const { from, through } = toLocalRange(range, { name });
					expect(localOf(moment, name)).toBeGreaterThanOrEqual(from);
					expect(localOf(moment, name)).toBeLessThanOrEqual(through);
				},
			),
		);
	});

	test('is no more than an hour wider at each end', () => {
		fc.assert(
			fc.property(ranges, fc.constantFrom(...zones), (range, name) => {
				const { from, through } = toLocalRange(range, { name });
				expect(localOf(range.from, name) - from).toBeLessThanOrEqual(HOUR);
				expect(through - localOf(range.through, name)).toBeLessThanOrEqual(HOUR);
			}),
		);
	});

	test("is wider by what today's offset is unsure of", () => {
		const range = { from: Date.UTC(2026, 0, 1), through: Date.UTC(2026, 0, 2) };
		expect(toLocalRange(range, { offsetToday: 60, unsureHours: 1 })).toEqual({
			from: range.from,
			through: range.through + 2 * HOUR,
		});
	});

	test('is written in the format of the PBX, a second wider, or in ISO 8601', () => {
		const range = { from: Date.UTC(2026, 0, 1), through: Date.UTC(2026, 0, 2) };
		const zone = { name: 'Europe/Berlin' };
		expect(formatRange(range, zone, { date: 'DD/MM/YYYY', twelveHour: true })).toEqual({
			start_time: '01/01/2026 12:59:59 AM',
			end_time: '02/01/2026 01:00:01 AM',
		});
		expect(formatRange(range, zone, { date: ISO_8601, twelveHour: false })).toEqual({
			start_time: '2025-12-31T23:59:59Z',
			end_time: '2026-01-02T00:00:01Z',
		});
	});
});

describe('when a call began', () => {
	const ringings = fc.integer({ min: 0, max: 60 }).map((seconds) => seconds * 1000);
	const silences = fc.integer({ min: 0, max: 20 * 60 }).map((seconds) => seconds * 1000);
	const expectFound = (zone: (name: string) => PbxZone) =>
		fc.assert(
			fc.property(
				moments,
				fc.constantFrom(...zones),
				ringings,
				silences,
				(moment, name, ring, silence) => {
					const firstTurn = moment + ring + silence;
					expect(startOf(localOf(moment, name), zone(name), firstTurn, ring)).toBe(moment);
				},
			),
			{ numRuns: 500 },
		);

	test('is found by its first turn, in a named zone', () => expectFound((name) => ({ name })));

	test("is found by its first turn, from today's offset, whichever half of the year it is", () => {
		for (const today of [Date.UTC(2026, 0, 15), Date.UTC(2026, 6, 15)]) {
			expectFound((name) => ({
				offsetToday: IANAZone.create(name).offset(today),
				unsureHours: 1,
			}));
		}
	});

	test('is found by its first turn, from a guess', () =>
		expectFound(() => ({ offsetToday: 0, unsureHours: 14 })));

	test('without turns it is what the zone says', () => {
		fc.assert(
			fc.property(moments, fc.constantFrom(...zones), (moment, name) => {
				const local = localOf(moment, name);
				const start = startOf(local, { name }, null, 0);
				expect(localOf(start, name)).toBe(local);
				expect(Math.abs(start - moment)).toBeLessThanOrEqual(HOUR);
			}),
		);
	});

	test('without turns, a repeated hour is the one in the range asked for', () => {
		const [first, second] = [Date.UTC(2026, 9, 25, 0, 30), Date.UTC(2026, 9, 25, 1, 30)];
		const local = Date.UTC(2026, 9, 25, 2, 30);
		const zone = { name: 'Europe/Berlin' };
		for (const moment of [first, second]) {
			const around = { from: moment - 60_000, through: moment + 60_000 };
			expect(startOf(local, zone, null, 0, around)).toBe(moment);
		}
		expect(startOf(local, zone, null, 0)).toBe(first);
	});

	test('an hour that spring leaves out counts as before the change', () => {
		const local = Date.UTC(2026, 2, 29, 2, 30);
		expect(startOf(local, { name: 'Europe/Berlin' }, null, 0)).toBe(Date.UTC(2026, 2, 29, 1, 30));
	});

	test('a first turn that fits nowhere changes nothing', () => {
		const zone = { offsetToday: 480, unsureHours: 1 };
		const local = Date.UTC(2026, 4, 9, 21, 49, 21);
		expect(startOf(local, zone, 0, 0)).toBe(Date.UTC(2026, 4, 9, 13, 49, 21));
	});
});
