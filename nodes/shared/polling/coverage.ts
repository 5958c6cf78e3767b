import {
	CLOCK_SLACK,
	HOLE_REST,
	MAX_HOLES,
	MAX_SWEEPS,
	SETTLE_MARGIN,
	SHORTEST_HOLE,
	SHORTEST_HOLE_REST,
} from './timing';

/** A stretch of time in ms since 1970 UTC, including `from` but not `to`. */
export interface Interval {
	from: number;
	to: number;
}

/** A stretch of call starts that was read completely. */
export interface Sweep extends Interval {
	/** The start of the poll that read it, ms UTC. Infinity: after the lookback of its calls, so never again. */
	at: number;
}

/** A stretch that could not be read while others could. */
export interface Hole extends Interval {
	/** When it first and last failed, ms UTC. */
	since: number;
	triedAt: number;
}

/** Sorted and disjoint, without empty ones; adjacent ones are joined. */
export function union(intervals: readonly Interval[]): Interval[] {
	const result: Interval[] = [];
	for (const { from, to } of [...intervals].sort((a, b) => a.from - b.from)) {
		if (from >= to) continue;
		const last = result.at(-1);
		if (last && from <= last.to) last.to = Math.max(last.to, to);
		else result.push({ from, to });
	}
	return result;
}

/** The parts of `intervals` (disjoint) that are in none of `without`. */
export function subtract(intervals: readonly Interval[], without: readonly Interval[]): Interval[] {
	const gaps = union(without);
	return intervals.flatMap((interval) => {
		const rest: Interval[] = [];
		let from = interval.from;
		for (const gap of gaps) {
			if (gap.to <= from || gap.from >= interval.to) continue;
			if (gap.from > from) rest.push({ from, to: gap.from });
			from = gap.to;
		}
		if (from < interval.to) rest.push({ from, to: interval.to });
		return rest;
	});
}

/** The parts that are in both. */
export function intersect(a: readonly Interval[], b: readonly Interval[]): Interval[] {
	return a.flatMap((x) =>
		union(b)
			.map((y) => ({ from: Math.max(x.from, y.from), to: Math.min(x.to, y.to) }))
			.filter(({ from, to }) => from < to),
	);
}

/** Pieces of at most `maxMs` each, oldest first. */
export function split(intervals: readonly Interval[], maxMs: number): Interval[] {
	return intervals.flatMap(({ from, to }) => {
		const pieces: Interval[] = [];
		for (let start = from; start < to; start += maxMs) {
			pieces.push({ from: start, to: Math.min(start + maxMs, to) });
		}
		return pieces;
	});
}

/** What is left of sweeps or holes from `from` on. */
export function clip<T extends Interval>(stretches: readonly T[], from: number): T[] {
	const left = stretches.filter(({ to }) => to > from);
	return left.map((stretch) => ({ ...stretch, from: Math.max(stretch.from, from) }));
}

/** The sweeps after `intervals` were read at `at`. The latest reading of each moment counts. */
export function addSweep(
	sweeps: readonly Sweep[],
	intervals: readonly Interval[],
	at: number,
	lookbackMs: number,
): Sweep[] {
	const added = subtract(
		union(intervals),
		sweeps.filter((sweep) => sweep.at >= at),
	);
	const kept = sweeps.flatMap((sweep) =>
		sweep.at >= at ? [sweep] : subtract([sweep], added).map((rest) => ({ ...sweep, ...rest })),
	);
	const all = [...kept, ...added.map((interval) => ({ ...interval, at }))]
		.flatMap((sweep) => settle(sweep, lookbackMs))
		.sort((a, b) => a.from - b.from);
	const joined = join(all, (a, b) => a.at === b.at);
	return joined.length > MAX_SWEEPS ? join(joined, () => true) : joined;
}

/** The part of a sweep that was read after the lookback of its calls had ended: it need not be read again. */
export function settledPart({ from, to, at }: Sweep, lookbackMs: number): Interval {
	return { from, to: Math.max(from, Math.min(to, at - lookbackMs - SETTLE_MARGIN)) };
}

/**
 * How far every call from `from` on is settled for good.
 *
 * A call that began at x needs two things. Its start was read after x + lookback: that settles it if windows mean the
 * call's start. And all of [x, x + lookback] was read at least once after its own time: that settles it if windows mean
 * the time when the transcript was made.
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

/** Both halves, or the interval itself if it is too short to be halved. */
export function halves({ from, to }: Interval): Interval[] {
	const all = [{ from, to }];
	return to - from <= SHORTEST_HOLE ? all : split(all, Math.ceil((to - from) / 2));
}

/** The holes after a poll that read `read` and failed at `failed`. What had failed before is halved. */
export function updateHoles(
	holes: readonly Hole[],
	read: readonly Interval[],
	failed: readonly Interval[],
	now: number,
): Hole[] {
	const fresh = failed.flatMap((interval): Hole[] => {
		const known = holes.filter((hole) => intersect([hole], [interval]).length > 0);
		const since = Math.min(now, ...known.map((hole) => hole.since));
		const pieces = known.length > 0 ? halves(interval) : [interval];
		// neither half was tried on its own yet, so no rest
		const triedAt = pieces.length > 1 ? since : now;
		return pieces.map((piece) => ({ ...piece, since, triedAt }));
	});
	const rest = holes.flatMap((hole) =>
		subtract([hole], [...read, ...failed]).map((interval) => ({ ...hole, ...interval })),
	);
	return [...rest, ...fresh].sort((a, b) => a.from - b.from).slice(0, MAX_HOLES);
}

/** Whether a hole may be tried again: at once, then after as long as it has been failing, up to a limit. */
export function mayRetry(hole: Hole, now: number): boolean {
	const longest = halves(hole).length > 1 ? HOLE_REST : SHORTEST_HOLE_REST;
	return Math.abs(now - hole.triedAt) >= Math.min(hole.triedAt - hole.since, longest);
}

/** Whether to give up on a hole: it cannot be halved, and has failed for all of its calls' lookback. */
export function isLost(hole: Hole, now: number, lookbackMs: number): boolean {
	return (
		halves(hole).length === 1 && Math.max(hole.to, hole.since) <= now - lookbackMs - SETTLE_MARGIN
	);
}

/** The settled part and the rest. */
function settle(sweep: Sweep, lookbackMs: number): Sweep[] {
	const { to } = settledPart(sweep, lookbackMs);
	const parts = [
		{ ...sweep, to, at: Infinity },
		{ ...sweep, from: to },
	];
	return parts.filter((part) => part.from < part.to);
}

/** Joins adjacent sweeps that belong together. The result is as old as the older one. */
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
