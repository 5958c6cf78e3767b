const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const SPACE = 0x20;
const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf];

/** A call of an hour is some 100 kB: one record of more than this is no record. */
const MAX_RECORD_BYTES = 64 * 1024 * 1024;
/** How much of an answer that is no list is kept, to tell what came instead. */
const MAX_OTHER_BYTES = 64 * 1024;

/** The document is JSON or text, but no list: `text` is its beginning. */
export class NotAListError extends Error {
	override readonly name = 'NotAListError';

	constructor(readonly text: string) {
		super('The document is not a JSON list.');
	}
}

/** The document ended before its list did, or one of its records never ends. */
export class CutOffError extends Error {
	override readonly name = 'CutOffError';
}

/**
 * Cuts a JSON list that arrives in pieces into the texts of its elements, without holding more than one of them: a file
 * of any size costs the memory of its largest record. It counts brackets outside strings and leaves the reading of each
 * element to `JSON.parse`.
 *
 * @throws NotAListError if the document does not begin with `[`
 * @throws CutOffError if it ends before its closing `]`
 */
export async function* splitJsonList(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
	/** 0 before the list, 1 between its elements, 2 and more inside one. */
	let depth = 0;
	let inString = false;
	/** The chunk before ended in an odd number of backslashes. */
	let escaped = false;
	let ended = false;
	let pending: Buffer[] = [];
	let pendingBytes = 0;
	const other: Buffer[] = [];
	let otherBytes = 0;

	for await (const piece of chunks) {
		const chunk = Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength);
		let at = 0;
		if (depth === 0 && !ended) {
			while (at < chunk.length && (chunk[at]! <= SPACE || BYTE_ORDER_MARK.includes(chunk[at]!)))
				at++;
			if (at === chunk.length) continue;
			if (other.length > 0 || chunk[at] !== OPEN_BRACKET) {
				other.push(chunk.subarray(at));
				otherBytes += chunk.length - at;
				if (otherBytes > MAX_OTHER_BYTES) break;
				continue;
			}
			depth = 1;
			at++;
		}
		let begin = at;
		while (at < chunk.length && !ended) {
			if (inString) {
				const quote = chunk.indexOf(QUOTE, at);
				const end = quote === -1 ? chunk.length : quote;
				let slashes = end;
				while (slashes > at && chunk[slashes - 1] === BACKSLASH) slashes--;
				const odd: boolean = ((end - slashes) % 2 === 1) !== (escaped && slashes === at);
				escaped = quote === -1 && odd;
				if (quote !== -1 && !odd) inString = false;
				at = end + 1;
				continue;
			}
			const byte = chunk[at]!;
			if (byte === QUOTE) inString = true;
			else if (byte === OPEN_BRACE || byte === OPEN_BRACKET) depth++;
			else if (byte === CLOSE_BRACE || (byte === CLOSE_BRACKET && depth > 1)) depth--;
			else if (depth === 1 && (byte === COMMA || byte === CLOSE_BRACKET)) {
				const element = elementText(pending, chunk, begin, at);
				if (element !== '') yield element;
				pending = [];
				pendingBytes = 0;
				begin = at + 1;
				ended = byte === CLOSE_BRACKET;
			}
			at++;
		}
		if (ended) continue;
		pending.push(chunk.subarray(begin));
		pendingBytes += chunk.length - begin;
		if (pendingBytes > MAX_RECORD_BYTES) throw new CutOffError('A record of the list never ends.');
	}
	if (other.length > 0) {
		throw new NotAListError(Buffer.concat(other).toString('utf8', 0, MAX_OTHER_BYTES));
	}
	if (!ended) throw new CutOffError('The list was cut off before its end.');
}

function elementText(pending: Buffer[], chunk: Buffer, begin: number, end: number): string {
	if (pending.length === 0) return chunk.toString('utf8', begin, end).trim();
	return Buffer.concat([...pending, chunk.subarray(begin, end)])
		.toString('utf8')
		.trim();
}
