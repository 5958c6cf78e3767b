import { clock } from '../clock';
import type { TriggerMemory } from './triggerMemory';

/** n8n saves a hand-over in a moment and lets polls come a minute apart. */
const SETTLE_MS = 30_000;

/**
 * Keeps polls of one trigger that overlap from handing over the same calls. With durable cursors each of them has a
 * copy of the state, and n8n saves what ends last; it does so after a crash, when it repeats the polls that the crash
 * interrupted, all at once and beside the regular one. The poll that comes second gives nothing: what it read is read
 * again by the next.
 */
export class PollTurn {
	private readonly lastAtStart;

	constructor(private readonly memory: Pick<TriggerMemory, 'written'>) {
		this.lastAtStart = memory.written;
	}

	/** n8n is still saving, or has thrown away, what another poll has just handed over. */
	isTooEarly(saved: unknown): boolean {
		const last = this.lastAtStart;
		if (last === undefined || last.state === saved) return false;
		const age = clock.now() - last.at;
		// a clock that was set back must not keep the trigger waiting
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
