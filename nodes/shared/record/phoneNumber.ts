import type * as PhoneLibrary from './phoneLibrary';

/** Extensions have up to six digits. The only public numbers that short are services, which call nobody. */
const EXTENSION = /^\d{1,6}$/;
/** Most North American numbers: libphonenumber reads them the same way, but takes a hundred times as long. */
const NORTH_AMERICAN = /^\+1[2-9]\d{9}$/;
/** Fewer digits than this may end two different numbers. */
const MIN_NATIONAL_DIGITS = 7;
/** Lists repeat fewer numbers than this; any more are read again. */
const MAX_REMEMBERED = 2_000;

/** What is known about a number. */
interface PhoneNumber {
	/** In E.164. */
	number: string;
	countryCallingCode: string;
	nationalNumber: string;
}

/** Reads the numbers of one phone system, and caches them for its lifetime. */
export interface NumberReader {
	/** Of the country whose national numbers the phone system writes, such as `49`; null if unknown. */
	callingCode: string | null;
	/**
	 * A number in E.164, such as `+15125550100`, if it is international or the country is known; unchanged if it is an
	 * extension, a national number of an unknown country, or not a number.
	 */
	toE164(this: void, number: string): string;
	/** A number as people read it, such as `+1 512 555 0143`; as it was sent where it has no form in E.164. */
	forReading(this: void, number: string): string;
	/**
	 * Whether two strings are the same phone number, in any format. If the country is unknown, a national number matches
	 * an international one that ends with its digits.
	 */
	isSame(this: void, a: string, b: string): boolean;
}

/** @param country ISO 3166 code; empty or invalid if unknown */
export async function numberReader(country: string | null | undefined): Promise<NumberReader> {
	// not loaded with the nodes: its metadata takes longer to load than all of them
	const lib: typeof PhoneLibrary = await import('libphonenumber-js/min');
	const code = country?.trim().toUpperCase() ?? '';
	const defaultCountry = lib.isSupportedCountry(code) ? code : undefined;
	const parse = (number: string): PhoneNumber | null => {
		if (isExtension(number)) return null;
		// not taken out of longer text, which is not a number
		const options = { defaultCountry, extract: false };
		const parsed = lib.parsePhoneNumberFromString(number.trim(), options);
		return parsed?.isPossible() ? parsed : null;
	};
	const read = remembering((number) => northAmerican(number) ?? parse(number));
	return {
		callingCode: defaultCountry ? lib.getCountryCallingCode(defaultCountry) : null,
		toE164: (number) => read(number)?.number ?? number,
		forReading: remembering((number) => {
			const known = read(number);
			const parsed = known && lib.parsePhoneNumberFromString(known.number);
			return parsed?.formatInternational() ?? number;
		}),
		isSame: (a, b) => {
			if (isExtension(a) || isExtension(b)) return a.trim() === b.trim();
			const [first, second] = [read(a), read(b)];
			if (first && second) return first.number === second.number;
			if (digitsOf(a) === '' || digitsOf(b) === '') return a.trim() === b.trim();
			if (digitsOf(a) === digitsOf(b)) return true;
			if (first) return isNational(b, first);
			return second ? isNational(a, second) : false;
		},
	};
}

/** Whether a number is an extension of the phone system: up to six digits. */
export function isExtension(number: string | null): boolean {
	return EXTENSION.test(number?.trim() ?? '');
}

/** The digits of a number, whatever is between them. */
export function digitsOf(text: string): string {
	return text.replace(/\D/g, '');
}

function northAmerican(number: string): PhoneNumber | null {
	if (!NORTH_AMERICAN.test(number)) return null;
	return { number, countryCallingCode: '1', nationalNumber: number.slice(2) };
}

/** Whether a number without a country is this one: the same digits except for a dialed prefix, a zero or the country's. */
function isNational(text: string, { nationalNumber, countryCallingCode }: PhoneNumber): boolean {
	const digits = digitsOf(text).replace(/^0+/, '');
	if (nationalNumber.length < MIN_NATIONAL_DIGITS) return false;
	return digits === nationalNumber || digits === `${countryCallingCode}${nationalNumber}`;
}

function remembering<T>(ask: (key: string) => T): (key: string) => T {
	const answers = new Map<string, T>();
	return (key) => {
		if (answers.has(key)) return answers.get(key)!;
		const answer = ask(key);
		if (answers.size >= MAX_REMEMBERED) answers.clear();
		answers.set(key, answer);
		return answer;
	};
}
