import type { Found } from '../../shared/found';
import type { TimeRange } from '../../shared/timeRange';
import { includes } from '../../shared/timeRange';
import { overlapping } from './windows';

/** One page is not enough to judge: it may be the second to last. After many, reading on is cheaper than starting over. */
const FIRST_PAGES = 2;
const LAST_PAGES = 8;
/** Fewer rows on this many pages are too few to judge. */
const LEAST_ROWS = 100;
/** Cutting a window costs the pages already read, and a partial page per piece: this many must be left. */
const LEAST_PAGES_LEFT = 8;
/** Pages per piece, so that its partial last page costs little. */
const PAGES_OF_PIECE = 4;
/** Most may be empty if all calls cluster together; a busy one is cut again. */
const MAX_PIECES = 16;
const SHORTEST_PIECE_MS = 10 * 60_000;

/**
 * The progress of reading a window, page by page, and whether so much is left that it is faster to start over in parallel
 * pieces. A guess that affects only speed: if rows are in no particular order (docs/phone-systems.md, "Cytracom open
 * questions"), the first pages have times from all of the window, and nothing seems to be left.
 */
export class Progress {
	private pages = 0;
	private rows = 0;
	/** When the calls began, and when their transcripts were created: Cytracom goes by one of them. */
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

	/** Newest first, each on whole seconds and overlapping its neighbors; none if it is best to read on. */
	pieces(): TimeRange[] {
		if (this.pages < FIRST_PAGES || this.pages > LAST_PAGES || this.rows < LEAST_ROWS) return [];
		// if most times are elsewhere, the window does not mean them
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

/** Moments of one kind within a window. */
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

	/** How many times as long the rest of a window is: the longer of the parts before and after all moments. */
	timesLeft({ from, through }: TimeRange): number {
		return (
			Math.max(this.from - from, through - this.through) / Math.max(1, this.through - this.from)
		);
	}
}
