import type { FoundCall } from '../found';
import { canonical, type Criteria } from '../record/criteria';
import type { Source } from './source';
import type { Report, State } from './state';

/** What the user chose. The shell has checked the ranges. */
export interface Settings {
	criteria: Criteria;
	/** How long after its call began a transcript is still picked up. ms, one hour to seven days. */
	lookbackMs: number;
	/** How much history a fresh activation returns. ms, 0 to what the vendor keeps. */
	initialLookbackMs: number;
	/** The longest window that the vendor answers in time, ms. */
	maxWindowMs: number;
}

/** Makes settings canonical: from here on, those that mean the same are the same. */
export function atTheDoor(settings: Settings): Settings {
	return { ...settings, criteria: canonical(settings.criteria) };
}

export interface PollOptions {
	settings: Settings;
	/** Set for the first poll after a person turned the workflow on. On later ones it would cut off the backlog again. */
	isSwitchedOn: boolean;
	/** Throws when the phone system does not let us in. */
	open(): Promise<Source>;
	/** ms since 1970, UTC. */
	now(): number;
	/** When the poll must stop reading, ms UTC. Checked after each window, so that the smallest budget makes progress. */
	deadline: number;
	/** The saved state at that moment; undefined, null or empty when there is none yet. */
	readState(): unknown;
	/** Called at most once, as the last act, in the same synchronous step as a `readState`. */
	writeState(state: string): void;
	/** Updated by the poll, whether or not it succeeds. */
	told: Told;
	/** Whether an error would end the trigger (first poll of a restart or an edit). Then the next poll reports it. */
	isQuiet?: boolean;
	/** Whether a fault makes more requests useless or harmful (wrong secret, rate limit). */
	endsPoll?(fault: unknown): boolean;
}

/** What a process has reported for a trigger. It cannot be part of the state, which an error drops in durable mode. */
export class Told {
	/** When each hole was reported last, ms UTC, by when the hole failed first. */
	holes = new Map<number, number>();
	/** Which reports of unreadable records were thrown. */
	reports = new Set<string>();
	/** The last poll only reported a hole: this one reads, or polls an hour apart would never get to the rest. */
	isHoleJustTold = false;
	/** How many polls in a row read nothing. */
	pollsInVain = 0;
}

/** Either calls (perhaps none), or an error to throw: `fault` as the source threw it, or `report` of unreadable records. */
export interface PollResult {
	/** Oldest first by start. */
	calls: FoundCall[];
	fault?: { error: unknown };
	/** With a fault: the trigger counts from this poll. It must be saved, and in durable mode an error would drop it. */
	isBegun?: boolean;
	report?: Report;
	/** After a poll that read. */
	state?: State;
}
