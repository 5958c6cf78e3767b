import { isFormField } from './formFields';
import { isRole } from './roles';

/** Where text names a speaker: from `start` up to `end`, after the colon. */
export interface Label {
	readonly speaker: string | null;
	readonly start: number;
	readonly end: number;
}

/** After a colon that is part of a time (`12:30`), an address (`http://`), a path (`C:\`) or a name (`std::move`). */
const NO_LABEL_BEFORE = /[\d/\\:]/;
/** In characters: the longest label, and the farthest a search for its start goes. */
const MAX_LABEL = 40;
const MAX_SEARCH = 100;

const SENTENCE_END = '.!?…؟।';
/** After these, the next sentence needs no space. */
const WIDE_SENTENCE_END = '。！？';
/** By character code: the end of a line, a label, a sentence. */
const MAY_END = markCharacters(`\n:：${SENTENCE_END}${WIDE_SENTENCE_END}`);
const CLOSING_QUOTES = '"\'”’»)';
/** What looks like the end of a sentence but is part of a name: `Dr. Ana`, `J. Doe`. */
const PART_OF_NAME = /(?<!\p{L})(?:\p{Lu}|Dr|Mrs?|Ms|St|Prof|Sr|Sra|Hr|Fr|Mme)$/u;

const NUMBER = /^[+#(]{0,2}\d[\d ().-]{2,}$/;
const CHARACTERS = /^\p{L}[\p{L}\p{M}\p{N} .'’()#&/_-]*$/u;
const SPACE = /\s/;
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

/** The text before a colon, and how often it appears. */
interface Candidate {
	readonly speaker: string;
	readonly kind: 'role' | 'name' | 'words';
	count: number;
}

/**
 * Finds `Agent:`-style labels. In a text of several lines they begin a line: a phone number, a role (`customer service
 * rep`), up to four words that look like a name (`Dr. Ana van Dijk`), one word, or four that repeat. Names of form
 * fields (`Street`) are not labels, nor is a name that appears only once between two roles.
 *
 * In a single line they begin a sentence: phone numbers and roles; any other name only if it repeats.
 * Elsewhere a colon may be part of what was said, and words of the wrong speaker are worse than a long turn.
 */
export function findLabels(text: string): Label[] {
	const isOneLine = !text.trim().includes('\n');
	const candidates = new Map<string, Candidate | null>();
	const found: (Label & { candidate: Candidate })[] = [];
	const nextColon = colonsOf(text);
	for (
		let index = nextColon(0);
		index >= 0;
		index = nextColon(isOneLine ? index + 1 : behindLine(text, index))
	) {
		if (text[index] === ':' && NO_LABEL_BEFORE.test(text[index + 1] ?? '')) continue;
		const start = startBefore(text, index, isOneLine);
		if (start === null) continue;
		const speaker = text.slice(start, index).trim();
		let candidate = candidates.get(speaker);
		if (candidate === undefined) candidates.set(speaker, (candidate = candidateOf(speaker)));
		if (candidate === null) continue;
		candidate.count++;
		found.push({ speaker, start, end: index + 1, candidate });
	}
	if (found.length === 0) return [];
	const first = found[0]!.candidate;
	const roles = [...candidates.values()].filter((candidate) => candidate?.kind === 'role').length;
	const isLabel = isOneLine
		? (candidate: Candidate) => isLabelOfSentence(candidate, first)
		: (candidate: Candidate) => isLabelOfLine(candidate, roles);
	const speakers = new Set(
		[...candidates.values()].filter((each) => each !== null && isLabel(each)),
	);
	return found.filter(({ candidate }) => speakers.has(candidate));
}

/** Returns the next colon of either kind from a position that never goes back; -1 for none. */
function colonsOf(text: string): (from: number) => number {
	let [narrow, wide] = [-2, -2];
	return (from) => {
		if (narrow !== -1 && narrow < from) narrow = text.indexOf(':', from);
		if (wide !== -1 && wide < from) wide = text.indexOf('：', from);
		return narrow === -1 || wide === -1 ? Math.max(narrow, wide) : Math.min(narrow, wide);
	};
}

/** Where the next line begins: a label has no colon in it, so the first one of a line decides. */
function behindLine(text: string, index: number): number {
	const end = text.indexOf('\n', index);
	return end === -1 ? text.length : end;
}

function isLabelOfLine({ speaker, kind, count }: Candidate, roles: number): boolean {
	if (kind === 'role') return true;
	if (isFormField(speaker, count > 1)) return false;
	if (count > 1) return true;
	return roles < 2 && (kind === 'name' || LOWER_CASE_ROLE.test(speaker));
}

function isLabelOfSentence(candidate: Candidate, first: Candidate): boolean {
	const { speaker, kind, count } = candidate;
	if (kind === 'role') return true;
	return count > 1 && (kind === 'name' || candidate === first) && !isFormField(speaker, true);
}

/**
 * The start of the line, or in a single line the sentence, whose first colon is at `colon`; null if it is too far away
 * or another colon is in between.
 */
function startBefore(text: string, colon: number, isOneLine: boolean): number | null {
	const limit = Math.max(0, colon - MAX_SEARCH);
	for (let index = colon - 1; index >= limit; index--) {
		// most characters are letters, and end nothing
		if (!MAY_END[text.charCodeAt(index)]) continue;
		const character = text[index]!;
		if (character === '\n') return index + 1;
		if (character === ':' || character === '：') return null;
		if (!isOneLine) continue;
		const start = startBehind(text, index, character);
		if (start === null || start > colon) continue;
		const isPartOfName =
			character === '.' && PART_OF_NAME.test(text.slice(Math.max(0, index - 5), index));
		if (!isPartOfName || isRole(text.slice(start, colon).trim())) return start;
	}
	return limit === 0 ? 0 : null;
}

/** Where the next sentence begins, if one ends with this character. */
function startBehind(text: string, index: number, character: string): number | null {
	const isWide = WIDE_SENTENCE_END.includes(character);
	if (!isWide && !SENTENCE_END.includes(character)) return null;
	let start = index + 1;
	if (start < text.length && CLOSING_QUOTES.includes(text[start]!)) start++;
	const end = start;
	while (text[start] === ' ' || SPACE.test(text[start] ?? '')) start++;
	return isWide || start > end ? start : null;
}

function candidateOf(speaker: string): Candidate | null {
	if (!hasShape(speaker)) return null;
	const kind =
		NUMBER.test(speaker) || isRole(speaker) ? 'role' : isName(speaker) ? 'name' : 'words';
	return { speaker, kind, count: 0 };
}

/** Whether it could be a label at all. */
function hasShape(speaker: string): boolean {
	if (speaker.length > MAX_LABEL && [...speaker].length > MAX_LABEL) return false;
	if (NUMBER.test(speaker)) return true;
	if (!CHARACTERS.test(speaker) || speaker.split(' ').length > MAX_WORDS) return false;
	return (speaker.match(UNSPACED)?.length ?? 0) <= MAX_UNSPACED;
}

function isName(speaker: string): boolean {
	return speaker.split(' ').every((word) => NAME_WORD.test(word) || PARTICLES.has(word));
}

function markCharacters(characters: string): Uint8Array {
	const marks = new Uint8Array(0x10000);
	for (const character of characters) marks[character.charCodeAt(0)] = 1;
	return marks;
}
