import { subtract, union, type Interval } from './intervals';
import { CLOCK_SLACK, SETTLE_MARGIN } from './timing';

/** A stretch of call starts that was read to its end. */
export interface Sweep extends Interval {
	/**
	 * When: ms UTC, the start of the poll that read it. Infinity: after the lookback of its calls, so it is never
	 * read again.
	 */
	at: number;
}

/**
 * More are made coarser. In practice there are as many as windows in a lookback, or as polls in a backlog of it:
 * 100,000 calls are remembered at most and a poll hands over 1000.
 */
const MAX_SWEEPS = 200;

/** The sweeps after `intervals` were read at `at`: the latest reading of each moment counts. */
export function addSweep(
	sweeps: readonly Sweep[],
	intervals: readonly Interval[],
	at: number,
	lookbackMs: number,
): Sweep[] {
	const later = sweeps.filter((sweep) => sweep.at >= at);
	const earlier = sweeps.filter((sweep) => sweep.at < at);
	const added = subtract(union(intervals), later);
	const all = [
		...later,
		...earlier.flatMap((sweep) =>
			subtract([sweep], added).map((rest) => ({ ...rest, at: sweep.at })),
		),
		...added.map((interval) => ({ ...interval, at })),
	]
		.flatMap((sweep) => settle(sweep, lookbackMs))
		.sort((a, b) => a.from - b.from);
	const joined = join(all, (a, b) => a.at === b.at);
	return joined.length > MAX_SWEEPS ? join(joined, () => true) : joined;
}

/** The sweeps from `from` on. */
export function clipSweeps(sweeps: readonly Sweep[], from: number): Sweep[] {
	return sweeps
		.filter((sweep) => sweep.to > from)
		.map((sweep) => ({ ...sweep, from: Math.max(sweep.from, from) }));
}

/** The part of a sweep that needs no other: it was read after the lookback of its calls had ended. */
export function settledPart({ from, to, at }: Sweep, lookbackMs: number): Interval {
	return { from, to: Math.max(from, Math.min(to, at - lookbackMs - SETTLE_MARGIN)) };
}

/**
 * Up to where every call is settled for good, beginning at `from`.
 *
 * Two things must hold of a call that began at x. Its start was read after x + lookback: that settles it where windows
 * mean the call's start. And all of [x, x + lookback] was read at least once after its own time: that settles it
 * where windows mean the time when the transcript was made.
 */
export function settledUntil(sweeps: readonly Sweep[], from: number, lookbackMs: number): number {
	let settled = from;
	let read = from;
	for (const sweep of sweeps) {
		if (sweep.from <= settled) settled = Math.max(settled, settledPart(sweep, lookbackMs).to);
		if (sweep.from <= read) read = Math.max(read, Math.min(sweep.to, sweep.at - CLOCK_SLACK));
	}
	return Math.max(from, Math.min(settled, read - lookbackMs));
}

/** The part that is settled, and the rest. */
function settle(sweep: Sweep, lookbackMs: number): Sweep[] {
	const { to } = settledPart(sweep, lookbackMs);
	const parts = [
		{ ...sweep, to, at: Infinity },
		{ ...sweep, from: to },
	];
	return parts.filter((part) => part.from < part.to);
}

/** Touching neighbours become one sweep, as old as the older of them. */
function join(sorted: readonly Sweep[], belong: (a: Sweep, b: Sweep) => boolean): Sweep[] {
	const result: Sweep[] = [];
	for (const sweep of sorted) {
		const last = result.at(-1);
		if (last?.to === sweep.from && belong(last, sweep)) {
			last.to = sweep.to;
			last.at = Math.min(last.at, sweep.at);
		} else {
			result.push({ ...sweep });
		}
	}
	return result;
}
