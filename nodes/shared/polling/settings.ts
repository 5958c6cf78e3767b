import type { Criteria } from '../record/criteria';

/** What the user chose and what the vendor can do. The shell has checked the ranges. */
export interface Settings {
	/** Whose calls these are: the vendor and its PBX or account. Another one is a fresh activation. */
	owner: string;
	/**
	 * Whether the state of `former` may be this owner's under another name (a Cytracom token that was replaced).
	 * Then the calls decide: one that is remembered and shows up again tells that it is. Default: never.
	 */
	mayHaveBeen?(former: string): boolean;
	criteria: Criteria;
	/** A transcript that appears up to this long after its call began is caught. ms, one hour to seven days. */
	lookbackMs: number;
	/** How much history a fresh activation gives. ms, 0 to `retentionMs`. */
	initialLookbackMs: number;
	/** How long the vendor keeps calls, ms; Infinity when there is no limit. */
	retentionMs: number;
	/** The longest window that the vendor accepts, ms. */
	maxWindowMs: number;
}
