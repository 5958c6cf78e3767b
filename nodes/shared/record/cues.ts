import type { CallRecord } from './callRecord';

/** One subtitle: times in seconds since the call began, speaker and words in one line each. */
export interface Cue {
	from: number;
	to: number;
	/** Empty if nobody is named. */
	speaker: string;
	words: string;
}

/** A call whose turns have no times cannot become subtitles. */
export class NoTimesError extends Error {
	constructor() {
		super('The transcript of this call has no timestamps.');
		this.name = 'NoTimesError';
	}
}

/** The longest a cue is shown: ten seconds, or as long as it takes to read aloud slowly. */
const MAX_SECONDS = 10;
const CHARACTERS_A_SECOND = 10;

/**
 * The turns of a call as cues in order of time, each until the next one begins. A turn without a time begins with the
 * one before it.
 *
 * @throws NoTimesError if there are turns and none has a time
 */
export function toCues({ turns }: Pick<CallRecord, 'turns'>): Cue[] {
	if (turns.length > 0 && turns.every(({ offsetSeconds }) => offsetSeconds === null)) {
		throw new NoTimesError();
	}
	let last = 0;
	const cues = turns
		.map(({ speaker, number, text, offsetSeconds }) => {
			last = Math.max(0, offsetSeconds === null ? last : Math.round(offsetSeconds * 1000) / 1000);
			const name = inOneLine(speaker ?? '') || inOneLine(number ?? '');
			return { from: last, to: last, speaker: name, words: inOneLine(text) };
		})
		.filter(({ words }) => words !== '')
		.sort((a, b) => a.from - b.from);
	let next = Infinity;
	for (let index = cues.length - 1; index >= 0; index--) {
		const cue = cues[index]!;
		const following = cues[index + 1]?.from ?? Infinity;
		// turns can begin at the same moment: use the next one that does not
		if (following > cue.from) next = following;
		cue.to = Math.min(
			next,
			cue.from + Math.max(MAX_SECONDS, cue.words.length / CHARACTERS_A_SECOND),
		);
	}
	return cues;
}

/** Including characters that some subtitle readers take as line ends. */
function inOneLine(text: string): string {
	return text.replace(/[\s\u0000-\u001f\u0085\u2028\u2029]+/g, ' ').trim();
}
