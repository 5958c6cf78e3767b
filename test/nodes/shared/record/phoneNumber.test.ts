import fc from 'fast-check';
import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { parsePhoneNumberFromString as parseMin } from 'libphonenumber-js/min';

import type { NumberReader } from '../../../../nodes/shared/record/phoneNumber';
import { isExtension, numberReader } from '../../../../nodes/shared/record/phoneNumber';
import { countries, numbers, written } from '../../../lab/support/phoneNumbers';

/** By country; without one by `''`. */
const readers = new Map<string | null, NumberReader>();
const inCountry = (country: string | null) => readers.get(country)!;

beforeAll(async () => {
	for (const country of [...countries, '', null]) {
		readers.set(country, await numberReader(country));
	}
});

test('200 numbers of ten countries, written in five ways, are what libphonenumber reads', () => {
	expect(written).toHaveLength(200);
	const ours = written.map(({ text, country }) => inCountry(country).toE164(text));
	expect(ours).toEqual(written.map(({ e164 }) => e164));
	expect(ours).toEqual(
		written.map(({ text, country }) => parsePhoneNumberFromString(text, country)?.number),
	);
});

test('numbers of North America are what libphonenumber reads, read without it or with it', () => {
	const digits = fc.integer({ min: 0, max: 99_999_999_999 }).map((n) => `+1${n}`);
	fc.assert(
		fc.property(digits, fc.constantFrom('US', 'DE', ''), (number, country) => {
			const parsed = parseMin(number, country === '' ? undefined : country);
			const expected = parsed?.isPossible() ? parsed.number : number;
			expect(inCountry(country).toE164(number)).toBe(expected);
		}),
		{ numRuns: 500 },
	);
});

test('without a country, international numbers are read and national ones stay as sent', () => {
	for (const { e164, parsed } of numbers) {
		expect(inCountry('').toE164(e164)).toBe(e164);
		expect(inCountry(null).toE164(parsed.formatInternational())).toBe(e164);
		expect(inCountry('').toE164(parsed.formatNational())).toBe(parsed.formatNational());
	}
});

test.each([
	['3200', '3200'],
	['0', '0'],
	['911', '911'],
	['123456', '123456'],
	['(512) 555-0100', '+15125550100'],
	['+15125550100 ext. 7', '+15125550100'],
	['+1 512 555', '+1 512 555'],
	['+999 123 456 789', '+999 123 456 789'],
	['*97', '*97'],
	['anonymous', 'anonymous'],
	['call +15125550100 now', 'call +15125550100 now'],
	['', ''],
	[' ', ' '],
])('in the US %j is %j', (number, expected) => {
	expect(inCountry('US').toE164(number)).toBe(expected);
	expect(inCountry('US').toE164(number)).toBe(expected);
});

test('a country in small letters is one; what is none is like no country', async () => {
	expect((await numberReader(' de ')).toE164('030 123456')).toBe('+4930123456');
	for (const country of ['', ' ', 'XX', 'Germany', null, undefined]) {
		expect((await numberReader(country)).toE164('030 123456')).toBe('030 123456');
	}
});

test('more numbers than are remembered are read as well', () => {
	const { toE164 } = inCountry('DE');
	const many = Array.from({ length: 2_500 }, (_, n) => String(1_000_000 + n));
	for (const number of [...many, ...many]) expect(toE164(`030${number}`)).toBe(`+4930${number}`);
});

test('an extension has up to six digits', () => {
	expect(['1', ' 3200 ', '123456'].filter(isExtension)).toHaveLength(3);
	expect(['', '1234567', '+123', '3 200', '12a', null].filter(isExtension)).toEqual([]);
});

describe('the same number', () => {
	test('is the same in whatever way two are written', () => {
		for (const { text, country, e164 } of written) {
			expect(inCountry(country).isSame(text, e164)).toBe(true);
		}
	});

	test.each([
		['+1 (512) 555-0100', '15125550100', ''],
		['+15125550100', '512-555-0100', ''],
		['030 123456', '+49 30 123456', null],
		['030 123456', '030/123456', ''],
		['3200', ' 3200 ', 'US'],
		['anonymous', 'anonymous ', 'US'],
	])('%j is %j in %j', (a, b, country) => {
		expect(inCountry(country).isSame(a, b)).toBe(true);
		expect(inCountry(country).isSame(b, a)).toBe(true);
	});

	test.each([
		['+15125550100', '+15125550101', ''],
		['5125550100', '+15125550100', 'GB'],
		['5550100', '+15125550100', ''],
		['+15125550100', '030 123456', ''],
		['3200', '+153200', ''],
		['3200', '03200', ''],
		['100', '+15125550100', 'US'],
		['anonymous', 'unknown', ''],
		['anonymous', '+15125550100', ''],
		['', '+15125550100', ''],
	])('%j is not %j in %j', (a, b, country) => {
		expect(inCountry(country).isSame(a, b)).toBe(false);
		expect(inCountry(country).isSame(b, a)).toBe(false);
	});
});
