import fc from 'fast-check';
import { DateTime, Settings } from 'luxon';

import { parseIsoDate, toUtcIso } from '../../../nodes/shared/isoDate';

const byLuxon = (text: string) => {
	const moment = DateTime.fromISO(text, { zone: 'utc' });
	return moment.isValid ? moment.toMillis() : null;
};

const digits = (min: number, max: number, length: number) =>
	fc.integer({ min, max }).map((number) => String(number).padStart(length, '0'));
const time = fc
	.tuple(
		fc.oneof(digits(1970, 2100, 4), digits(0, 9999, 4)),
		digits(0, 13, 2),
		digits(0, 32, 2),
		digits(0, 25, 2),
		digits(0, 61, 2),
		digits(0, 61, 2),
	)
	.map(([year, month, day, hour, minute, second]) => {
		return `${year}-${month}-${day}T${hour}:${minute}:${second}`;
	});
const fraction = fc.constantFrom(
	'',
	'.1',
	'.12',
	'.123',
	'.1239',
	'.999999',
	'.123456789',
	'.',
	',5',
);
const zone = fc.oneof(
	fc.constantFrom('', 'Z', 'z', '+0200', '+02', ' Z', '[Europe/Berlin]'),
	fc
		.tuple(fc.constantFrom('+', '-'), digits(0, 25, 2), digits(0, 61, 2))
		.map(([sign, hours, minutes]) => `${sign}${hours}:${minutes}`),
);

test('every form of a dated time is read as Luxon reads it', () => {
	fc.assert(
		fc.property(time, fraction, zone, (...parts) => {
			const text = parts.join('');
			const moment = byLuxon(text);
			expect(parseIsoDate(text)).toBe(moment);
			expect(toUtcIso(text)).toBe(moment === null ? null : new Date(moment).toISOString());
		}),
		{ numRuns: 5_000 },
	);
});

test('every day of a year that has one more, and of one that has not, and no other', () => {
	for (const year of [2024, 2025, 2100]) {
		for (let month = 1; month <= 12; month++) {
			for (let day = 0; day <= 32; day++) {
				const text = `${year}-${`${month}`.padStart(2, '0')}-${`${day}`.padStart(2, '0')}T10:00:00Z`;
				const moment = byLuxon(text);
				expect(parseIsoDate(text)).toBe(moment);
				expect(toUtcIso(text)).toBe(moment === null ? null : new Date(moment).toISOString());
			}
		}
	}
});

test('a real moment is read in the usual form', () => {
	const date = fc.date({ noInvalidDate: true, min: new Date(0), max: new Date(4e12) });
	fc.assert(
		fc.property(date, (moment) => {
			expect(parseIsoDate(moment.toISOString())).toBe(moment.getTime());
		}),
	);
});

test.each(['2026-02-30T10:00:00Z', '2026-13-01', 'yesterday', '10:15', 'T102030', '', ' '])(
	'"%s" is none',
	(text) => expect(parseIsoDate(text)).toBeNull(),
);

test('without a zone it is UTC, whatever the zone of the machine', () => {
	const { defaultZone } = Settings;
	Settings.defaultZone = 'Asia/Tokyo';
	try {
		expect(parseIsoDate('2026-06-04T10:15:00')).toBe(Date.UTC(2026, 5, 4, 10, 15));
		expect(parseIsoDate('20260604')).toBe(Date.UTC(2026, 5, 4));
	} finally {
		Settings.defaultZone = defaultZone;
	}
});
