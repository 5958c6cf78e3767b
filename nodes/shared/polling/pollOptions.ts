import type { PollStart } from './adjust';
import type { FoundCall, Source } from './found';
import type { Settings } from './settings';
import type { Report } from './state';

export interface PollOptions<Call extends FoundCall> {
	settings: Settings;
	start: PollStart;
	source: Source<Call>;
	/** ms since 1970, UTC. */
	now(): number;
	/** When the poll must stop reading, ms UTC. It is looked at after each window, so that the smallest budget makes progress. */
	deadline: number;
	/** The saved state as it is at that moment; anything that is not there yet is undefined, null or empty. */
	readState(): unknown;
	/** Called at most once, in the same go as a `readState` just before, as the last act. */
	writeState(state: string): void;
	/**
	 * What this process has thrown, and when: one map for each trigger, kept from poll to poll and never saved. In n8n's
	 * durable mode an error drops the state, so the state cannot tell.
	 */
	thrown: Map<string, number>;
	/** Whether an error would end the trigger (the first poll of a restart or an edit). Then the next poll reports. */
	isQuiet?: boolean;
	/** Whether a fault makes further requests useless or harmful (wrong secret, rate limit). */
	endsPoll?(fault: unknown): boolean;
	/** Adds to the calls what takes requests of its own, before the state is written. Must not throw. */
	enrich?(calls: Call[]): Promise<Call[]>;
	/** Calls to hand over at most. */
	maxCalls?: number;
}

/** Either calls (perhaps none), or an error to throw: `fault` as the source threw it, or `report` of unreadable records. */
export interface PollResult<Call> {
	/** By start, oldest first. */
	calls: Call[];
	fault?: { error: unknown };
	report?: Report;
}
