import { getCountryCallingCode, isSupportedCountry } from 'libphonenumber-js/min';

import { isExtension, sameNumber, toE164 } from './phoneNumber';

/**
 * Tells which numbers are the company's own: its extensions, of up to six digits, and those that the credential lists.
 *
 * @param list separated by commas, `*` at the end of one for all numbers that begin like it: `+15125550100, +1512777*`
 * @param country ISO 3166 code, or empty: how national numbers are read
 */
export function ownNumbers(
	list: string | null,
	country: string | null,
): (number: string | null) => boolean {
	const entries = (list ?? '').split(/[,;\n]/).map((entry) => entry.trim());
	const single = entries.filter((entry) => entry !== '' && !entry.endsWith('*'));
	const ranges = entries.filter((entry) => entry.endsWith('*') && /\d/.test(entry));
	return (number) => {
		if (number === null || number.trim() === '') return false;
		return (
			isExtension(number) ||
			single.some((entry) => sameNumber(entry, number, country)) ||
			ranges.some((entry) => begins(number, entry, country))
		);
	};
}

/** A range is written as the phone system writes numbers, in E.164, or as a national number of the country. */
function begins(number: string, range: string, country: string | null): boolean {
	const start = digitsOf(range);
	const international = toE164(number, country);
	if (range.startsWith('+')) return international.startsWith(`+${start}`);
	if (digitsOf(number).startsWith(start)) return true;
	const code = callingCodeOf(country);
	if (code === null) return false;
	// the zero is dialed before a national number, and no part of it
	const isNational = international.startsWith(`+${code}${start.replace(/^0/, '')}`);
	return isNational || (start.startsWith(code) && international.startsWith(`+${start}`));
}

function callingCodeOf(country: string | null): string | null {
	const code = country?.trim().toUpperCase() ?? '';
	return isSupportedCountry(code) ? getCountryCallingCode(code) : null;
}

function digitsOf(text: string): string {
	return text.replace(/\D/g, '');
}
