import type { TimeRange } from '../../shared/timeRange';

const SECOND_MS = 1_000;
/**
 * Cytracom allows one day (docs/phone-systems.md, "Cytracom windows"); whether that includes exactly 24 hours is
 * undocumented, and its example uses a second less.
 */
export const MAX_WINDOW_MS = 24 * 60 * 60 * SECOND_MS - SECOND_MS;

/**
 * Windows that Cytracom accepts and that together cover a time range, newest first, on whole seconds. Whether a window
 * includes its ends is undocumented, so each begins a second before the previous one ends, the first begins a second
 * early, and the last ends a second late.
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

/** Windows of at most `maxMs` that together cover a time range, newest first, each a second into the previous one. */
export function overlapping({ from, through }: TimeRange, maxMs: number): TimeRange[] {
	const windows: TimeRange[] = [];
	for (let at = from, until = from; until < through; at = until - SECOND_MS) {
		until = Math.min(at + maxMs, through);
		windows.unshift({ from: at, through: until });
	}
	return windows;
}
