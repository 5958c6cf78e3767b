import { canonical } from '../record/criteria';
import { clipHoles } from './holes';
import type { Settings } from './settings';
import type { Former, State } from './state';
import { clipSweeps } from './sweeps';
import { RETENTION_MARGIN, SETTLE_MARGIN } from './timing';

/**
 * How a poll starts. `activate`: a person switched the workflow on; only the first poll after that, or a backlog would
 * be cut off again and again. `continue`: every other poll, a restart, an edit.
 */
export type PollStart = 'activate' | 'continue';

/**
 * More are forgotten, oldest first: a call that came before the twenty-first change within a lookback may then be given
 * although the settings before it had left it out. Somebody who tries filters makes a dozen changes in a day.
 */
const MAX_FORMER = 20;

/** What must change in a saved state before a poll goes on from it. Made once a poll, applied to the state again at its end. */
export interface Adjustment {
	now: number;
	settings: Settings;
	/** Of the state that the poll began with, to tell whether another poll changed them meanwhile. */
	ownerBefore: string;
	settingsBefore: string;
	/** The clock was set back. */
	rewind: boolean;
	/** Calls that began before are given no more. */
	cutOff: number;
}

export function adjustmentFor(
	state: State,
	settings: Settings,
	now: number,
	start: PollStart,
): Adjustment {
	const kept = now - settings.retentionMs + RETENTION_MARGIN;
	return {
		now,
		settings,
		ownerBefore: state.owner,
		settingsBefore: settingsOf(state),
		rewind: state.sweptAt > now || state.settled > now,
		cutOff: start === 'activate' ? Math.max(kept, now - settings.lookbackMs) : kept,
	};
}

/** Changes `state`. Applying an adjustment twice does the same as once. */
export function adjust(state: State, adjustment: Adjustment): void {
	const { settings, now, cutOff } = adjustment;
	if (state.owner === adjustment.ownerBefore) state.owner = settings.owner;
	if (adjustment.rewind) rewind(state, now);
	if (cutOff > state.settled) {
		// What the vendor dropped must stay reachable for a rewind: the clock may only have jumped ahead.
		if (cutOff > now - settings.retentionMs + RETENTION_MARGIN) state.origin = cutOff;
		moveSettled(state, cutOff);
	}
	if (settingsOf(state) === adjustment.settingsBefore) changeSettings(state, settings, now);
}

/** Calls that began before `time` are settled, and what is only needed for them is dropped. Changes `state`. */
export function moveSettled(state: State, time: number): void {
	state.settled = Math.max(state.settled, time);
	state.sweeps = clipSweeps(state.sweeps, state.settled);
	state.holes = clipHoles(state.holes, state.settled);
}

/**
 * The clock was ahead when `settled` was set, or is behind now. The starts of remembered calls come from the vendor's
 * clock: everything from a lookback before the newest of them is read once more, and is still remembered (see `forget`).
 *
 * What cannot be noticed: a clock that is corrected while nothing polls, for as long as it was ahead.
 */
function rewind(state: State, now: number): void {
	const newest = state.seen.newest() ?? -Infinity;
	const trusted = Math.max(state.origin, newest - state.lookbackMs - SETTLE_MARGIN);
	const settled = Math.min(state.settled, trusted);
	const end = state.sweeps.at(-1)?.to ?? settled;
	// "Read once, long ago": due at once, but known as read, so that nothing in it passes for history.
	state.sweeps = end > settled ? [{ from: settled, to: end, at: settled }] : [];
	state.sweptAt = now;
	state.holes = [];
	state.settled = settled;
}

/** Calls that began before the change must fit the former settings too. */
function changeSettings(state: State, settings: Settings, now: number): void {
	const former: Former = { until: now, criteria: state.criteria, lookbackMs: state.lookbackMs };
	state.criteria = canonical(settings.criteria);
	state.lookbackMs = settings.lookbackMs;
	const text = settingsOf(former);
	if (text === settingsOf(state)) return;
	state.former = [...state.former.filter((other) => settingsOf(other) !== text), former].slice(
		-MAX_FORMER,
	);
}

function settingsOf({ criteria, lookbackMs }: Pick<State, 'criteria' | 'lookbackMs'>): string {
	return JSON.stringify([canonical(criteria), lookbackMs]);
}
