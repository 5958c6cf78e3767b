import type { SimulatedCytracomCall, SimulatedYeastarCall } from '../simulators';

/** A call as both vendors can have it. Times in epoch milliseconds. */
export interface TestCall {
	id: string;
	startedAt: number;
	/** When its transcript is there; default a minute after the start. */
	readyAt?: number;
	/** When its summary is there; default with the transcript; null for never. */
	summaryAt?: number | null;
	from?: string;
	to?: string;
	status?: string;
	/** Of talking; default 30. */
	seconds?: number;
	words?: string;
	/** Merged over the vendor's object: for malformed ones. */
	raw?: Record<string, unknown>;
}

const defaults = (call: TestCall) => ({
	readyAt: call.startedAt + 60_000,
	from: '1000',
	to: '1001',
	seconds: 30,
	words: `Words of ${call.id}`,
	...call,
});

export function yeastarCall(call: TestCall): SimulatedYeastarCall {
	const { id, startedAt, readyAt, summaryAt, from, to, seconds, words, raw } = defaults(call);
	return {
		uid: `call ${id}`,
		legId: id,
		startedAt,
		callType: 'Internal',
		callFrom: from,
		callTo: to,
		status: call.status ?? 'ANSWERED',
		callDuration: seconds + 3,
		ringDuration: 3,
		talkDuration: seconds,
		holdDuration: 0,
		turns: [{ number: from, text: words, at: startedAt + 4_000 }],
		visibleFrom: readyAt,
		...(summaryAt !== null && { summary: `Summary of ${id}`, summaryVisibleFrom: summaryAt }),
		raw,
	};
}

export function cytracomCall(call: TestCall): SimulatedCytracomCall {
	const { id, startedAt, readyAt, summaryAt, from, to, seconds, words, raw } = defaults(call);
	return {
		linkedId: id,
		startedAt,
		createdAt: readyAt,
		transcript: `Agent: ${words}`,
		summary: summaryAt === null ? null : `Summary of ${id}`,
		summaryVisibleFrom: summaryAt ?? undefined,
		durationSeconds: seconds,
		status: call.status,
		caller: from,
		callee: to,
		raw,
	};
}
