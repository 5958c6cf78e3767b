/** A cue of a WebVTT file, its times in seconds, its text with references resolved. */
export interface VttCue {
	from: number;
	to: number;
	speaker: string | null;
	words: string;
}

const TIME = '((?:\\d{2,}:)?[0-5]\\d:[0-5]\\d\\.\\d{3})';
const TIMINGS = new RegExp(`^${TIME}[ \\t]+-->[ \\t]+${TIME}$`);
const REFERENCES: Record<string, string> = { '&amp;': '&', '&lt;': '<', '&gt;': '>' };

/**
 * Reads a WebVTT file by the grammar for authors (https://www.w3.org/TR/webvtt1/#syntax), which is stricter than that for
 * players: a file of cues with a voice each, without settings.
 *
 * @throws Error with the line that breaks a rule
 */
export function parseVtt(file: string): VttCue[] {
	if (/[\0\r]/.test(file)) throw new Error('a character that files may not have');
	const [header, ...blocks] = file.replace(/\n$/, '').split(/\n{2,}/);
	if (header !== 'WEBVTT') throw new Error(`header: ${header}`);
	let last = 0;
	return blocks
		.filter((block) => block !== '')
		.map((block) => {
			const [timings = '', ...payload] = block.split('\n');
			const [, start, end] = TIMINGS.exec(timings) ?? [];
			if (start === undefined || end === undefined) throw new Error(`timings: ${timings}`);
			const [from, to] = [secondsOf(start), secondsOf(end)];
			if (from < last) throw new Error(`before the cue above: ${timings}`);
			if (to <= from) throw new Error(`no length: ${timings}`);
			last = from;
			if (payload.length === 0) throw new Error(`no text: ${timings}`);
			return { from, to, ...textOf(payload.join('\n')) };
		});
}

function secondsOf(time: string): number {
	return time.split(':').reduce((sum, part) => sum * 60 + Number(part), 0);
}

function textOf(payload: string): Pick<VttCue, 'speaker' | 'words'> {
	if (payload.includes('-->')) throw new Error(`arrow: ${payload}`);
	// a voice that lasts to the cue's end needs no end tag
	const [, speaker, words = ''] = /^(?:<v ([^\n<>]+)>)?([^<>]*)$/.exec(payload) ?? [];
	if (words === '') throw new Error(`text: ${payload}`);
	return { speaker: speaker === undefined ? null : resolve(speaker), words: resolve(words) };
}

function resolve(text: string): string {
	return text.replace(/&(?:[a-z]+;)?/g, (reference) => {
		const character = REFERENCES[reference];
		if (character === undefined) throw new Error(`reference: ${text}`);
		return character;
	});
}
