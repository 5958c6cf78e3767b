import type { Criteria } from '../record/criteria';
import type { Hole, Sweep } from './coverage';
import { callKey, Remembered } from './remembered';

/** Settings that were in force until a change. */
export interface Former {
	/** ms UTC. A call that began before must fit these too. */
	until: number;
	criteria: Criteria;
	lookbackMs: number;
}

/** What could not be read and has not been reported yet. */
export interface Report {
	/** How many records. */
	count: number;
	/** The first few of them. */
	examples: { key: string; reason: string }[];
	/** The lookback holds more calls than can be remembered; older ones are no longer picked up. */
	isShortened?: true;
}

/** What a trigger knows from one poll to the next. Times are ms since 1970, UTC. */
export interface State {
	owner: string;
	/** When it was created: the moment the trigger counts from. */
	activatedAt: number;
	/** Calls that began before are never returned. */
	origin: number;
	/** Calls that began before existed at the activation: those that were ready then are history. */
	floor: number;
	/** Calls that began before are settled: returned or excluded, for good. */
	settled: number;
	/** What was read from `settled` on, sorted and disjoint. */
	sweeps: Sweep[];
	/** When the latest of them was read. If now is before that, the clock was set back. */
	sweptAt: number;
	holes: Hole[];
	criteria: Criteria;
	lookbackMs: number;
	former: Former[];
	/** Calls that were returned or excluded. */
	seen: Remembered;
	/** Records that could not be read. */
	unreadable: Remembered;
	report?: Report | undefined;
}

/** The version of the string form. There is no older one yet; a newer one is not understood. */
const VERSION = '1';
const FORM = new RegExp(`^${VERSION} (\\S+) (.*)$`, 's');

/**
 * The string form: version, check, JSON. The same state makes the same string, so a poll that changes nothing writes
 * nothing.
 */
export function serialize(state: State): string {
	const json = JSON.stringify({
		owner: state.owner,
		activatedAt: state.activatedAt,
		origin: state.origin,
		floor: state.floor,
		settled: state.settled,
		sweeps: state.sweeps.map(({ from, to, at }) => (at === Infinity ? [from, to] : [from, to, at])),
		sweptAt: state.sweptAt,
		holes: state.holes.map(({ from, to, since, triedAt }) => [from, to, since, triedAt]),
		criteria: state.criteria,
		lookbackMs: state.lookbackMs,
		former: state.former,
		seen: state.seen,
		unreadable: state.unreadable,
		report: state.report,
	});
	return `${VERSION} ${callKey(json)} ${json}`;
}

type Saved = Omit<State, 'sweeps' | 'holes' | 'seen' | 'unreadable'> & {
	sweeps: [from: number, to: number, at?: number][];
	holes: [from: number, to: number, since: number, triedAt: number][];
	seen: Record<string, string>;
	unreadable: Record<string, string>;
};

/**
 * Reads the string form. What `serialize` did not write (damaged, another node's, a newer version's) is no state: half
 * of one would return calls twice, or history. `freshState` says what happens then.
 */
export function parseState(saved: unknown): State | undefined {
	if (typeof saved !== 'string') return undefined;
	const [, check, json] = FORM.exec(saved) ?? [];
	if (json === undefined || check !== callKey(json)) return undefined;
	// The check says that `serialize` wrote it.
	const state = JSON.parse(json) as Saved;
	return {
		...state,
		sweeps: state.sweeps.map(([from, to, at = Infinity]) => ({ from, to, at })),
		holes: state.holes.map(([from, to, since, triedAt]) => ({ from, to, since, triedAt })),
		seen: Remembered.fromJSON(state.seen),
		unreadable: Remembered.fromJSON(state.unreadable),
	};
}
