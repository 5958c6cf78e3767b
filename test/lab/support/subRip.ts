/** A cue of a SubRip file, its times in seconds. */
export interface SrtCue {
	from: number;
	to: number;
	line: string;
}

const SRT_CUE =
	/^(\d+)\n(\d\d+):(\d\d):(\d\d),(\d{3}) --> (\d\d+):(\d\d):(\d\d),(\d{3})\n([^\n]+)\n$/;

/**
 * Reads a SubRip file strictly: numbers from one on, times in seconds and in order, one line of text.
 *
 * @throws Error with the block that breaks a rule
 */
export function parseSrt(file: string): SrtCue[] {
	let last = 0;
	return file
		.split(/(?<=\n)\n/)
		.filter((block) => block !== '')
		.map((block, index) => {
			const match = SRT_CUE.exec(block);
			if (!match || Number(match[1]) !== index + 1) throw new Error(block);
			const seconds = (at: number) => {
				const [hours, minutes, whole, ms] = match.slice(at, at + 4).map(Number);
				return hours! * 3600 + minutes! * 60 + whole! + ms! / 1000;
			};
			const [from, to] = [seconds(2), seconds(6)];
			if (from < last || to <= from || match[10]!.includes('-->')) throw new Error(block);
			last = from;
			return { from, to, line: match[10]! };
		});
}
