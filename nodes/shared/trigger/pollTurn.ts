import { clock } from '../clock';

/** n8n saves a hand-over in a moment and lets polls come a minute apart. */
const SETTLE_MS = 30_000;

/** The state that this process wrote last, by trigger. */
const written = new Map<string, { state: unknown; at: number }>();

/**
 * Keeps polls of one trigger that overlap from handing over the same calls. With durable cursors each of them has a
 * copy of the state, and n8n saves what ends last; it does so after a crash, when it repeats the polls that the crash
 * interrupted, all at once and beside the regular one. The poll that comes second gives nothing: what it read is read
 * again by the next.
 */
export class PollTurn {
	private readonly lastAtStart;

	constructor(private readonly key: string) {
		this.lastAtStart = written.get(key);
	}

	/** n8n is still saving, or has thrown away, what another poll has just handed over. */
	isTooEarly(saved: unknown): boolean {
		const last = this.lastAtStart;
		if (last === undefined || last.state === saved) return false;
		const age = clock.now() - last.at;
		// a clock that was set back must not keep the trigger waiting
		return age >= 0 && age < SETTLE_MS;
	}

	/** Another poll has written since this one began, and this one does not see it. */
	isOvertaken(current: unknown): boolean {
		const last = written.get(this.key);
		return last !== this.lastAtStart && last?.state !== current;
	}

	wrote(state: unknown): void {
		written.set(this.key, { state, at: clock.now() });
	}
}
