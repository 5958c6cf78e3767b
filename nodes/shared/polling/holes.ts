import { intersect, subtract, type Interval } from './intervals';
import { HOLE_REPORT_EVERY, HOLE_REST } from './timing';

/** A stretch that could not be read although others could. */
export interface Hole extends Interval {
	/** When it failed first, and last: ms UTC. */
	since: number;
	triedAt: number;
}

/** More are not kept apart from what is simply not read yet: they are asked again, only without a rest. */
const MAX_HOLES = 50;

/** The holes after a poll that read `read` and failed at `failed`. */
export function updateHoles(
	holes: readonly Hole[],
	read: readonly Interval[],
	failed: readonly Interval[],
	now: number,
): Hole[] {
	const fresh = failed.map((interval) => {
		const known = holes.filter((hole) => intersect([hole], [interval]).length > 0);
		return { ...interval, since: Math.min(now, ...known.map((hole) => hole.since)), triedAt: now };
	});
	const rest = holes.flatMap((hole) =>
		subtract([hole], [...read, ...failed]).map((interval) => ({ ...hole, ...interval })),
	);
	return [...rest, ...fresh].sort((a, b) => a.from - b.from).slice(0, MAX_HOLES);
}

/** The holes from `from` on. */
export function clipHoles(holes: readonly Hole[], from: number): Hole[] {
	return holes
		.filter((hole) => hole.to > from)
		.map((hole) => ({ ...hole, from: Math.max(hole.from, from) }));
}

/** Whether a hole may be asked again: at once, then after as long as it has been failing, up to a limit. */
export function mayRetry({ since, triedAt }: Hole, now: number): boolean {
	return Math.abs(now - triedAt) >= Math.min(triedAt - since, HOLE_REST);
}

/** Whether a hole has been there so long that the user must hear of it. */
export function isOverdue({ since }: Hole, now: number): boolean {
	return now - since >= HOLE_REPORT_EVERY;
}
