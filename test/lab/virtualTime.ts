import { Settings } from 'luxon';

import { clock } from '../../nodes/shared/clock';
import { forgetPhones } from '../../nodes/shared/requests/phoneMemory';
import type { Clock } from './simulators';

/** A day with no clock change near it. */
const NOON = Date.UTC(2026, 5, 4, 12);

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
	/** What was waited for, in milliseconds. */
	readonly waits: number[] = [];
	/** Called when somebody begins to wait, before any time has passed. */
	onSleep?: () => void | Promise<void>;
	#now: number;
	readonly #sleepers: Sleeper[] = [];
	#pumping = false;

	/** @param startMs epoch milliseconds; default 2026-06-04T12:00:00Z */
	constructor(startMs = NOON) {
		this.#now = startMs;
	}

	now(): number {
		return this.#now;
	}

	/** Moves the clock on by `ms`. */
	advance(ms: number): void {
		this.#now += ms;
	}

	/** As a new one: nothing was waited for, and nobody looks on. */
	restart(startMs = NOON): void {
		this.#now = startMs;
		this.waits.length = 0;
		this.onSleep = undefined;
	}

	/** Puts the clock to an epoch time, also back in time. */
	set(ms: number): void {
		this.#now = ms;
	}

	/**
	 * Resolves on a macrotask with the clock at least `ms` further on.
	 * Aborting rejects with the signal's reason and lets no time pass.
	 */
	async sleep(ms: number, signal?: AbortSignal): Promise<void> {
		this.waits.push(ms);
		await this.onSleep?.();
		await this.#wait(ms, signal);
	}

	#wait(ms: number, signal?: AbortSignal): Promise<void> {
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

/**
 * Lets the nodes, and `$now` in expressions, run on virtual time.
 *
 * @param patienceMs real milliseconds for which a phone system may be silent
 * @param nodesClock that of the nodes, where they are loaded apart
 * @returns what puts back what it changed
 */
export function runOn(
	virtual: VirtualClock,
	patienceMs: number,
	nodesClock: typeof clock = clock,
): () => void {
	const real = { ...nodesClock };
	const realNow = Settings.now;
	nodesClock.now = () => virtual.now();
	nodesClock.sleep = async (ms, signal) => await virtual.sleep(ms, signal);
	nodesClock.patience = { answer: patienceMs, body: patienceMs };
	Settings.now = () => virtual.now();
	return () => {
		Object.assign(nodesClock, real);
		Settings.now = realNow;
	};
}

/** Does something on a virtual clock of its own. @param patienceMs see {@link runOn} */
export async function inVirtualTime<T>(
	patienceMs: number,
	work: (clock: VirtualClock) => Promise<T>,
): Promise<T> {
	const virtual = new VirtualClock();
	const putBack = runOn(virtual, patienceMs);
	try {
		return await work(virtual);
	} finally {
		putBack();
	}
}

/**
 * Lets every test of the file (or of the `describe`) that calls it run on virtual time, in a process that remembers no phone
 * system. Give the clock that it returns to the simulators too.
 *
 * @param options.patienceMs few where a test lets a phone system be silent; see {@link runOn}
 */
export function useVirtualClock({ startMs = NOON, patienceMs = 10_000 } = {}): VirtualClock {
	const virtual = new VirtualClock(startMs);
	let putBack: () => void;
	beforeEach(() => {
		forgetPhones();
		virtual.restart(startMs);
		putBack = runOn(virtual, patienceMs);
	});
	afterEach(() => putBack());
	return virtual;
}
