import { clock } from '../../shared/clock';
import type { CytracomFacts } from './memory';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** The header has whole seconds, and the answer took some time to arrive. */
const UNSURE_MS = 2_000;

/**
 * A larger difference is not attributed to a clock: a router or a cache in between may write any `Date`, and then many
 * calls would count as not yet begun. If it is a clock, Cytracom rejects the request and the error says so.
 */
const MAX_DIFFERENCE_MS = 2 * HOUR_MS;
/** Clocks that nobody sets are off by a few minutes. */
const MAX_BEHIND_MS = 15 * MINUTE_MS;
/** How long a rejection counts: it delays calls, and the clock may have been corrected. */
const BEHIND_FOR_MS = HOUR_MS;

/** Takes the time from an answer's `Date` header. */
export function learnTime(facts: Partial<CytracomFacts>, headers: Record<string, string>): void {
	const date = Date.parse(headers.date ?? '');
	if (!Number.isNaN(date)) facts.aheadMs = date - clock.now();
}

/**
 * Cytracom considers a moment in the future, whatever its `Date` header says: the end of windows steps back by a minute,
 * so that at most a minute's calls are left to the next reading.
 *
 * @param ageMs how long ago that moment was by our clock
 * @returns false when that is more than clocks can differ
 */
export function stepBack(facts: Partial<CytracomFacts>, ageMs: number): boolean {
	const ms = ageMs + MINUTE_MS;
	if (ms > MAX_BEHIND_MS) return false;
	facts.behind = { ms, learnedAt: clock.now() };
	return true;
}

/**
 * The earliest and latest time it may be for Cytracom: `to_date` must not be in its future, nor `from_date` too far in its
 * past (docs/phone-systems.md, "Cytracom windows"). Our own time until the first answer.
 */
export function vendorNow({ aheadMs, behind }: Partial<CytracomFacts>): {
	earliest: number;
	latest: number;
} {
	const now = clock.now();
	const isTold = aheadMs !== undefined && Math.abs(aheadMs) <= MAX_DIFFERENCE_MS;
	const isBehind = behind !== undefined && Math.abs(now - behind.learnedAt) < BEHIND_FOR_MS;
	// never later than our own time: whoever asks by our clock must get the same whatever an answer said
	return {
		earliest: Math.min(
			now,
			isTold ? now + aheadMs - UNSURE_MS : now,
			isBehind ? now - behind.ms : now,
		),
		latest: Math.max(now, isTold ? now + aheadMs + UNSURE_MS : now),
	};
}

/** How many seconds Cytracom's clock is ahead of ours; null until the first answer. */
export const clockDifference = ({ aheadMs }: Partial<CytracomFacts>): number | null =>
	aheadMs === undefined ? null : Math.round(aheadMs / 1000);
