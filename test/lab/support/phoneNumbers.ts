import { getExampleNumber, parsePhoneNumberFromString } from 'libphonenumber-js/max';
import type { CountryCode } from 'libphonenumber-js/max';
import examples from 'libphonenumber-js/mobile/examples';

/** Ten countries, and what is dialed there before another country's code. */
export const COUNTRIES: Partial<Record<CountryCode, string>> = {
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

export const countries = Object.keys(COUNTRIES) as CountryCode[];

/** Four numbers of each country. */
export const numbers = countries.flatMap((country) => {
	const example = getExampleNumber(country, examples)!;
	return ['00', '25', '68', '99'].map((end) => {
		const e164 = example.number.slice(0, -2) + end;
		return { country, e164, parsed: parsePhoneNumberFromString(e164)! };
	});
});

/** 200 texts: each of the numbers in five ways. */
export const written = numbers.flatMap(({ country, e164, parsed }) => [
	{ country, e164, text: e164 },
	{ country, e164, text: parsed.formatNational() },
	{ country, e164, text: parsed.formatNational().replace(/\D/g, '') },
	{ country, e164, text: ` ${parsed.formatInternational().replace(/ /g, '-')} ` },
	{ country, e164, text: `${COUNTRIES[country]!}${e164.slice(1)}` },
]);
