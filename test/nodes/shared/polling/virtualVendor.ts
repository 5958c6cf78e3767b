import { emptyCallRecord, type CallRecord } from '../../../../nodes/shared/record/callRecord';
import type { Found } from '../../../../nodes/shared/found';
import type { Interval } from '../../../../nodes/shared/polling/coverage';
import type { Source } from '../../../../nodes/shared/polling/source';
import { foundCall } from '../../../lab/support/foundCall';

/** Times in ms UTC, by the vendor's clock, which is always right. */
export interface VirtualCall {
	id: string;
	start: number;
	/** When the transcript is there. */
	readyAt: number;
	/** When the summary is there; with the transcript when absent. */
	summaryAt?: number;
	/** From `at` on the call is said to have begun `by` ms later: a start that was read wrong around a clock change. */
	moves?: { at: number; by: number };
	/** Until then the record cannot be read. */
	brokenUntil?: number;
	record?: Partial<CallRecord>;
	/** Until then some values of the record are other ones. */
	changes?: { until: number; record: Partial<CallRecord> };
}

export interface VirtualTime {
	real: number;
	/** How far n8n's clock is ahead. */
	offset: number;
}

/** A phone system in virtual time, as the engine sees it. */
export class VirtualVendor implements Pick<Source, 'read'> {
	calls: VirtualCall[] = [];
	/** What a window means: the start of a call, or the time when its transcript was made. */
	windowsMean: 'start' | 'transcript' = 'start';
	/** Whether a call is listed before it has a transcript. */
	listsWithoutTranscript = true;
	/** Whether it spares itself calls that the engine remembers. */
	passesOverKnown = false;
	/** How long an answer takes. */
	answerMs = 500;
	/** Whether a request fails, and after how many records. Asked once a request. */
	failure: (window: Interval) => { after: number } | undefined = () => undefined;
	/** Resolves when the answer may go on, for polls that overlap. */
	gate: () => Promise<void> = () => Promise.resolve();
	readonly requests: Interval[] = [];

	constructor(readonly time: VirtualTime) {}

	async *read(window: Interval, isKnown?: (id: string) => boolean): AsyncGenerator<Found> {
		this.requests.push(window);
		const failure = this.failure(window);
		await this.gate();
		this.time.real += this.answerMs;
		let given = 0;
		const isLeftOut = (id: string) => this.passesOverKnown && isKnown?.(id) === true;
		for (const found of this.answer(window, isLeftOut)) {
			if (failure && given++ >= failure.after) break;
			yield found;
		}
		if (failure) throw new Error('The phone system is away');
	}

	private answer({ from, to }: Interval, isLeftOut: (id: string) => boolean): Found[] {
		const now = this.time.real;
		return this.calls
			.filter((call) => {
				const { start, readyAt } = call;
				const isThere = start <= now && (this.listsWithoutTranscript || readyAt <= now);
				const place = this.windowsMean === 'start' ? shownStart(call, now) : readyAt;
				return isThere && from <= place && place < to && !isLeftOut(call.id);
			})
			.map((call) => this.found(call, now))
			.sort((a, b) => order(a) - order(b));
	}

	private found(call: VirtualCall, now: number): Found {
		if ((call.brokenUntil ?? 0) > now) {
			return { unreadable: { key: call.id, reason: 'It is broken' } };
		}
		const isReady = call.readyAt <= now;
		return foundCall({
			...emptyCallRecord('cytracom', call.id),
			startedAt: new Date(shownStart(call, now)).toISOString(),
			transcript: isReady ? 'Agent: Hello' : null,
			summary: (call.summaryAt ?? call.readyAt) <= now ? 'They said hello' : null,
			...call.record,
			...((call.changes?.until ?? 0) > now && call.changes?.record),
		});
	}
}

function shownStart({ start, moves }: VirtualCall, now: number): number {
	return moves && moves.at <= now ? start + moves.by : start;
}

/** Neither by time nor by id: as a vendor that promises no order. */
function order(found: Found): number {
	const id = 'head' in found ? (found.head.id ?? '') : found.unreadable.key;
	let hash = 7;
	for (const character of id) hash = (hash * 31 + character.charCodeAt(0)) % 1009;
	return hash;
}
