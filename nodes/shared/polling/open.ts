import { freshState } from './activation';
import type { Settings } from './settings';
import { parseState, type State } from './state';

/** `kept`: go on from it. `fresh`: an activation. `doubtful`: another owner's, unless its calls show up again. */
export interface Opened {
	kind: 'kept' | 'fresh' | 'doubtful';
	state: State;
}

/** The state to begin a poll with. @param saved what was saved, if anything; @param now ms UTC */
export function openState(saved: unknown, settings: Settings, now: number): Opened {
	if (saved === undefined || saved === null || saved === '') return fresh(settings, now, 'new');
	const state = parseState(saved);
	if (!state || wasMadeAhead(state, now)) return fresh(settings, now, 'lost');
	if (state.owner === settings.owner) return { kind: 'kept', state };
	if (settings.mayHaveBeen?.(state.owner)) return { kind: 'doubtful', state };
	return fresh(settings, now, 'new');
}

function fresh(settings: Settings, now: number, reason: 'new' | 'lost'): Opened {
	return { kind: 'fresh', state: freshState(settings, now, reason) };
}

/**
 * Whether the state was made when the clock was hours or days ahead: in its terms nothing of today ever happened.
 * When a remembered call began later than now, the clock is behind now instead, and the state is good. A trigger that
 * has not met a single call cannot tell, and starts afresh.
 */
function wasMadeAhead({ origin, seen }: State, now: number): boolean {
	return origin > now && (seen.newest() ?? -Infinity) <= now;
}
