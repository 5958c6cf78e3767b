const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;

/** Walks through the bytes of a JSON list or object, which may come in pieces, from one separator to the next. */
export class JsonNesting {
	/** How many brackets are open in the element. */
	private depth = 0;
	private isInText = false;
	/** The previous piece ended in an odd number of backslashes. */
	private isEscaped = false;

	/** The next comma between elements, or the bracket that closes them all; the length if it is in a later piece. */
	next(bytes: Buffer, from: number): number {
		let { depth } = this;
		let at = this.isInText ? this.endOfText(bytes, from) + 1 : from;
		for (; at < bytes.length; at++) {
			const byte = bytes[at]!;
			if (byte === QUOTE) at = this.endOfText(bytes, at + 1);
			else if (byte === OPEN_BRACE || byte === OPEN_BRACKET) depth++;
			else if (depth > 0) depth -= byte === CLOSE_BRACE || byte === CLOSE_BRACKET ? 1 : 0;
			else if (byte === COMMA || byte === CLOSE_BRACE || byte === CLOSE_BRACKET) break;
		}
		this.depth = depth;
		return Math.min(at, bytes.length);
	}

	/** The quote that ends the text; the length if it is in a later piece. */
	private endOfText(bytes: Buffer, from: number): number {
		for (let begin = from; ;) {
			// a native search is faster than checking each byte, even for short strings
			const quote = bytes.indexOf(QUOTE, begin);
			const end = quote === -1 ? bytes.length : quote;
			let slashes = end;
			while (slashes > begin && bytes[slashes - 1] === BACKSLASH) slashes--;
			const isOdd = ((end - slashes) % 2 === 1) !== (this.isEscaped && slashes === begin);
			this.isEscaped = quote === -1 && isOdd;
			this.isInText = quote === -1;
			if (this.isInText || !isOdd) return end;
			begin = end + 1;
		}
	}
}
