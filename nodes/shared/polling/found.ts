import type { Unreadable } from '../found';
import type { CallRecord } from '../record/callRecord';
import type { Interval } from './intervals';

/** A call as the vendor gave it. A shell may hang more on it (the vendor's own object): what it yields is what it gets back. */
export interface FoundCall {
	record: CallRecord;
}

export type Found<Call extends FoundCall> = Call | { unreadable: Unreadable };

/** The vendor, as the engine sees it. */
export interface Source<Call extends FoundCall> {
	/**
	 * Every call of the window, in any order; calls beside the window do no harm. The window means the call's start or
	 * the time when its transcript was made, as the vendor understands it: the engine is right under both.
	 * It may reach some minutes into the future and is never longer than `Settings.maxWindowMs`.
	 * Whatever it throws counts as "this window could not be read", and what it gave of the window is read again.
	 */
	read(window: Interval): AsyncIterable<Found<Call>> | Iterable<Found<Call>>;
}
