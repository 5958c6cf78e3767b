/** A stretch of time, in ms since 1970 UTC: `from` belongs to it, `to` does not. */
export interface Interval {
	from: number;
	to: number;
}

/** Sorted, disjoint, without empty ones; touching ones become one. */
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

/** What of `intervals` (disjoint) is in none of `without`. */
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

/** What is in both. */
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
