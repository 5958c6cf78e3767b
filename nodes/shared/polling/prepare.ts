import type { Criteria } from '../record/criteria';
import { clip, union } from './coverage';
import { Remembered } from './remembered';
import type { Settings } from './settings';
import type { Source } from './source';
import { parseState, type Former, type State } from './state';
import { BASELINE, JUST_BEGUN, MAX_FORMER, RETENTION_MARGIN, SETTLE_MARGIN } from './timing';

/** The owner in a state made before the phone system ever answered: whichever opens next is the owner. */
const UNKNOWN = '';

/** `kept`: go on from it. `fresh`: an activation. `doubtful`: another owner's, unless its calls show up again. */
export interface Opened {
	kind: 'kept' | 'fresh' | 'doubtful';
	state: State;
}

/** The state to begin a poll with. @param saved what was saved, if anything; @param now ms UTC */
export function openState(
	saved: unknown,
	{ owner, mayHaveBeen }: Pick<Source, 'owner' | 'mayHaveBeen'>,
	settings: Settings,
	now: number,
): Opened {
	const fresh = (reason: 'new' | 'lost'): Opened => ({
		kind: 'fresh',
		state: freshState(owner, settings, now, reason),
	});
	if (saved === undefined || saved === null || saved === '') return fresh('new');
	const state = parseState(saved);
	if (!state || wasMadeAhead(state, now)) return fresh('lost');
	if (state.owner === owner || state.owner === UNKNOWN) return { kind: 'kept', state };
	return mayHaveBeen?.(state.owner) ? { kind: 'doubtful', state } : fresh('new');
}

/** The state to count from when the phone system does not answer; undefined when the saved one will do. */
export function beginState(saved: unknown, settings: Settings, now: number): State | undefined {
	const source = { owner: UNKNOWN, mayHaveBeen: () => true };
	const { kind, state } = openState(saved, source, settings, now);
	return kind === 'fresh' ? state : undefined;
}

/**
 * The state of a trigger that begins at `now`.
 *
 * `new`: a trigger that never ran, or ran for another owner. `initialLookbackMs` of history is returned. An older call that
 * is ready at the first reading is history; one that began a few hours ago and is not ready yet is returned later.
 *
 * `lost`: the saved state cannot be used (damaged, another node's, a newer version's). What was returned is unknown, so
 * nothing that is ready now is returned, not even from `initialLookbackMs`. A call that began within the lookback and
 * becomes ready later is returned: only calls that became ready since the last good poll are lost.
 */
export function freshState(
	owner: string,
	{ criteria, lookbackMs, initialLookbackMs }: Settings,
	now: number,
	reason: 'new' | 'lost',
): State {
	const isNew = reason === 'new';
	const origin = now - Math.max(BASELINE, isNew ? initialLookbackMs : lookbackMs);
	return {
		owner,
		activatedAt: now,
		origin,
		floor: isNew ? now - Math.max(initialLookbackMs, JUST_BEGUN) : now,
		settled: origin,
		sweeps: [],
		sweptAt: now,
		holes: [],
		criteria,
		lookbackMs,
		former: [],
		seen: new Remembered(),
		unreadable: new Remembered(),
	};
}

/**
 * Brings a state up to date before a poll goes on from it: owner, clock, what the vendor still has, settings.
 * Changes `state`.
 * @param isSwitchedOn see `PollOptions`
 */
export function prepare(
	state: State,
	settings: Settings,
	{ owner, retentionMs }: Pick<Source, 'owner' | 'retentionMs'>,
	now: number,
	isSwitchedOn: boolean,
): void {
	state.owner = owner;
	if (state.sweptAt > now || state.settled > now) rewind(state, now);
	const kept = now - retentionMs + RETENTION_MARGIN;
	// A brand-new state has seen no pause: n8n is retrying an activation that failed.
	const isPaused = isSwitchedOn && now - state.activatedAt > JUST_BEGUN;
	const pauseEnds = isPaused ? now - settings.lookbackMs : -Infinity;
	// What the vendor dropped stays within reach of a rewind: perhaps the clock only jumped ahead.
	if (pauseEnds > Math.max(kept, state.settled)) state.origin = pauseEnds;
	moveSettled(state, Math.max(kept, pauseEnds));
	changeSettings(state, settings, now);
}

/** Settles calls that began before `time`, and drops what only they needed. Changes `state`. */
export function moveSettled(state: State, time: number): void {
	state.settled = Math.max(state.settled, time);
	state.sweeps = clip(state.sweeps, state.settled);
	state.holes = clip(state.holes, state.settled);
}

/**
 * Whether the state was made while the clock was hours or days ahead: for it, nothing of today has happened yet. If a
 * remembered call began later than now, the clock is behind instead, and the state is good.
 */
function wasMadeAhead({ origin, seen }: State, now: number): boolean {
	return origin > now && (seen.newest() ?? -Infinity) <= now;
}

/**
 * The clock was ahead when `settled` was set, or is behind now. The starts of remembered calls come from the vendor's
 * clock, so everything from a lookback before the newest one is read once more. It is still remembered (see `forget`).
 *
 * A clock that was ahead and is corrected while nothing polls, for as long as it was ahead, goes unnoticed.
 */
function rewind(state: State, now: number): void {
	const newest = state.seen.newest() ?? -Infinity;
	const trusted = Math.max(state.origin, newest - state.lookbackMs - SETTLE_MARGIN);
	const settled = Math.min(state.settled, trusted);
	const read = state.sweeps.length > 0 ? [{ from: settled, to: state.settled }] : [];
	// "Read once, long ago": due at once, but known to be read, so that nothing in it passes for history.
	state.sweeps = union([...read, ...state.sweeps]).map((all) => ({ ...all, at: settled }));
	state.sweptAt = now;
	state.holes = [];
	state.settled = settled;
}

/** Calls that began before the change must fit the former settings too. */
function changeSettings(state: State, { criteria, lookbackMs }: Settings, now: number): void {
	const former: Former = { until: now, criteria: state.criteria, lookbackMs: state.lookbackMs };
	state.criteria = criteria;
	state.lookbackMs = lookbackMs;
	const text = textOf(former);
	if (text === textOf(state)) return;
	const others = state.former.filter((other) => textOf(other) !== text);
	state.former = [...others, former].slice(-MAX_FORMER);
}

function textOf({ criteria, lookbackMs }: { criteria: Criteria; lookbackMs: number }): string {
	return JSON.stringify([criteria, lookbackMs]);
}
