import { JsonNesting } from './jsonNesting';
import { joined } from './jsonRecords';

const OPEN_BRACE = 0x7b;
const COMMA = 0x2c;
const SPACE = 0x20;
/** How escapes of `_` and lowercase letters begin: with them, a key can be written in other ways. */
const ESCAPED_LETTERS = ['\\u005', '\\u006', '\\u007'].map((start) => Buffer.from(start));
const TEXT = /^[ \t\r\n]*:[ \t\r\n]*"([\x20\x21\x23-\x5b\x5d-\x7e]*)"/;
/** An ID is shorter. */
const MAX_VALUE_BYTES = 256;
/** No more of a longer object is searched: an ID is near the beginning. */
const HEAD_BYTES = 64 * 1024;

/**
 * Reads a string field of a JSON object from its bytes, without decoding the rest.
 *
 * @param name lowercase letters and `_`
 * @returns what `JSON.parse` would return; undefined where that is not certain: no such key near the beginning, another
 * type, an escape, a key that may appear twice. Invalid JSON after the field goes unnoticed.
 */
export function textField(name: string): (object: Buffer[]) => string | undefined {
	const key = Buffer.from(`"${name}"`);
	const doubts = [key, ...ESCAPED_LETTERS];
	const isDoubtful = (bytes: Buffer) => doubts.some((doubt) => bytes.includes(doubt));
	/** What may precede a seam when in doubt. */
	const reach = Math.max(...doubts.map(({ length }) => length)) - 1;
	return (object) => {
		const [head, rest] = cutHead(object);
		const end = endOfKey(head, key);
		if (end === undefined) return undefined;
		let before = head.subarray(end);
		if (isDoubtful(before)) return undefined;
		const value = TEXT.exec(before.toString('latin1', 0, MAX_VALUE_BYTES))?.[1];
		for (const piece of rest) {
			const seam = Buffer.concat([before.subarray(-reach), piece.subarray(0, reach)]);
			if (isDoubtful(seam) || isDoubtful(piece)) return undefined;
			before = piece.length < reach ? seam : piece;
		}
		return value;
	};
}

function cutHead(pieces: Buffer[]): [head: Buffer, rest: Buffer[]] {
	let count = 0;
	for (let bytes = 0; count < pieces.length && bytes < HEAD_BYTES; count++) {
		bytes += pieces[count]!.length;
	}
	return [joined(pieces.slice(0, count)), pieces.slice(count)];
}

/** Where a key of the object itself ends, not one of a nested object. */
function endOfKey(object: Buffer, key: Buffer): number | undefined {
	if (object[0] !== OPEN_BRACE) return undefined;
	const nesting = new JsonNesting();
	for (let at = 0; at === 0 || object[at] === COMMA; at = nesting.next(object, at + 1)) {
		let begin = at + 1;
		while (object[begin]! <= SPACE) begin++;
		const end = begin + key.length;
		if (object.subarray(begin, end).equals(key)) return end;
	}
	return undefined;
}
