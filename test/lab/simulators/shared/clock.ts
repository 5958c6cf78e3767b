/** What the simulators need to know of time: epoch milliseconds. */
export interface Clock {
	now(): number;
}

export const systemClock: Clock = { now: () => Date.now() };

interface Sleeper {
	wakeAt: number;
	wake: () => void;
}

/**
 * A clock that tests move, and that moves by itself while somebody sleeps on it.
 *
 * Sleeping takes no real time. Sleepers wake one at a time, the earliest first, each on a macrotask
 * of its own, so that answers already on their way over HTTP get their turn in between; concurrent
 * sleeps overlap as they would on a real clock (two sleeps of 5 s take 5 s, not 10).
 */
export class VirtualClock implements Clock {
	#now: number;
	readonly #sleepers: Sleeper[] = [];
	#pumping = false;

	/** @param startMs epoch milliseconds; default 2026-06-04T12:00:00Z */
	constructor(startMs = Date.UTC(2026, 5, 4, 12)) {
		this.#now = startMs;
	}

	now(): number {
		return this.#now;
	}

	/** Moves the clock on by `ms`. */
	advance(ms: number): void {
		this.#now += ms;
	}

	/** Puts the clock to an epoch time, also back in time. */
	set(ms: number): void {
		this.#now = ms;
	}

	/**
	 * Resolves on a macrotask with the clock at least `ms` further on.
	 * Aborting rejects with the signal's reason and lets no time pass.
	 */
	sleep(ms: number, signal?: AbortSignal): Promise<void> {
		return new Promise((resolve, reject) => {
			const fail = () => reject(signal?.reason as Error);
			if (signal?.aborted) return fail();
			const sleeper: Sleeper = {
				wakeAt: this.#now + Math.max(0, ms),
				wake: () => {
					signal?.removeEventListener('abort', onAbort);
					resolve();
				},
			};
			const onAbort = () => {
				this.#sleepers.splice(this.#sleepers.indexOf(sleeper), 1);
				fail();
			};
			signal?.addEventListener('abort', onAbort, { once: true });
			this.#sleepers.push(sleeper);
			this.#pump();
		});
	}

	#pump(): void {
		if (this.#pumping) return;
		this.#pumping = true;
		setImmediate(() => {
			this.#pumping = false;
			const next = this.#takeEarliest();
			if (!next) return;
			this.#now = Math.max(this.#now, next.wakeAt);
			next.wake();
			if (this.#sleepers.length > 0) this.#pump();
		});
	}

	#takeEarliest(): Sleeper | undefined {
		let earliest = 0;
		this.#sleepers.forEach((sleeper, index) => {
			if (sleeper.wakeAt < (this.#sleepers[earliest]?.wakeAt ?? Infinity)) earliest = index;
		});
		return this.#sleepers.splice(earliest, 1)[0];
	}
}
