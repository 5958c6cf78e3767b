import { clock } from '../../shared/clock';

/** The header counts whole seconds, and the answer was some time on its way. */
const UNSURE_MS = 2_000;

/**
 * A difference of more is not taken for a clock's: a router or a cache on the way may write any `Date`, and then a good part
 * of the calls would count as not yet begun. Where it is a clock, Cytracom refuses the request and the error says so.
 */
const MAX_DIFFERENCE_MS = 2 * 60 * 60_000;

/** How far Cytracom's clock is ahead of ours, in milliseconds, by origin: as its last answer told. */
const ahead = new Map<string, number>();

/** Takes the time from an answer's `Date` header. */
export function learnTime(origin: string, headers: Record<string, string>): void {
	const date = Date.parse(headers.date ?? '');
	if (!Number.isNaN(date)) ahead.set(origin, date - clock.now());
}

/**
 * What time it is for Cytracom, at the earliest and at the latest: `to_date` must not be in its future, nor `from_date`
 * too far in its past (vendor page, "Date Range Limits"). Ours, until an answer has told.
 */
export function vendorNow(origin: string): { earliest: number; latest: number } {
	const now = clock.now();
	const difference = ahead.get(origin);
	if (difference === undefined || Math.abs(difference) > MAX_DIFFERENCE_MS) {
		return { earliest: now, latest: now };
	}
	// never later than our own time: who asks by our clock must get the same whatever an answer has told
	return {
		earliest: Math.min(now, now + difference - UNSURE_MS),
		latest: Math.max(now, now + difference + UNSURE_MS),
	};
}

/** How many seconds Cytracom's clock is ahead of ours; null until an answer has told. */
export function clockDifference(origin: string): number | null {
	const difference = ahead.get(origin);
	return difference === undefined ? null : Math.round(difference / 1000);
}
