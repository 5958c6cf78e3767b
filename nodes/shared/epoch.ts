/** Smaller counts are seconds: as milliseconds they would be before March 1973, as seconds up to the year 5138. */
const FIRST_MILLISECONDS = 1e11;
/** What a `Date` can hold, in milliseconds on either side of 1970. */
const MAX_MS = 8.64e15;

/**
 * Seconds or milliseconds since 1970 as whole milliseconds; null for a number that is not a date.
 *
 * @param count below 1e11 it is in seconds
 */
export function fromEpoch(count: number): number | null {
	const ms = Math.round(count < FIRST_MILLISECONDS ? count * 1000 : count);
	return Math.abs(ms) <= MAX_MS ? ms : null;
}
