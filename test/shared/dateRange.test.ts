import fc from 'fast-check';
import { DateTime } from 'luxon';

import { momentOf } from '../../nodes/shared/dateRange';

const zone = 'America/New_York';

test.each([
	['2026-06-01T10:00:00', '2026-06-01T14:00:00Z'],
	['2026-06-01T10:00', '2026-06-01T14:00:00Z'],
	['2026-01-01', '2026-01-01T05:00:00Z'],
	['2026-06-01 10:00:00', '2026-06-01T14:00:00Z'],
	[' 2026-06-01T10:00:00.500Z ', '2026-06-01T10:00:00.500Z'],
	['2026-06-01T10:00:00+05:30', '2026-06-01T04:30:00Z'],
	['2026-W23-1', '2026-06-01T04:00:00Z'],
	['Mon, 01 Jun 2026 10:00:00 +0200', '2026-06-01T08:00:00Z'],
	// spring leaves this hour out
	['2026-03-08T02:30:00', '2026-03-08T07:30:00Z'],
])('%s', (text, expected) => {
	expect(momentOf(text, zone)).toBe(Date.parse(expected));
});

test.each([
	'',
	' ',
	'tomorrow',
	'2026-02-30',
	'2026-13-01',
	'01/06/2026',
	null,
	undefined,
	{},
	[],
	true,
	NaN,
	new Date(NaN),
	DateTime.invalid('x'),
])('%j is no moment', (value) => expect(momentOf(value, zone)).toBeNull());

test('dates of JavaScript and of luxon are what they are', () => {
	fc.assert(
		fc.property(fc.date({ noInvalidDate: true, min: new Date(0), max: new Date(4e12) }), (date) => {
			expect(momentOf(date, zone)).toBe(date.getTime());
			expect(momentOf(DateTime.fromJSDate(date, { zone: 'Asia/Tokyo' }), zone)).toBe(
				date.getTime(),
			);
			expect(momentOf(date.toISOString(), zone)).toBe(date.getTime());
		}),
	);
});

test('any text is a moment or none', () => {
	fc.assert(
		fc.property(fc.string(), (text) => {
			const moment = momentOf(text, zone);
			expect(moment === null || Number.isFinite(moment)).toBe(true);
		}),
	);
});
