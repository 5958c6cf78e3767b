import type { CallRecord } from './callRecord';
import { toCues, type Cue } from './cues';
import { escapeMarkdown } from './markdown';
import { timeOfOffset } from './timeOfOffset';

export type TranscriptFormat = 'txt' | 'md' | 'vtt' | 'srt' | 'json';

/** A file to write; its text is UTF-8. */
export interface TranscriptFile {
	fileName: string;
	mimeType: string;
	text: string;
}

const MIME_TYPES: Readonly<Record<TranscriptFormat, string>> = {
	txt: 'text/plain',
	md: 'text/markdown',
	vtt: 'text/vtt',
	srt: 'application/x-subrip',
	json: 'application/json',
};

const WRITERS: Readonly<Record<TranscriptFormat, (record: CallRecord) => string>> = {
	txt: ({ transcript }) => (transcript === null ? '' : `${transcript}\n`),
	md: toMarkdown,
	vtt: (record) => ['WEBVTT\n', ...toCues(record).map(vttCue)].join('\n'),
	srt: (record) => toCues(record).map(srtCue).join('\n'),
	json: (record) => `${JSON.stringify(record, null, 2)}\n`,
};

/**
 * The transcript of a call as a file, named after the call's ID: `txt` the readable text; `md` with the call's facts and
 * summary above it; `vtt` (WebVTT) and `srt` (SubRip) one cue per turn; `json` the whole record.
 *
 * @throws NoTimesError for `vtt` and `srt` if no turn has a time
 */
export function toTranscriptFile(record: CallRecord, format: TranscriptFormat): TranscriptFile {
	const name = (record.id ?? '').replace(/[^\w.-]+/g, '_').replace(/^[._]+|[._]+$/g, '');
	return {
		fileName: `${name || 'transcript'}.${format}`,
		mimeType: MIME_TYPES[format],
		text: WRITERS[format](record),
	};
}

function toMarkdown(record: CallRecord): string {
	const { startedAt, from, to, summaryMarkdown, turns } = record;
	const date =
		startedAt === null ? '' : ` on ${startedAt.slice(0, 10)}, ${startedAt.slice(11, 16)} UTC`;
	const facts = Object.entries({ From: from, To: to })
		.filter(([, value]) => value !== null)
		.map(([label, value]) => `- ${label}: ${escapeMarkdown(oneLine(value!))}\n`);
	const said = turns.flatMap((turn) => markdownOf(turn));
	return [
		`# Call${date}\n`,
		...(facts.length > 0 ? [facts.join('')] : []),
		...(summaryMarkdown === null ? [] : [`## Summary\n`, `${lowerHeadings(summaryMarkdown)}\n`]),
		...(said.length > 0 ? [`## Transcript\n`, ...said] : []),
	].join('\n');
}

function markdownOf({
	speaker,
	number,
	text,
	offsetSeconds,
}: CallRecord['turns'][number]): string[] {
	if (text.trim() === '') return [];
	const name = oneLine(speaker ?? '') || oneLine(number ?? '');
	const time = offsetSeconds === null ? '' : ` (${timeOfOffset(offsetSeconds)})`;
	const who = name === '' ? time.trim() : `**${escapeMarkdown(name)}**${time}`;
	const words = escapeMarkdown(oneLine(text));
	return [who === '' ? `${words}\n` : `${who}: ${words}\n`];
}

/** Puts the summary's own headings one level below ours. */
function lowerHeadings(markdown: string): string {
	return markdown.replace(/^(#{1,5}) /gm, '$1# ');
}

/** https://www.w3.org/TR/webvtt1/: neither `-->` nor a line break in a cue, and `&`, `<`, `>` as references. */
function vttCue({ from, to, speaker, words }: Cue): string {
	const voice = speaker === '' ? '' : `<v ${escapeVtt(speaker)}>`;
	return `${timeOfOffset(from, '.')} --> ${timeOfOffset(to, '.')}\n${voice}${escapeVtt(words)}\n`;
}

function escapeVtt(text: string): string {
	return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}

/** SubRip has no references: an arrow that would look like cue times is replaced by another arrow. */
function srtCue({ from, to, speaker, words }: Cue, index: number): string {
	const line = (speaker === '' ? words : `${speaker}: ${words}`).replace(/-->/g, '→');
	return `${index + 1}\n${timeOfOffset(from, ',')} --> ${timeOfOffset(to, ',')}\n${line}\n`;
}

function oneLine(text: string): string {
	return text.replace(/\s+/g, ' ').trim();
}
