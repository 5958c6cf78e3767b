import { JsonNesting } from './jsonNesting';

const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const COMMA = 0x2c;
/** For strings above about 128 kB, V8 allocates separate memory, which takes longer than decoding. */
const LONG_BYTES = 32 * 1024;
/** The answer, its data, and their list. */
const MAX_LEVELS = 3;
const KEY = /^[ \t\r\n]*("(?:[^"\\]|\\.)*")[ \t\r\n]*:/;
const BLANK = /^[ \t\r\n]*$/;
const MAX_KEY_BYTES = 256;

/**
 * What `JSON.parse` returns for UTF-8 text. Long text is read part by part, several times as fast; if it does not split
 * into valid parts, it is read as a whole, which shows what is wrong with it.
 *
 * @throws SyntaxError
 */
export function parseJson(bytes: Buffer, longBytes = LONG_BYTES): unknown {
	return read(bytes, longBytes, MAX_LEVELS);
}

function read(bytes: Buffer, longBytes: number, levels: number): unknown {
	if (bytes.length > longBytes && levels > 0) {
		try {
			const part = (one: Buffer) => read(one, longBytes, levels - 1);
			if (bytes[0] === OPEN_BRACKET) return readList(bytes, part);
			if (bytes[0] === OPEN_BRACE) return readObject(bytes, part);
		} catch {
			// read as a whole
		}
	}
	return JSON.parse(bytes.toString()) as unknown;
}

const readList = (bytes: Buffer, read: (one: Buffer) => unknown): unknown[] =>
	[...partsOf(bytes, CLOSE_BRACKET)].map(read);

function readObject(bytes: Buffer, read: (one: Buffer) => unknown): object {
	const members = [...partsOf(bytes, CLOSE_BRACE)].map((member): [string, unknown] => {
		const [head, key] = KEY.exec(member.toString('latin1', 0, MAX_KEY_BYTES))!;
		const value = read(member.subarray(head.length));
		return [JSON.parse(Buffer.from(key!, 'latin1').toString()) as string, value];
	});
	return Object.fromEntries(members);
}

/** The parts between the separators. @throws SyntaxError if it does not end as it should */
function* partsOf(bytes: Buffer, close: number): Generator<Buffer> {
	const nesting = new JsonNesting();
	for (let begin = 1, end = begin; ; begin = end + 1) {
		end = nesting.next(bytes, begin);
		yield bytes.subarray(begin, end);
		if (bytes[end] === COMMA) continue;
		if (bytes[end] === close && BLANK.test(bytes.toString('latin1', end + 1))) return;
		throw new SyntaxError('not closed');
	}
}
