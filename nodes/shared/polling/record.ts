import type { Unreadable } from '../found';
import { addSweep, intersect, isLost, settledUntil, updateHoles } from './coverage';
import type { Plan } from './plan';
import { moveSettled } from './prepare';
import type { Reading } from './read';
import { callKey } from './remembered';
import type { State } from './state';
import { MAX_REMEMBERED, REMEMBER_MARGIN, REPORTED, SETTLE_MARGIN } from './timing';

/** What a poll achieved. */
export type Work = Pick<Reading, 'parts' | 'read' | 'failed'>;

/** Remembered while the lookback is cut to what can be remembered, so that it is reported once. */
const SHORTENED = callKey('shortened');

/**
 * Adds what a poll achieved to the state it began with. Changes `state`.
 * @param now when the poll began, ms UTC
 */
export function record(state: State, work: Work, { sweeping }: Plan, now: number): void {
	for (const { calls, leftOut, unreadable } of work.parts) {
		for (const { key, start } of [...leftOut, ...calls]) state.seen.add(key, start);
		addUnreadable(state, unreadable, sweeping.length > 0, now);
	}
	const swept = intersect(work.read, sweeping);
	const holes = updateHoles(state.holes, work.read, work.failed, now);
	const lost = holes.filter((hole) => isLost(hole, now, state.lookbackMs));
	state.holes = holes.filter((hole) => !lost.includes(hole));
	state.sweeps = addSweep(state.sweeps, [...swept, ...lost], now, state.lookbackMs);
	if (swept.length > 0) state.sweptAt = Math.max(state.sweptAt, now);
	moveSettled(state, settledUntil(state.sweeps, state.settled, state.lookbackMs));
	forget(state, now);
}

function addUnreadable(state: State, found: Unreadable[], isSweep: boolean, now: number): void {
	for (const { key, reason } of found) {
		const name = callKey(key);
		const isNew = !state.unreadable.has(name);
		// Its hour is that of the last sweep that met it, so it is remembered for as long as it is met.
		if (isNew || isSweep) state.unreadable.add(name, now);
		if (!isNew) continue;
		const report = state.report ?? { count: 0, examples: [] };
		const short = (text: string) => text.slice(0, REPORTED.characters);
		const all = [...report.examples, { key: short(key), reason: short(reason) }];
		const examples = all.slice(0, REPORTED.examples);
		state.report = { ...report, count: report.count + 1, examples };
	}
}

/**
 * A call is remembered while it can still be read, and so are the settings that were in force when it began. The newest
 * remembered call has a say: its start comes from the vendor's clock, so nothing is forgotten when ours jumps a year ahead.
 */
function forget(state: State, now: number): void {
	const { seen, unreadable } = state;
	const newest = seen.newest() ?? Infinity;
	const before =
		Math.min(state.settled, newest - state.lookbackMs - SETTLE_MARGIN) - REMEMBER_MARGIN;
	state.former = state.former.filter(({ until }) => until > before);
	seen.forgetBefore(before);
	const forgotten = seen.forgetDownTo(MAX_REMEMBERED);
	if (forgotten !== undefined) {
		// What is forgotten must not be read again: better to lose a late transcript than to return thousands twice.
		state.origin = Math.max(state.origin, forgotten);
		moveSettled(state, forgotten);
		const isTold = unreadable.has(SHORTENED);
		if (!isTold) state.report = { count: 0, examples: [], ...state.report, isShortened: true };
		unreadable.add(SHORTENED, now);
	}
	unreadable.forgetBefore(state.settled - REMEMBER_MARGIN);
	unreadable.forgetDownTo(REPORTED.known);
}
