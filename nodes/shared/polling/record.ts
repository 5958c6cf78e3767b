import { addSweep, intersect, settledUntil, updateHoles } from './coverage';
import type { Plan } from './plan';
import { moveSettled } from './prepare';
import type { Candidate, Reading } from './read';
import { callKey } from './remembered';
import type { State } from './state';
import {
	MAX_EXAMPLES,
	MAX_REASON,
	MAX_REMEMBERED,
	MAX_UNREADABLE,
	REMEMBER_MARGIN,
	SETTLE_MARGIN,
} from './timing';

/** What a poll achieved. */
export type Work = Pick<Reading, 'calls' | 'leftOut' | 'unreadable' | 'read' | 'failed'>;

/**
 * Adds what a poll achieved to the state that it began with. Changes `state`.
 * @param now when the poll began, ms UTC
 * @returns the calls to give, oldest first
 */
export function record(state: State, work: Work, { sweeping }: Plan, now: number): Candidate[] {
	const calls = [...work.calls].sort((a, b) => a.start - b.start);
	for (const { key, start } of [...work.leftOut, ...calls]) state.seen.add(key, start);
	addUnreadable(state, work, sweeping.length > 0, now);
	const swept = intersect(work.read, sweeping);
	state.sweeps = addSweep(state.sweeps, swept, now, state.lookbackMs);
	if (swept.length > 0) state.sweptAt = Math.max(state.sweptAt, now);
	state.holes = updateHoles(state.holes, work.read, work.failed, now);
	moveSettled(state, settledUntil(state.sweeps, state.settled, state.lookbackMs));
	forget(state);
	return calls;
}

function addUnreadable(state: State, { unreadable }: Work, isSweep: boolean, now: number): void {
	for (const { key, reason } of unreadable) {
		const name = callKey(key);
		const isNew = !state.unreadable.has(name);
		// The hour is that of the last sweep that met it: it is remembered for as long as it is met.
		if (isNew || isSweep) state.unreadable.add(name, now);
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
