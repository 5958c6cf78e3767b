import { JsonNesting } from './jsonNesting';

const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;
const CLOSE_BRACE = 0x7d;
const SPACE = 0x20;
const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf];

/** An hour-long call is about 100 kB: anything larger is not a record. */
const MAX_RECORD_BYTES = 64 * 1024 * 1024;
/** How much of an answer that is not a list is kept, to report what arrived instead. */
const MAX_OTHER_BYTES = 64 * 1024;

/** The document is JSON or text, but not a list: `text` is its beginning. */
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
 * Cuts a JSON list that arrives in pieces into its elements, without holding more than one of them: a file of any size
 * costs the memory of its largest record. It counts brackets outside texts and leaves the reading of each element to
 * `JSON.parse`.
 *
 * @returns the bytes of each, without leading blanks: views of the pieces that they arrived in, usually of one
 * @throws NotAListError if the document does not begin with `[`
 * @throws CutOffError if it ends before its closing `]`
 */
export async function* splitJsonList(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer[]> {
	const list = new ListCutter();
	let isList = false;
	const other: Buffer[] = [];
	let otherBytes = 0;

	for await (const piece of chunks) {
		const chunk = Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength);
		let at = 0;
		if (!isList) {
			const isIgnored = (byte: number) => byte <= SPACE || BYTE_ORDER_MARK.includes(byte);
			while (other.length === 0 && at < chunk.length && isIgnored(chunk[at]!)) at++;
			if (at === chunk.length) continue;
			isList = other.length === 0 && chunk[at] === OPEN_BRACKET;
			if (!isList) {
				other.push(chunk.subarray(at));
				otherBytes += chunk.length - at;
				if (otherBytes > MAX_OTHER_BYTES) break;
				continue;
			}
			at++;
		}
		for (const element of list.cut(chunk.subarray(at))) yield element;
		if (list.pendingBytes > MAX_RECORD_BYTES)
			throw new CutOffError('A record in the list has no end.');
	}
	if (other.length > 0) {
		throw new NotAListError(Buffer.concat(other).toString('utf8', 0, MAX_OTHER_BYTES));
	}
	if (!list.isOver) throw new CutOffError('The list was cut off before its end.');
}

/** The bytes of what arrived in pieces. */
export const joined = (pieces: Buffer[]): Buffer =>
	pieces.length === 1 ? pieces[0]! : Buffer.concat(pieces);

/** A list after its opening bracket. */
class ListCutter {
	isOver = false;
	pendingBytes = 0;
	private pending: Buffer[] = [];
	private readonly nesting = new JsonNesting();

	/** The elements that end in a piece. */
	cut(chunk: Buffer): Buffer[][] {
		const elements: Buffer[][] = [];
		let begin = 0;
		for (let end = -1; !this.isOver;) {
			end = this.nesting.next(chunk, end + 1);
			// an extra brace spoils only its own element
			if (chunk[end] === CLOSE_BRACE) continue;
			this.hold(chunk.subarray(begin, end));
			if (end === chunk.length) break;
			if (this.pending.length > 0) elements.push(this.pending);
			this.pending = [];
			this.pendingBytes = 0;
			begin = end + 1;
			this.isOver = chunk[end] === CLOSE_BRACKET;
		}
		return elements;
	}

	private hold(piece: Buffer): void {
		let begin = 0;
		if (this.pending.length === 0) while (isBlank(piece[begin])) begin++;
		if (begin === piece.length) return;
		this.pending.push(piece.subarray(begin));
		this.pendingBytes += piece.length - begin;
	}
}

/** Space, tab, or one of the line breaks. */
const isBlank = (byte = NaN): boolean => byte === SPACE || (byte >= 0x09 && byte <= 0x0d);
