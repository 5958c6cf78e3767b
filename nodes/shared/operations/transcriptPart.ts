import { ServiceError } from '../requests/errors';
import type { CallRecord } from '../record/callRecord';

/** Characters of a transcript that a model gets at once: about 3,000 tokens, a quarter of an hour of talk. */
const PART_LENGTH = 12_000;

/**
 * One part of a record's transcript, and a note where there are more of them.
 *
 * @param part from 1 on
 * @throws ServiceError when there is no such part
 */
export function transcriptPart(
	{ id, transcript }: Partial<CallRecord>,
	part: number,
): { transcript?: string; note?: string } {
	if (!transcript) return {};
	const parts = partsOf(transcript);
	const given = parts[part - 1];
	if (given === undefined) {
		throw new ServiceError({
			what: `The transcript${id ? ` of call ${id}` : ''} has no part ${part}.`,
			advice: `Its last part is ${parts.length}.`,
		});
	}
	if (parts.length === 1) return {};
	const more =
		part < parts.length
			? ` For more, get this call alone with Transcript Part ${part + 1}.`
			: ' This is the last one.';
	return { transcript: given, note: `Part ${part} of ${parts.length} of the transcript.${more}` };
}

/** A text in parts of a bounded length, which end with a line or a word where they can. */
function partsOf(text: string): string[] {
	const parts: string[] = [];
	for (let from = 0; from < text.length;) {
		const end = from + PART_LENGTH;
		const cut = [text.lastIndexOf('\n', end), text.lastIndexOf(' ', end)].find((at) => at > from);
		const to = end >= text.length ? text.length : (cut ?? end);
		parts.push(text.slice(from, to));
		from = cut === to ? to + 1 : to;
	}
	return parts;
}
