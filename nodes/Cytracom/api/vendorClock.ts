import { clock } from '../../shared/clock';
import type { CytracomFacts } from './memory';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** The header counts whole seconds, and the answer was some time on its way. */
const UNSURE_MS = 2_000;

/**
 * A difference of more is not taken for a clock's: a router or a cache on the way may write any `Date`, and then a
 * good part of the calls would count as not yet begun. Where it is a clock, Cytracom refuses the request and the
 * error says so.
 */
const MAX_DIFFERENCE_MS = 2 * HOUR_MS;
/** Clocks that nobody sets are off by minutes. */
const MAX_BEHIND_MS = 15 * MINUTE_MS;
/** What a refusal taught is believed this long: calls are read later by it, and the clock may have been put right. */
const BEHIND_FOR_MS = HOUR_MS;

/** Takes the time from an answer's `Date` header. */
export function learnTime(facts: Partial<CytracomFacts>, headers: Record<string, string>): void {
	const date = Date.parse(headers.date ?? '');
	if (!Number.isNaN(date)) facts.aheadMs = date - clock.now();
}

/**
 * Cytracom took a moment for one that is still to come, whatever its `Date` header says: the end of windows steps back by a
 * minute, so that no more than a minute's calls are left to the next reading.
 *
 * @param ageMs how long ago that moment was by our clock
 * @returns false when that is more than clocks differ
 */
export function stepBack(facts: Partial<CytracomFacts>, ageMs: number): boolean {
	const ms = ageMs + MINUTE_MS;
	if (ms > MAX_BEHIND_MS) return false;
	facts.behind = { ms, learnedAt: clock.now() };
	return true;
}

/**
 * What time it is for Cytracom, at the earliest and at the latest: `to_date` must not be in its future, nor `from_date`
 * too far in its past (docs/phone-systems.md, "Cytracom windows"). Ours, until an answer has told.
 */
export function vendorNow({ aheadMs, behind }: Partial<CytracomFacts>): {
	earliest: number;
	latest: number;
} {
	const now = clock.now();
	const isTold = aheadMs !== undefined && Math.abs(aheadMs) <= MAX_DIFFERENCE_MS;
	const isBehind = behind !== undefined && Math.abs(now - behind.learnedAt) < BEHIND_FOR_MS;
	// never later than our own time: who asks by our clock must get the same whatever an answer has told
	return {
		earliest: Math.min(
			now,
			isTold ? now + aheadMs - UNSURE_MS : now,
			isBehind ? now - behind.ms : now,
		),
		latest: Math.max(now, isTold ? now + aheadMs + UNSURE_MS : now),
	};
}

/** How many seconds Cytracom's clock is ahead of ours; null until an answer has told. */
export const clockDifference = ({ aheadMs }: Partial<CytracomFacts>): number | null =>
	aheadMs === undefined ? null : Math.round(aheadMs / 1000);
