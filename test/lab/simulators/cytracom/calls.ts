import { scatter } from '../shared/readings';
import { TimeIndex } from '../shared/timeIndex';

export interface SimulatedCytracomCall {
	/** Asterisk style `<epoch seconds>.<number>`. */
	linkedId: string;
	/** Epoch milliseconds, all of them. */
	startedAt: number;
	/** When the transcription record was made, and became visible. */
	createdAt: number;
	/** One text with `Agent:`-style prefixes. */
	transcript: string | null;
	summary?: string | null;
	/** Default: with the transcript. */
	summaryVisibleFrom?: number;
	durationSeconds: number;
	/** Default `completed`. */
	status?: string;
	/** Default `neutral`. */
	sentiment?: string | null;
	caller: string;
	callee: string;
	labels?: Record<string, unknown>;
	/** Merged over the row as it is sent: for malformed rows. `undefined` takes a key away. */
	raw?: Record<string, unknown>;
}

export interface StoredCall extends SimulatedCytracomCall {
	/** A place in an order that means nothing. */
	place: number;
}

/** The calls of the account: by ID, by start and by creation. */
export class CallStore {
	readonly #byId = new Map<string, StoredCall>();
	readonly #byStart = new TimeIndex<StoredCall>(
		(call) => call.startedAt,
		(call) => call.linkedId,
	);
	readonly #byCreation = new TimeIndex<StoredCall>(
		(call) => call.createdAt,
		(call) => call.linkedId,
	);

	/** A call with a known ID replaces the old one. */
	add(call: SimulatedCytracomCall): void {
		this.remove(call.linkedId);
		const stored = { ...call, place: scatter(call.linkedId) };
		this.#byId.set(call.linkedId, stored);
		this.#byStart.add(stored);
		this.#byCreation.add(stored);
	}

	remove(linkedId: string): void {
		const call = this.#byId.get(linkedId);
		if (!call) return;
		this.#byId.delete(linkedId);
		this.#byStart.delete(call);
		this.#byCreation.delete(call);
	}

	/** Oldest first, both ends inclusive. */
	between(field: 'start_time' | 'created_at', from: number, to: number): StoredCall[] {
		return (field === 'start_time' ? this.#byStart : this.#byCreation).between(from, to);
	}

	get all(): readonly SimulatedCytracomCall[] {
		return this.#byStart.all;
	}
}
