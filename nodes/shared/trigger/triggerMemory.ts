import type { IPollFunctions } from 'n8n-workflow';

import { Told } from '../polling/settings';
import type { TriggerHealth } from './watch';
import { Watch } from './watch';

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
	/** What *Get Health* reports about the trigger, and the names under which n8n shows it. */
	watch: Watch;
	names: Pick<TriggerHealth, 'workflow' | 'workflowId' | 'node'>;
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

const newMemory = (names: TriggerMemory['names']): TriggerMemory => ({
	told: new Told(),
	former: new Set(),
	met: new WeakSet(),
	watch: new Watch(),
	names,
});

/** What is remembered about a trigger, kept within bounds. Call once at the start of each poll. */
export function triggerMemoryOf(context: IPollFunctions): TriggerMemory {
	const { id: workflowId, name: workflow = null } = context.getWorkflow();
	const { id, name: node } = context.getNode();
	const names = { workflow, workflowId: workflowId ?? null, node };
	const key = `${workflowId ?? ''}:${id}`;
	const memory = memories.get(key) ?? newMemory(names);
	memory.names = names;
	memories.delete(key);
	memories.set(key, memory);
	dropOldest(memories, MAX_TRIGGERS);
	dropOldest(memory.told.holes, MAX_TOLD);
	dropOldest(memory.told.reports, MAX_TOLD);
	dropOldest(memory.former, MAX_FORMER);
	return memory;
}

/**
 * What the triggers of one phone system did in this process, the one polled last first; null where no trigger has polled at
 * all, as in a worker of queue mode.
 *
 * @param phone as a connection names it: triggers with another credential stay out
 */
export function triggersOf(phone: string): TriggerHealth[] | null {
	const polled = [...memories.values()].filter(({ watch }) => watch.phone !== undefined);
	if (polled.length === 0) return null;
	return polled
		.filter(({ watch }) => watch.phone === phone)
		.map(({ watch, names }) => watch.health(names))
		.reverse();
}

/** For tests: as if the process had just started. */
export const forgetTriggers = (): void => memories.clear();

function dropOldest<Key>(all: Map<Key, unknown> | Set<Key>, max: number): void {
	for (const key of all.keys()) {
		if (all.size <= max) return;
		all.delete(key);
	}
}
