import { clock } from '../clock';
import type { TriggerMemory } from './triggerMemory';

/** n8n saves a poll's output in a moment and spaces polls a minute apart. */
const SETTLE_MS = 30_000;

/**
 * Keeps overlapping polls of one trigger from returning the same calls. With durable cursors, each of them has a
 * copy of the state, and n8n saves whichever ends last. Polls overlap after a crash, when n8n repeats the interrupted
 * polls all at once next to the regular one. The second poll returns nothing: the next one reads again what it read.
 */
export class PollTurn {
	private readonly lastAtStart;

	constructor(private readonly memory: Pick<TriggerMemory, 'written'>) {
		this.lastAtStart = memory.written;
	}

	/** n8n is still saving, or has discarded, what another poll just returned. */
	isTooEarly(saved: unknown): boolean {
		const last = this.lastAtStart;
		if (last === undefined || last.state === saved) return false;
		const age = clock.now() - last.at;
		// a clock that was set back must not make the trigger wait
		return age >= 0 && age < SETTLE_MS;
	}

	/** The state as it is now: `current` as n8n shows it, or what another poll has written since this one began. */
	stateNow(current: unknown): unknown {
		const last = this.memory.written;
		return last === this.lastAtStart ? current : last?.state;
	}

	wrote(state: unknown): void {
		this.memory.written = { state, at: clock.now() };
	}
}
