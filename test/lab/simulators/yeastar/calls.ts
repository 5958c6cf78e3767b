import { TimeIndex } from '../shared/timeIndex';

/** One thing that somebody said. */
export interface SimulatedTurn {
	/** The speaker's number (`source_number`). */
	number: string;
	/** The speaker's display name; default: the extension's. */
	name?: string;
	text: string;
	/** Epoch milliseconds. */
	at: number;
	/** `duration`, seconds; default 0. For an AI receptionist the vendor's sample counts from the leg's start. */
	duration?: number;
	/** Epoch milliseconds; default `at`. */
	createdAt?: number;
	/** Default `<number>:<epoch ms of the first turn>:<n>`, n counted per speaker. */
	id?: string;
	/** Default `speak`. */
	type?: string;
	avatar?: string;
}

/** The summary that one side's extension has (getaisummary). */
export interface SimulatedSummary {
	extensionId: number;
	html: string;
	/** Epoch milliseconds; default the call's end. */
	createdAt?: number;
	id?: number;
	/** Default: the extension's name. */
	name?: string;
}

/** One leg of a call. */
export interface SimulatedYeastarCall {
	/** ID of the whole call. */
	uid: string;
	legId: string;
	/** Epoch milliseconds; the PBX writes it in its own zone and format. */
	startedAt: number;
	callType: 'Internal' | 'Inbound' | 'Outbound';
	callFrom: string;
	callTo: string;
	/** Names for `Name<number>`; default the extension's. */
	callFromName?: string;
	callToName?: string;
	/** Of the leg. */
	status: string;
	/** `last_status` of the whole call; default `status`. */
	callStatus?: string;
	/** Seconds. */
	callDuration: number;
	ringDuration: number;
	talkDuration: number;
	holdDuration: number;
	turns: SimulatedTurn[];
	/** Epoch milliseconds from which the transcript is there; default at once. */
	visibleFrom?: number;
	/** `ai_summary` in the file. */
	summary?: string;
	/** Epoch milliseconds from which any summary is there; default with the transcript. */
	summaryVisibleFrom?: number;
	/** What getaisummary serves; none for calls of an AI receptionist. */
	summaries?: { src?: SimulatedSummary; dst?: SimulatedSummary };
	/** Merged over the record in the file as it is sent: for malformed records. `undefined` takes a key away. */
	raw?: Record<string, unknown>;
}

/** The call log of the PBX: legs by ID and by start. */
export class CallLog {
	readonly #byLegId = new Map<string, SimulatedYeastarCall>();
	readonly #byStart = new TimeIndex<SimulatedYeastarCall>(
		(call) => call.startedAt,
		(call) => call.legId,
	);

	/** A leg with a known ID replaces the old one. */
	add(call: SimulatedYeastarCall): void {
		this.remove(call.legId);
		this.#byLegId.set(call.legId, call);
		this.#byStart.add(call);
	}

	remove(legId: string): void {
		const call = this.#byLegId.get(legId);
		if (!call) return;
		this.#byLegId.delete(legId);
		this.#byStart.delete(call);
	}

	get(legId: string): SimulatedYeastarCall | undefined {
		return this.#byLegId.get(legId);
	}

	/** Oldest first, both ends inclusive. */
	between(from: number, to: number): SimulatedYeastarCall[] {
		return this.#byStart.between(from, to);
	}

	get all(): readonly SimulatedYeastarCall[] {
		return this.#byStart.all;
	}
}

export const isTranscribed = (call: SimulatedYeastarCall, now: number) =>
	(call.visibleFrom ?? -Infinity) <= now;

export const isSummarised = (call: SimulatedYeastarCall, now: number) =>
	(call.summaryVisibleFrom ?? call.visibleFrom ?? -Infinity) <= now;
