import type { IPollFunctions } from 'n8n-workflow';

import { Told } from '../polling/settings';

/** What a process remembers about a trigger. It may be forgotten at any time, as after a restart. */
export interface TriggerMemory {
	told: Told;
	/** The longest window that this trigger's phone system answers in time, ms. */
	maxWindowMs?: number;
	/** Default mode: the state that the last poll began with. What earlier polls returned was passed on. */
	newest?: unknown;
	/** Short names of the states before that one. */
	former: Set<string>;
	/** The state that was written last. */
	written?: { state: unknown; at: number };
	/** Contexts that have polled. Default mode keeps one from an activation to the next; durable mode makes one for each poll. */
	met: WeakSet<IPollFunctions>;
	/** The user was told that the workflow saves static data itself. */
	isStaticDataTold?: boolean;
	/** New contexts in a row, spaced like ticks. */
	run?: { at: number; count: number };
}

/** More triggers than one n8n has. The one that has gone longest without a poll is forgotten. */
const MAX_TRIGGERS = 1000;
/** The limit for each of holes and reports: twice as many as there can be holes. */
const MAX_TOLD = 100;
/** An hour or more of a trigger that returns calls with every poll: executions rarely take longer. */
const MAX_FORMER = 100;

const memories = new Map<string, TriggerMemory>();

/** What is remembered about a trigger, kept within bounds. Call once at the start of each poll. */
export function triggerMemoryOf(context: IPollFunctions): TriggerMemory {
	const key = `${context.getWorkflow().id ?? ''}:${context.getNode().id}`;
	const memory = memories.get(key) ?? { told: new Told(), former: new Set(), met: new WeakSet() };
	memories.delete(key);
	memories.set(key, memory);
	dropOldest(memories, MAX_TRIGGERS);
	dropOldest(memory.told.holes, MAX_TOLD);
	dropOldest(memory.told.reports, MAX_TOLD);
	dropOldest(memory.former, MAX_FORMER);
	return memory;
}

/** For tests: as if the process had just started. */
export const forgetTriggers = (): void => memories.clear();

function dropOldest<Key>(all: Map<Key, unknown> | Set<Key>, max: number): void {
	for (const key of all.keys()) {
		if (all.size <= max) return;
		all.delete(key);
	}
}
