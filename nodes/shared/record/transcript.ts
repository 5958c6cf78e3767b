import type { Spoken, Turn } from './callRecord';
import { findLabels, type Label } from './speakerLabels';

/** @param text what the turns were read from: if equal, this copy is used, since the turns hold it anyway */
export function toSpoken(turns: Turn[], text: string | null = null): Spoken {
	const transcript = toTranscript(turns);
	return { transcript: transcript === text ? text : transcript, turns };
}

/**
 * Turns as readable text, one per line: `Speaker: words`, or only the words if nobody is named. Null without any
 * words.
 */
export function toTranscript(turns: readonly Turn[]): string | null {
	const lines: string[] = [];
	for (const { speaker, number, text } of turns) {
		const words = inOneLine(text);
		if (words === '') continue;
		const name = inOneLine(speaker ?? '') || inOneLine(number ?? '');
		lines.push(name === '' ? words : `${name}: ${words}`);
	}
	return lines.length > 0 ? lines.join('\n') : null;
}

const LINE_BREAK = /[\n\r\v\f\u0085\u2028\u2029]/;

/** Space, or a line break that `trim` does not know. */
const BLANK = /[\s\u0085]/;

/** Whether what somebody said contains words. */
export const isSaid = (text: string): boolean => /[^\s\u0085]/.test(text);

/** Whether a transcript in one string has words: all do that do not end in a label. */
export function hasWords(text: string | null): boolean {
	if (text === null) return false;
	let last = text.length - 1;
	while (last >= 0 && BLANK.test(text[last]!)) last--;
	if (last < 0) return false;
	return !':：'.includes(text[last]!) || toTranscript(parseSpeakerText(text)) !== null;
}

/** Each line break, with the space around it, becomes one space. */
function inOneLine(text: string): string {
	if (!LINE_BREAK.test(text)) return text.trim();
	return text
		.split(LINE_BREAK)
		.map((line) => line.trim())
		.filter((line) => line !== '')
		.join(' ');
}

/**
 * The turns of a transcript in one string with `Agent:`-style prefixes (docs/phone-systems.md, "Cytracom transcript").
 * Text before the first prefix is a turn without a speaker, and so is text without any prefix. Lines without a prefix
 * belong to the turn above. A prefix without words is dropped. Which prefixes count: `findLabels`.
 */
export function parseSpeakerText(text: string | null | undefined): Turn[] {
	// most text has none, and this check alone is faster
	const lines = text?.includes('\r') ? text.replace(/\r\n?/g, '\n') : (text ?? '');
	const turns: Turn[] = [];
	let label: Label = { speaker: null, start: 0, end: 0 };
	const add = (end?: number) => {
		const words = lines.slice(label.end, end).trim();
		if (words === '') return;
		turns.push({
			speaker: label.speaker,
			number: null,
			text: words,
			at: null,
			offsetSeconds: null,
		});
	};
	for (const next of findLabels(lines)) {
		add(next.start);
		label = next;
	}
	add();
	return turns;
}
