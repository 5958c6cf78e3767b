import type { TimeRange } from '../../shared/timeRange';

const SECOND_MS = 1_000;
/**
 * Cytracom allows one day (docs/phone-systems.md, "Cytracom windows"); whether exactly 24 hours count as that is not
 * said, and its example takes a second less.
 */
export const MAX_WINDOW_MS = 24 * 60 * 60 * SECOND_MS - SECOND_MS;

/**
 * Windows that Cytracom accepts and that together hold a stretch of time, newest first. On whole seconds. Whether its ends
 * belong to a window is not said: so one begins a second before the one before it ends, the first a second early, and the
 * last ends a second late.
 *
 * @param latest no window ends after this moment
 */
export function cutIntoWindows({ from, through }: TimeRange, latest: number): TimeRange[] {
	const start = (Math.floor(from / SECOND_MS) - 1) * SECOND_MS;
	const end = Math.min(
		(Math.floor(through / SECOND_MS) + 1) * SECOND_MS,
		Math.floor(latest / SECOND_MS) * SECOND_MS,
	);
	return overlapping({ from: start, through: end }, MAX_WINDOW_MS);
}

/** Windows of at most `maxMs` that together are a stretch of time, newest first, each a second into the one before it. */
export function overlapping({ from, through }: TimeRange, maxMs: number): TimeRange[] {
	const windows: TimeRange[] = [];
	for (let at = from, until = from; until < through; at = until - SECOND_MS) {
		until = Math.min(at + maxMs, through);
		windows.unshift({ from: at, through: until });
	}
	return windows;
}
