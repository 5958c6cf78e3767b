import type { Spoken, Turn } from './callRecord';
import { findLabels, type Label } from './speakerLabels';

/** @param text which the turns were read from: of two that are the same, only this one is kept, as they hold it anyway */
export function toSpoken(turns: Turn[], text: string | null = null): Spoken {
	const transcript = toTranscript(turns);
	return { transcript: transcript === text ? text : transcript, turns };
}

/**
 * Turns as readable text, one a line: `Speaker: words`, or the words alone where nobody is named. No words at all:
 * null.
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

/** Space, or a line break that is none to `trim`. */
const BLANK = /[\s\u0085]/;

/** Whether there are words in what somebody said. */
export const isSaid = (text: string): boolean => /[^\s\u0085]/.test(text);

/** Whether a transcript that is one text has words: all have that do not end in a label. */
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
 * The turns of a transcript that is one text with `Agent:`-style prefixes (docs/phone-systems.md, "Cytracom transcript").
 * What stands before the first prefix is a turn of nobody's, and so is a text without any. Lines without a prefix belong
 * to the turn above them. A prefix that no words follow is left out. Which prefixes count: `findLabels`.
 */
export function parseSpeakerText(text: string | null | undefined): Turn[] {
	// most texts have none, and to look for it alone is quicker
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
