import type { NumberReader } from './phoneNumber';
import { digitsOf, isExtension, numberReader } from './phoneNumber';

/** What a credential says about the numbers of its phone system. */
export interface NumberSettings {
	/** ISO 3166 code of the country whose national numbers the phone system writes, or empty if unknown. */
	country?: string | null;
	/**
	 * The company's own numbers, separated by commas. `*` at the end stands for all numbers that start the same:
	 * `+15125550100, +1512777*`.
	 */
	ownNumbers?: string | null;
}

/** How to read the numbers of one phone system, and which are the company's own. */
export interface Numbers extends NumberReader {
	/** Whether a number is inside: an extension, of up to six digits, or one of the company's own. */
	isOwn(this: void, number: string | null): boolean;
}

/** Reads the numbers of a phone system by its credential. Phone systems share no cache. */
export async function numbersOf({ country, ownNumbers }: NumberSettings): Promise<Numbers> {
	const reader = await numberReader(country);
	const entries = (ownNumbers ?? '').split(/[,;\n]/).map((entry) => entry.trim());
	const single = entries.filter((entry) => entry !== '' && !entry.endsWith('*'));
	const ranges = entries.filter((entry) => entry.endsWith('*') && /\d/.test(entry));
	const isOwn = (number: string | null) => {
		if (number === null || number.trim() === '') return false;
		return (
			isExtension(number) ||
			single.some((entry) => reader.isSame(entry, number)) ||
			ranges.some((entry) => begins(number, entry, reader))
		);
	};
	return { ...reader, isOwn };
}

/** A range is written as the phone system writes numbers, in E.164, or as a national number of the country. */
function begins(number: string, range: string, { toE164, callingCode }: NumberReader): boolean {
	const start = digitsOf(range);
	const international = toE164(number);
	if (range.startsWith('+')) return international.startsWith(`+${start}`);
	if (digitsOf(number).startsWith(start)) return true;
	if (callingCode === null) return false;
	// the zero is dialed before a national number, but is not part of it
	const isNational = international.startsWith(`+${callingCode}${start.replace(/^0/, '')}`);
	return isNational || (start.startsWith(callingCode) && international.startsWith(`+${start}`));
}
