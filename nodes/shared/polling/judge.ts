import type { FoundCall } from '../found';
import type { CallHead } from '../record/callRecord';
import { fit, isReady } from '../record/criteria';
import type { State } from './state';
import { SETTLE_MARGIN } from './timing';

/**
 * `give`: return it; `leaveOut`: exclude it for good, which is remembered; `later`: decide when more of it is ready;
 * `pass`: skip it, as already decided or too old.
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
	// A call that never becomes complete is skipped when its lookback ends.
	const isWhole = !fits.includes('later') && all.every((criteria) => isReady(call, criteria));
	return isWhole ? 'give' : 'later';
}

/** A call from before the activation is history if the first reading of its time finds it ready, and new if a later one does. */
function wasRead(state: State, start: number): boolean {
	return state.sweeps.some(({ from, to }) => from <= start && start < to);
}

/** Whether the former lookback had excluded the call. Without `transcribedAt` this is unknown, and returning it wins. */
function wasTooLate({ transcribedAt }: CallHead, start: number, lookbackMs: number): boolean {
	return transcribedAt !== null && Date.parse(transcribedAt) - start > lookbackMs + SETTLE_MARGIN;
}
