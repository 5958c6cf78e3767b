import { Settings } from 'luxon';

import { clock } from '../../../nodes/shared/clock';
import { forgetPhones } from '../../../nodes/shared/requests/phoneMemory';
import { VirtualClock } from '../simulators';

/** A virtual clock that notes what was waited for, in milliseconds. */
export class TestClock extends VirtualClock {
	readonly waits: number[] = [];
	/** Called when somebody begins to wait. */
	onSleep?: () => void;

	override sleep(ms: number, signal?: AbortSignal): Promise<void> {
		this.waits.push(ms);
		const slept = super.sleep(ms, signal);
		this.onSleep?.();
		return slept;
	}
}

export interface VirtualClockOptions {
	/** Epoch milliseconds at which every test begins. Default 2026-06-04T12:00:00Z. */
	startMs?: number;
	/** Real milliseconds for which another system may be silent: few where a test lets it be silent. */
	patienceMs?: number;
}

/**
 * Lets every test of the file (or of the `describe`) that calls it run on virtual time: the nodes' `clock`, and `$now` in
 * expressions. Each begins with a process that remembers no phone system. Give the clock that it returns to the simulators too. What it changed is put back after each test.
 */
export function useVirtualClock({
	startMs = Date.UTC(2026, 5, 4, 12),
	patienceMs = 10_000,
}: VirtualClockOptions = {}): TestClock {
	const virtual = new TestClock(startMs);
	let putBack: () => void;
	beforeEach(() => {
		forgetPhones();
		virtual.set(startMs);
		virtual.waits.length = 0;
		virtual.onSleep = undefined;
		putBack = runOn(virtual, patienceMs);
	});
	afterEach(() => putBack());
	return virtual;
}

/** Lets the nodes' `clock` and `$now` in expressions run on virtual time. @returns puts back what it changed */
export function runOn(virtual: VirtualClock, patienceMs: number): () => void {
	const real = { ...clock };
	const realNow = Settings.now;
	clock.now = () => virtual.now();
	clock.sleep = async (ms, signal) => await virtual.sleep(ms, signal);
	clock.patience = { answer: patienceMs, body: patienceMs };
	Settings.now = () => virtual.now();
	return () => {
		Object.assign(clock, real);
		Settings.now = realNow;
	};
}
