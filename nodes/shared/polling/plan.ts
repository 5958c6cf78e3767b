import {
	intersect,
	mayRetry,
	settledPart,
	split,
	subtract,
	union,
	type Interval,
} from './coverage';
import type { Settings } from './settings';
import type { State } from './state';
import { CLOCK_SLACK, HOUR, RECENT, SWEEP_EVERY, SWEEP_TOGETHER } from './timing';

/** What a poll reads. */
export interface Plan {
	/** Oldest first; the last one holds the recent window's end. */
	windows: Interval[];
	/** Stretches that failed before and may be tried again. They come last, so that they block nothing. */
	retries: Interval[];
	/** What counts as swept once it was read. The recent window alone does not: an idle poll leaves the state unchanged. */
	sweeping: Interval[];
}

/**
 * What to read at `now` (ms UTC): always the recent window, and the part of the lookback that is due. A stretch is due
 * when it is not settled, was not read for an hour (or ever), and is before the recent window.
 */
export function planPoll(state: State, { maxWindowMs }: Settings, now: number): Plan {
	const until = now + CLOCK_SLACK;
	const recent = { from: Math.max(state.settled, now - RECENT), to: until };
	const { holes } = state;
	const stale = readBefore(state, until, now - SWEEP_EVERY);
	const isEarly = ({ from }: Interval) => from < recent.from;
	const isDue = subtract(stale, holes).some(isEarly);
	const due = isDue
		? subtract(readBefore(state, until, now - SWEEP_TOGETHER), holes).filter(isEarly)
		: [];
	const failing = holes.filter((hole) => mayRetry(hole, now));
	const retries = intersect(failing, [...stale, recent]);
	return {
		windows: split(union([...due, ...subtract([recent], holes)]), maxWindowMs),
		retries: split(retries, maxWindowMs),
		sweeping: union([...due, ...retries]),
	};
}

/**
 * Where to look for remembered calls, to tell whether the state is this owner's: from an hour before the newest one
 * that began by now (a start may move by an hour) to the end of its lookback (a window may mean the transcript's time).
 * @returns oldest first; none when nothing is remembered, or the vendor no longer keeps it
 */
export function probeWindows(
	{ seen, lookbackMs }: State,
	{ maxWindowMs }: Settings,
	retentionMs: number,
	now: number,
): Interval[] {
	const newest = seen.newest(now + CLOCK_SLACK) ?? -Infinity;
	const from = Math.max(newest - HOUR, now - retentionMs + HOUR);
	const to = Math.min(newest + 2 * HOUR + lookbackMs, now + CLOCK_SLACK);
	return newest + HOUR > from ? split([{ from, to }], maxWindowMs) : [];
}

/** The parts of [settled, until) that are neither settled nor were read after `time`. */
function readBefore(state: State, until: number, time: number): Interval[] {
	const fresh = state.sweeps.map((sweep) =>
		sweep.at > time ? sweep : settledPart(sweep, state.lookbackMs),
	);
	return subtract([{ from: state.settled, to: until }], fresh);
}
