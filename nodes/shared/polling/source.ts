import type { Found, FoundCall } from '../found';
import type { Interval } from './coverage';

/** A phone system that is open, as the engine sees it. */
export interface Source {
	/** Whose calls these are: the vendor and its PBX or account. Another one is a fresh activation. */
	owner: string;
	/**
	 * Whether the state of `former` may be this owner's under another name (a Cytracom token that was replaced).
	 * Then the calls decide: one that is remembered and shows up again tells that it is. Default: never.
	 */
	mayHaveBeen?(former: string): boolean;
	/** How long it keeps calls, ms; Infinity when there is no limit. */
	retentionMs: number;
	/** Calls to hand over in one poll at most; default `MAX_CALLS`. */
	maxCalls?: number;
	/**
	 * Every call of the window, in any order; calls beside the window do no harm. The window means the call's start or
	 * the time when its transcript was made, as the vendor understands it: the engine is right under both.
	 * It may reach some minutes into the future and is never longer than `Settings.maxWindowMs`.
	 * Whatever it throws counts as "this window could not be read", and what it gave of the window is read again.
	 * @param isKnown whether a call is remembered, by its id: such calls need not be given
	 */
	read(window: Interval, isKnown?: (id: string) => boolean): AsyncIterable<Found> | Iterable<Found>;
	/** Adds to the calls what takes requests of its own, before the state is written. Must not throw. */
	enrich?(calls: FoundCall[]): Promise<FoundCall[]>;
}
