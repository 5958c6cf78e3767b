import { getExampleNumber, parsePhoneNumberFromString } from 'libphonenumber-js/max';
import type { CountryCode } from 'libphonenumber-js/max';
import examples from 'libphonenumber-js/mobile/examples';

import { isExtension, sameNumber, toE164 } from '../../../nodes/shared/record/phoneNumber';

/** What is dialed before a country's code there. */
const COUNTRIES: Partial<Record<CountryCode, string>> = {
	US: '011',
	CA: '011',
	GB: '00',
	DE: '00',
	FR: '00',
	ES: '00',
	IT: '00',
	AU: '0011',
	CN: '00',
	MX: '00',
};

const numbers = Object.keys(COUNTRIES).flatMap((code) => {
	const country = code as CountryCode;
	const example = getExampleNumber(country, examples)!;
	return ['00', '25', '68', '99'].map((end) => {
		const e164 = example.number.slice(0, -2) + end;
		return { country, e164, parsed: parsePhoneNumberFromString(e164)! };
	});
});
const written = numbers.flatMap(({ country, e164, parsed }) => [
	{ country, e164, text: e164 },
	{ country, e164, text: parsed.formatNational() },
	{ country, e164, text: parsed.formatNational().replace(/\D/g, '') },
	{ country, e164, text: ` ${parsed.formatInternational().replace(/ /g, '-')} ` },
	{ country, e164, text: `${COUNTRIES[country]!}${e164.slice(1)}` },
]);

test('200 numbers of ten countries, written in five ways, are what libphonenumber reads', () => {
	expect(written).toHaveLength(200);
	const ours = written.map(({ text, country }) => toE164(text, country));
	expect(ours).toEqual(written.map(({ e164 }) => e164));
	expect(ours).toEqual(
		written.map(({ text, country }) => parsePhoneNumberFromString(text, country)?.number),
	);
});

test('without a country, international numbers are read and national ones stay as sent', () => {
	for (const { e164, parsed } of numbers) {
		expect(toE164(e164, '')).toBe(e164);
		expect(toE164(parsed.formatInternational(), null)).toBe(e164);
		expect(toE164(parsed.formatNational(), '')).toBe(parsed.formatNational());
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
	[null, null],
])('in the US %j is %j', (number, expected) => expect(toE164(number, 'US')).toBe(expected));

test('a country in small letters is one; what is none is like no country', () => {
	expect(toE164('030 123456', ' de ')).toBe('+4930123456');
	for (const country of ['', ' ', 'XX', 'Germany', null]) {
		expect(toE164('030 123456', country)).toBe('030 123456');
	}
});

test('an extension has up to six digits', () => {
	expect(['1', ' 3200 ', '123456'].filter(isExtension)).toHaveLength(3);
	expect(['', '1234567', '+123', '3 200', '12a', null].filter(isExtension)).toEqual([]);
});

describe('the same number', () => {
	test('is the same in whatever way two are written', () => {
		for (const { text, country, e164 } of written) {
			expect(sameNumber(text, e164, country)).toBe(true);
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
		expect(sameNumber(a, b, country)).toBe(true);
		expect(sameNumber(b, a, country)).toBe(true);
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
		expect(sameNumber(a, b, country)).toBe(false);
		expect(sameNumber(b, a, country)).toBe(false);
	});
});
