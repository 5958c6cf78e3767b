import { canonical } from '../record/criteria';
import { Remembered } from './remembered';
import type { Settings } from './settings';
import type { State } from './state';
import { BASELINE, JUST_BEGUN, RETENTION_MARGIN } from './timing';

/**
 * The state of a trigger that begins at `now`.
 *
 * `new`: a trigger that never ran, or ran for another owner. `initialLookbackMs` of history is given. What is ready at
 * the first reading and began before is history. What began up to some hours before and is not ready yet is given later.
 *
 * `lost`: there was a state that cannot be used (damaged, another node's, a newer version's). It is not known what was
 * given, so nothing that is ready now is given, not even from `initialLookbackMs`. But what began within
 * the lookback and becomes ready later is given: only calls that became ready since the last good poll are lost.
 */
export function freshState(settings: Settings, now: number, reason: 'new' | 'lost'): State {
	const { owner, criteria, lookbackMs, initialLookbackMs, retentionMs } = settings;
	const isNew = reason === 'new';
	const floor = isNew ? now - Math.max(initialLookbackMs, JUST_BEGUN) : now;
	const back = Math.max(BASELINE, isNew ? initialLookbackMs : lookbackMs);
	const origin = now - Math.min(back, retentionMs - RETENTION_MARGIN);
	return {
		owner,
		activatedAt: now,
		origin,
		floor,
		settled: origin,
		sweeps: [],
		sweptAt: now,
		holes: [],
		criteria: canonical(criteria),
		lookbackMs,
		former: [],
		seen: new Remembered(),
		unreadable: new Remembered(),
	};
}
