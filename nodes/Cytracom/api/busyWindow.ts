import type { Found } from '../../shared/found';
import type { TimeRange } from '../../shared/timeRange';
import { includes } from '../../shared/timeRange';
import { overlapping } from './windows';

/** One page tells too little: it may be all but the last one. After many of them, reading on is cheaper than anew. */
const FIRST_PAGES = 2;
const LAST_PAGES = 8;
/** Fewer on so many pages are no pages to reckon with. */
const LEAST_ROWS = 100;
/** To cut a window costs the pages that were read, and a page that is not full for each piece: this many must be left. */
const LEAST_PAGES_LEFT = 8;
/** What a piece is to hold, so that its last page, which is not full, costs little. */
const PAGES_OF_PIECE = 4;
/** Most of them may be empty, where all calls come together; a busy one is cut again. */
const MAX_PIECES = 16;
const SHORTEST_PIECE_MS = 10 * 60_000;

/**
 * How far the reading of a window has come, page by page, and whether the rest is so much that it is quicker to read the
 * window anew in pieces, side by side. A guess, and nothing depends on it but time: in no certain order (docs/phone-systems.md,
 * "Cytracom open questions") the first pages hold times of all of the window, and nothing seems to be left.
 */
export class Progress {
	private pages = 0;
	private rows = 0;
	/** Where the calls began, and where their transcripts were made: Cytracom goes by one of them. */
	private readonly covered = [new Covered(), new Covered()] as const;

	constructor(private readonly window: TimeRange) {}

	add(found: Found[]): void {
		this.pages += 1;
		if (this.pages > LAST_PAGES) return;
		for (const one of found) {
			if (!('head' in one)) continue;
			this.rows += 1;
			this.covered[0].add(Date.parse(one.head.startedAt ?? ''), this.window);
			this.covered[1].add(Date.parse(one.head.transcribedAt ?? ''), this.window);
		}
	}

	/** Newest first, each of whole seconds and overlapping its neighbors; none where it is best to read on. */
	pieces(): TimeRange[] {
		if (this.pages < FIRST_PAGES || this.pages > LAST_PAGES || this.rows < LEAST_ROWS) return [];
		// times of which most lie elsewhere are not what the window means
		const likely = this.covered.filter(({ rows }) => rows > this.rows / 2);
		const left = this.pages * Math.max(0, ...likely.map((one) => one.timesLeft(this.window)));
		const length = this.window.through - this.window.from;
		const count = Math.min(
			Math.round((this.pages + left) / PAGES_OF_PIECE),
			Math.floor(length / SHORTEST_PIECE_MS),
			MAX_PIECES,
		);
		if (count < 2 || left < LEAST_PAGES_LEFT) return [];
		return overlapping(this.window, Math.ceil(length / count / 1000) * 1000);
	}
}

/** Moments of one kind that lie within a window. */
class Covered {
	rows = 0;
	private from = Infinity;
	private through = -Infinity;

	add(moment: number, window: TimeRange): void {
		if (!includes(window, moment)) return;
		this.rows += 1;
		this.from = Math.min(this.from, moment);
		this.through = Math.max(this.through, moment);
	}

	/** How many times as long the rest of a window is: of what is before and after all moments, the longer. */
	timesLeft({ from, through }: TimeRange): number {
		return (
			Math.max(this.from - from, through - this.through) / Math.max(1, this.through - this.from)
		);
	}
}
