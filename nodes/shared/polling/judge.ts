import type { FoundCall } from '../found';
import type { CallHead } from '../record/callRecord';
import { fit, isReady } from '../record/criteria';
import type { State } from './state';
import { SETTLE_MARGIN } from './timing';

/**
 * `give` it, `leaveOut` for good (it is remembered), decide `later` when more of it is there, or `pass` over it:
 * decided before, or too old.
 */
export type Verdict = 'give' | 'leaveOut' | 'later' | 'pass';

/**
 * What to do with a call.
 * @param state as the poll began with it
 * @param key the call's key
 * @param start when it began, ms UTC
 */
export function judge(state: State, call: FoundCall, key: string, start: number): Verdict {
	const { head } = call;
	if (start < state.settled || state.seen.has(key)) return 'pass';
	if (!isReady(call, state.criteria)) return 'later';
	if (start < state.floor && !wasRead(state, start)) return 'leaveOut';
	const former = state.former.filter(({ until }) => start < until);
	const all = [state, ...former].map(({ criteria }) => criteria);
	const fits = all.map((criteria) => fit(call, criteria));
	if (fits.includes('no')) return 'leaveOut';
	if (former.some(({ lookbackMs }) => wasTooLate(head, start, lookbackMs))) return 'leaveOut';
	// What is never there is passed over for good when the lookback ends.
	const isWhole = !fits.includes('later') && all.every((criteria) => isReady(call, criteria));
	return isWhole ? 'give' : 'later';
}

/** A call from before the activation is history when the first reading of its time finds it ready, and new when a later one does. */
function wasRead(state: State, start: number): boolean {
	return state.sweeps.some(({ from, to }) => from <= start && start < to);
}

/** Whether the former lookback had left the call out. Without `transcribedAt` nobody knows: then losing none wins. */
function wasTooLate({ transcribedAt }: CallHead, start: number, lookbackMs: number): boolean {
	return transcribedAt !== null && Date.parse(transcribedAt) - start > lookbackMs + SETTLE_MARGIN;
}
