import type { FoundCall } from './found';
import { isOverdue, type Hole } from './holes';
import { intersect } from './intervals';
import type { Plan } from './plan';
import type { PollOptions, PollResult } from './pollOptions';
import type { Reading } from './reading';
import type { State } from './state';
import { HOLE_REPORT_EVERY } from './timing';

/** After so many in a row the phone system is taken to be away, and only the recent window is tried yet. */
const MAX_FAULTS = 2;

/** Reads what fits into the poll. @returns the fault when the poll is to end with it */
export async function readPlan<Call extends FoundCall>(
	plan: Plan,
	reading: Reading<Call>,
	state: State,
	options: PollOptions<Call>,
	now: number,
): Promise<PollResult<Call>['fault']> {
	const { settings, thrown, isQuiet } = options;
	const mayThrow = (hole: Hole) =>
		!isQuiet && Math.abs(now - (thrown.get(holeName(hole)) ?? -Infinity)) >= HOLE_REPORT_EVERY;
	const throwFor = (hole: Hole) => {
		thrown.set(holeName(hole), now);
		return reading.fault;
	};
	const isOver = () =>
		reading.isFull ||
		options.now() >= options.deadline ||
		(reading.fault !== undefined && options.endsPoll?.(reading.fault.error) === true);

	const overdue = state.holes.find((hole) => isOverdue(hole, now) && mayThrow(hole));
	if (overdue) {
		// First and alone: when it fails again, the error costs no call, for the next poll reads the rest.
		const { from, to } = overdue;
		const window = { from, to: Math.min(to, from + settings.maxWindowMs) };
		plan.sweeping.push(window);
		if (!(await reading.add(window))) return throwFor(overdue);
	}
	if (reading.read.length === 0 || !isOver()) await readWindows(plan, reading, isOver);

	const { fault, read, failed } = reading;
	if (read.length === 0) return fault;
	if (reading.calls.length > 0 || intersect(read, plan.sweeping).length > 0) return undefined;
	const known = state.holes.find((hole) => intersect([hole], failed).length > 0);
	return known && mayThrow(known) ? throwFor(known) : undefined;
}

/** Oldest first; when the phone system seems to be away, only the last window yet; then what failed before. */
async function readWindows<Call extends FoundCall>(
	{ windows, retries }: Plan,
	reading: Reading<Call>,
	isOver: () => boolean,
): Promise<void> {
	let faults = 0;
	for (const [index, window] of windows.entries()) {
		if (faults >= MAX_FAULTS && index < windows.length - 1) continue;
		faults = (await reading.add(window)) ? 0 : faults + 1;
		if (isOver()) return;
	}
	for (const window of retries) {
		if (faults >= MAX_FAULTS) return;
		faults = (await reading.add(window)) ? 0 : faults + 1;
		if (isOver()) return;
	}
}

function holeName({ since }: Hole): string {
	return `hole ${since}`;
}
