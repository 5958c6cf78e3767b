import type { CountryCode, PhoneNumber } from 'libphonenumber-js/min';
import { isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/min';

/** Extensions have up to six digits; no number of a network is that short, but for services that nobody is called from. */
const EXTENSION = /^\d{1,6}$/;
/** Fewer digits than this at a number's end may be those of two numbers. */
const MIN_NATIONAL_DIGITS = 7;

/** Whether a number is an extension of the phone system: up to six digits. */
export function isExtension(number: string | null): boolean {
	return EXTENSION.test(number?.trim() ?? '');
}

/**
 * A phone number in E.164, such as `+15125550100`, where it is international or the country tells how to read it; as it
 * was sent where it is an extension, a national number of no known country, or no number at all.
 *
 * @param country whose national numbers the phone system writes: ISO 3166 code, or empty where it is not known
 */
export function toE164(number: string, country: string | null): string;
export function toE164(number: string | null, country: string | null): string | null;
export function toE164(number: string | null, country: string | null): string | null {
	return read(number, country)?.number ?? number;
}

/**
 * Whether two texts are the same phone number, however each is written. Where the country is not known, a national number
 * is that of an international one whose digits it ends with.
 *
 * @param country as in `toE164`
 */
export function sameNumber(a: string, b: string, country: string | null): boolean {
	if (isExtension(a) || isExtension(b)) return a.trim() === b.trim();
	const [first, second] = [read(a, country), read(b, country)];
	if (first && second) return first.number === second.number;
	if (digitsOf(a) === '' || digitsOf(b) === '') return a.trim() === b.trim();
	if (digitsOf(a) === digitsOf(b)) return true;
	if (first) return isNational(b, first);
	return second ? isNational(a, second) : false;
}

/** What libphonenumber reads, if it is a number that can be dialed. */
function read(number: string | null, country: string | null): PhoneNumber | null {
	if (number === null || isExtension(number)) return null;
	// not taken out of a longer text: that is something else than a number
	const options = { defaultCountry: codeOf(country), extract: false };
	const parsed = parsePhoneNumberFromString(number.trim(), options);
	return parsed?.isPossible() ? parsed : null;
}

function codeOf(country: string | null): CountryCode | undefined {
	const code = country?.trim().toUpperCase() ?? '';
	return isSupportedCountry(code) ? code : undefined;
}

/** Whether a number without a country is this one: its digits but for what is dialed in front, a zero or the country's. */
function isNational(text: string, { nationalNumber, countryCallingCode }: PhoneNumber): boolean {
	const digits = digitsOf(text).replace(/^0+/, '');
	if (nationalNumber.length < MIN_NATIONAL_DIGITS) return false;
	return digits === nationalNumber || digits === `${countryCallingCode}${nationalNumber}`;
}

function digitsOf(text: string): string {
	return text.replace(/\D/g, '');
}
