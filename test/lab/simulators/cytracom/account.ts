import type { SimulatedCytracomCall } from './calls';
import { CallStore } from './calls';
import type { CytracomOptions } from './options';
import type { CytracomReadings } from './readings';
import { cytracomDefaultReadings } from './readings';

/** A customer's account: its calls, its tokens, and the settings that a test may change. */
export class CytracomAccount {
	readonly options: CytracomOptions;
	/** May be changed at any time. */
	readonly readings: CytracomReadings;
	/** The valid tokens; a deleted one answers 403. */
	readonly tokens: Set<string>;
	readonly store = new CallStore();
	/** Requests in the current window of the rate limit. */
	readonly rate = { windowStart: -Infinity, requests: 0 };

	constructor(options: CytracomOptions) {
		this.options = options;
		this.readings = { ...cytracomDefaultReadings(), ...options.readings };
		this.tokens = new Set([options.token]);
	}

	/** Oldest first. */
	get calls(): readonly SimulatedCytracomCall[] {
		return this.store.all;
	}

	/** A call with a known ID replaces the old one. */
	addCall(call: SimulatedCytracomCall): void {
		this.store.add(call);
	}

	removeCall(linkedId: string): void {
		this.store.remove(linkedId);
	}
}
