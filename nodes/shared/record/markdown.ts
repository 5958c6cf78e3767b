const REFERENCE = /^&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z][a-z\d]{1,31});/i;
const LONGEST_REFERENCE = 34;

/**
 * Plain text as Markdown that reads the same: only what would be markup gets a backslash, so that ordinary sentences
 * stay unchanged. Lines that look like list items stay list items.
 */
export function escapeMarkdown(text: string): string {
	return text.split('\n').map(escapeLine).join('\n');
}

function escapeLine(line: string): string {
	const words = line.trimStart();
	// Four spaces before a line, or five after a list marker, would make it code.
	const indent = ' '.repeat(Math.min(line.length - words.length, 3));
	const [start = '', marker] = /^([-+*]|\d{1,9}[.)])[ \t]+(?=\S)/.exec(words) ?? [];
	const rest = escapeLineStart(escapeInline(words.slice(start.length)));
	return indent + (marker === undefined ? rest : `${marker} ${rest}`);
}

/**
 * Keeps a line from being a heading, a quote, a list item, a rule, or what makes the line above it a heading or a
 * table.
 */
export function escapeLineStart(line: string): string {
	const number = /^\d{1,9}(?=[.)](?:\s|$))/.exec(line)?.[0];
	if (number !== undefined) return `${number}\\${line.slice(number.length)}`;
	const isMarkup = /^(?:#{1,6}(?=\s|$)|>|[-+*](?=\s|$))/.test(line) || /^[-=*_|: \t]+$/.test(line);
	return isMarkup ? `\\${line}` : line;
}

/** The place of a piece of a line: from `from` to `to`, perhaps between two of our marks, perhaps in a link's text. */
export interface Piece {
	readonly from: number;
	readonly to: number;
	readonly isMarked?: boolean;
	readonly inLink?: boolean;
}

/**
 * Escapes a piece of a line. What would be markup depends on the characters in and around the piece. One of our marks
 * may be placed at its edges, so what could merge with one is escaped there.
 */
export function escapeInline(line: string, piece: Piece = { from: 0, to: line.length }): string {
	const { from, to, isMarked = false, inLink = false } = piece;
	return line.slice(from, to).replace(/[\\`*_~[\]<&]/g, (char, offset: number) => {
		const index = from + offset;
		const isFirst = index === from && (isMarked || from > 0);
		const isLast = index === to - 1 && (isMarked || to < line.length);
		return isMarkup(line, index, isFirst || isLast, inLink) ? `\\${char}` : char;
	});
}

function isMarkup(line: string, index: number, isEdge: boolean, inLink: boolean): boolean {
	const before = line.charAt(index - 1);
	const after = line.charAt(index + 1);
	const standsAlone = isSpace(before) && isSpace(after);
	switch (line.charAt(index)) {
		case '\\':
			return isEdge || after === '' || /[!-/:-@[-`{-~]/.test(after);
		case '*':
			return isEdge || !standsAlone;
		case '_':
			return isEdge || !(standsAlone || (isWord(before) && isWord(after)));
		case '~':
			return isEdge || before === '~' || after === '~';
		case '[':
			return inLink;
		case ']':
			return inLink || /[([:]/.test(after);
		case '<':
			return /[a-z/!?]/i.test(after);
		case '&':
			return REFERENCE.test(line.slice(index, index + LONGEST_REFERENCE));
		default:
			// A backtick.
			return true;
	}
}

/** The edges of a line count as space. */
function isSpace(char: string): boolean {
	return /^\s?$/.test(char);
}

function isWord(char: string): boolean {
	return /[\p{L}\p{M}\p{N}]/u.test(char);
}
