import type { Found, FoundCall } from '../found';
import type { Interval } from './coverage';

/** An open phone system, as the engine sees it. */
export interface Source {
	/** Whose calls these are: the vendor and its PBX or account. A different one is a fresh activation. */
	owner: string;
	/**
	 * Whether the state of `former` may be this owner's under another name (a Cytracom token that was replaced).
	 * Then the calls decide: it is, if a remembered one shows up again. Default: never.
	 */
	mayHaveBeen?(former: string): boolean;
	/** How long it keeps calls, ms; Infinity if there is no limit. */
	retentionMs: number;
	/** The most calls to return in one poll; default `MAX_CALLS`. */
	maxCalls?: number;
	/**
	 * Every call of the window, in any order; calls outside it do no harm. The window means the call's start or the time
	 * when its transcript was made, whichever the vendor means: the engine is right either way.
	 * It may reach some minutes into the future and is never longer than `Settings.maxWindowMs`.
	 * If it throws, the window counts as not read, and what it returned is read again.
	 * @param isKnown whether a call is remembered, by its id: such calls may be left out
	 */
	read(window: Interval, isKnown?: (id: string) => boolean): AsyncIterable<Found> | Iterable<Found>;
	/** Adds to the calls what takes further requests, before the state is written. Must not throw. */
	enrich?(calls: FoundCall[]): Promise<FoundCall[]>;
}
