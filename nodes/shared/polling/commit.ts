import { adjust, moveSettled, type Adjustment } from './adjust';
import { callKey } from './callKey';
import type { Candidate, LeftOut } from './collect';
import type { Unreadable } from '../found';
import { updateHoles } from './holes';
import { intersect, type Interval } from './intervals';
import type { Report, State } from './state';
import { addSweep, settledUntil } from './sweeps';
import { REMEMBER_MARGIN, SETTLE_MARGIN } from './timing';

/** What a poll achieved. */
export interface Work<Call> {
	/** When the poll began, ms UTC. */
	startedAt: number;
	adjustment: Adjustment;
	/** `activatedAt` of the state that it worked on. */
	activatedAt: number;
	calls: Candidate<Call>[];
	leftOut: LeftOut[];
	unreadable: Unreadable[];
	/** What was read to its end. */
	read: Interval[];
	/** What of it counts as swept. */
	sweeping: Interval[];
	failed: Interval[];
	/** The name of the report that was thrown in this process and need not be kept. */
	thrownReport?: string | undefined;
}

/** About nine bytes each: under a megabyte of state. A lookback of a week holds so many at 14,000 calls a day. */
export const MAX_REMEMBERED = 100_000;

/** So many unreadable records mean that the vendor's format has changed, and then one report says it all. */
const MAX_UNREADABLE = 10_000;

/** An error message shows no more of them. */
const MAX_EXAMPLES = 3;

/** Characters of a reason in a report. */
const MAX_REASON = 200;

/**
 * Adds what a poll achieved to the state as it is now, which another poll may have changed meanwhile. Changes `state`.
 * @returns the calls to give, oldest first: those that no other poll gave meanwhile. Undefined when the state is of
 * another activation: then the whole poll counts for nothing.
 */
export function commit<Call>(state: State, work: Work<Call>): Candidate<Call>[] | undefined {
	if (state.activatedAt !== work.activatedAt) return undefined;
	adjust(state, work.adjustment);
	const calls = work.calls
		.filter(({ key, start }) => start >= state.settled && !state.seen.has(key))
		.sort((a, b) => a.start - b.start);
	for (const { key, start } of [...work.leftOut, ...calls]) {
		if (start >= state.settled) state.seen.add(key, start);
	}
	addUnreadable(state, work);
	const swept = intersect(work.read, work.sweeping);
	state.sweeps = addSweep(state.sweeps, swept, work.startedAt, state.lookbackMs);
	if (swept.length > 0) state.sweptAt = Math.max(state.sweptAt, work.startedAt);
	state.holes = updateHoles(state.holes, work.read, work.failed, work.startedAt);
	moveSettled(state, settledUntil(state.sweeps, state.settled, state.lookbackMs));
	forget(state);
	return calls;
}

/** How a report is known in the process that threw it. */
export function reportName({ count, examples }: Report): string {
	return `report ${count} ${examples.map(({ key }) => key).join(' ')}`;
}

function addUnreadable<Call>(state: State, work: Work<Call>): void {
	if (state.report && reportName(state.report) === work.thrownReport) state.report = undefined;
	for (const { key, reason } of work.unreadable) {
		const name = callKey(key);
		const isNew = !state.unreadable.has(name);
		// The hour is that of the last sweep that met it: it is remembered for as long as it is met.
		if (isNew || work.sweeping.length > 0) state.unreadable.add(name, work.startedAt);
		if (!isNew) continue;
		const { count, examples } = state.report ?? { count: 0, examples: [] };
		const example = { key: key.slice(0, MAX_REASON), reason: reason.slice(0, MAX_REASON) };
		state.report = {
			count: count + 1,
			examples: examples.length < MAX_EXAMPLES ? [...examples, example] : examples,
		};
	}
}

/**
 * A call is remembered while it can still be read, and so are the settings that were in force when it began. That is
 * judged by the newest remembered call too: its start comes from the vendor's clock, so a clock of ours that jumps
 * ahead a year makes nothing forgotten.
 */
function forget(state: State): void {
	const { seen, unreadable } = state;
	const newest = seen.newest() ?? Infinity;
	const before =
		Math.min(state.settled, newest - state.lookbackMs - SETTLE_MARGIN) - REMEMBER_MARGIN;
	state.former = state.former.filter(({ until }) => until > before);
	seen.forgetBefore(before);
	const forgotten = seen.forgetDownTo(MAX_REMEMBERED);
	if (forgotten !== undefined) {
		// What is forgotten must not be read again: better a late transcript lost than thousands given twice.
		state.origin = Math.max(state.origin, forgotten);
		moveSettled(state, forgotten);
	}
	unreadable.forgetBefore(state.settled - REMEMBER_MARGIN);
	unreadable.forgetDownTo(MAX_UNREADABLE);
}
