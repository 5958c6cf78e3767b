/** Where a text names who speaks: from `start` up to `end`, behind the colon. */
export interface Label {
	readonly speaker: string | null;
	readonly start: number;
	readonly end: number;
}

/** A label of up to 40 characters, and a colon that is no part of a time (`12:30`), an address (`http://`) or a path (`C:\`). */
const LABEL = /^[ \t]*([^\s:：][^\n:：]{0,39}?)[ \t\u00a0\u202f]*(?::(?![\d/\\:])|：)/u;
const LONGEST_LABEL = 60;
const SENTENCE_END = /[.!?…؟।]["'”’»)]?\s+|[。！？]["'”’»)]?\s*/gu;

const NUMBER = /^[+#(]{0,2}\d[\d ().-]{2,}$/;
const CHARACTERS = /^\p{L}[\p{L}\p{M}\p{N} .'’()#&/_-]*$/u;
const MAX_WORDS = 4;
/** Chinese, Japanese and Thai have no spaces: a short run of characters is a name, a long one a sentence. */
const UNSPACED = /\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Thai}/gu;
const MAX_UNSPACED = 10;

/** `Agent`, `(Leo)`, `1`, `客服`: a capital letter, a digit, or a letter of a script without capitals. */
const NAME_WORD = /^[(#]?[\p{Lu}\p{Lt}\p{Lo}\p{N}&]/u;
const PARTICLES = new Set([
	'al',
	'bin',
	'da',
	'de',
	'del',
	'der',
	'di',
	'du',
	'la',
	'of',
	'van',
	'von',
]);
const LOWER_CASE_ROLE = /^\p{L}+(?: ?\d+)?$/u;

/**
 * Finds `Agent:`-style labels at the beginnings of lines: a phone number, or up to four words that look like a name
 * (`Speaker 1`, `Dr. Ana van Dijk`, `客服`), or one word (`caller`). Four words that do not (`customer service rep`)
 * count when they begin a line more than once; `Here is the thing: …` does not.
 *
 * Labels within a line count in one case only: the whole text is one line, and the label that it begins with comes back
 * behind a sentence's end. Then each name-like label behind a sentence's end begins a turn. Anywhere else a colon within
 * a line may be what somebody said, and words given to the wrong speaker are worse than a turn that is too long.
 */
export function findLabels(text: string): Label[] {
	const found = lineStarts(text).flatMap((start) => labelAt(text, start));
	const counts = new Map<string | null, number>();
	for (const { speaker } of found) counts.set(speaker, (counts.get(speaker) ?? 0) + 1);
	const labels = found.filter(
		({ speaker }) =>
			isName(speaker) || LOWER_CASE_ROLE.test(speaker) || (counts.get(speaker) ?? 0) > 1,
	);
	const [first] = labels;
	return first && !text.trim().includes('\n') ? [first, ...labelsWithin(text, first)] : labels;
}

function labelsWithin(text: string, first: FoundLabel): Label[] {
	const starts = [...text.matchAll(SENTENCE_END)].map(({ 0: end, index }) => index + end.length);
	const labels = starts
		.flatMap((start) => labelAt(text, start))
		.filter(({ speaker }) => isName(speaker) || speaker === first.speaker)
		// what looks like a sentence's end may be within a label: Dr. Ana
		.filter(({ start }, index, all) => start >= (all[index - 1] ?? first).end);
	return labels.some(({ speaker }) => speaker === first.speaker) ? labels : [];
}

interface FoundLabel extends Label {
	readonly speaker: string;
}

function lineStarts(text: string): number[] {
	return [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)];
}

function labelAt(text: string, start: number): FoundLabel[] {
	const [label = '', speaker = ''] = LABEL.exec(text.slice(start, start + LONGEST_LABEL)) ?? [];
	return hasShape(speaker) ? [{ speaker, start, end: start + label.length }] : [];
}

/** Whether it could be a label at all. */
function hasShape(speaker: string): boolean {
	if (NUMBER.test(speaker)) return true;
	if (!CHARACTERS.test(speaker) || speaker.split(' ').length > MAX_WORDS) return false;
	return (speaker.match(UNSPACED)?.length ?? 0) <= MAX_UNSPACED;
}

function isName(speaker: string): boolean {
	if (NUMBER.test(speaker)) return true;
	return speaker.split(' ').every((word) => NAME_WORD.test(word) || PARTICLES.has(word));
}
