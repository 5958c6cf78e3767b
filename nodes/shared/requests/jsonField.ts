import { JsonNesting } from './jsonNesting';

const OPEN_BRACE = 0x7b;
const COMMA = 0x2c;
const SPACE = 0x20;
/** The beginnings of the escapes of `_` and of small letters: with them a key can be written in other ways. */
const ESCAPED_LETTERS = ['\\u005', '\\u006', '\\u007'].map((start) => Buffer.from(start));
const TEXT = /^[ \t\r\n]*:[ \t\r\n]*"([\x20\x21\x23-\x5b\x5d-\x7e]*)"/;
/** An ID is shorter. */
const MAX_VALUE_BYTES = 256;

/**
 * Reads a text of a JSON object from its bytes, without decoding the rest.
 *
 * @param name small letters and `_`
 * @returns what `JSON.parse` would give; undefined where that is not certain: no such key, another type, an escape, a key
 * that may come twice. An object that is not valid JSON behind the text is not noticed.
 */
export function textField(name: string): (object: Buffer) => string | undefined {
	const key = Buffer.from(`"${name}"`);
	const doubts = [key, ...ESCAPED_LETTERS];
	return (object) => {
		if (object[0] !== OPEN_BRACE) return undefined;
		const nesting = new JsonNesting();
		for (let at = 0; at === 0 || object[at] === COMMA; at = nesting.next(object, at + 1)) {
			let begin = at + 1;
			while (object[begin]! <= SPACE) begin++;
			const end = begin + key.length;
			if (!object.subarray(begin, end).equals(key)) continue;
			const value = TEXT.exec(object.toString('latin1', end, end + MAX_VALUE_BYTES))?.[1];
			return doubts.some((doubt) => object.includes(doubt, end)) ? undefined : value;
		}
		return undefined;
	};
}
