import { callKey } from './callKey';
import type { Unreadable } from '../found';
import type { Found, FoundCall } from './found';
import type { Interval } from './intervals';
import { judge } from './judge';
import type { State } from './state';

/** A call to give. */
export interface Candidate<Call> {
	call: Call;
	key: string;
	/** When it began, ms UTC. */
	start: number;
}

/** A call to remember without giving it. */
export interface LeftOut {
	key: string;
	start: number;
}

/** Takes what a window gives, one by one, and keeps no more of it in memory than the oldest `limit` new calls. */
export class Collector<Call extends FoundCall> {
	/** Oldest first. */
	readonly calls: Candidate<Call>[] = [];
	readonly leftOut: LeftOut[] = [];
	readonly unreadable: Unreadable[] = [];
	private readonly keys = new Set<string>();
	private isCut = false;

	/**
	 * @param state as the poll began with it; not changed
	 * @param isTaken whether an earlier window of this poll gave the call
	 */
	constructor(
		private readonly state: State,
		private readonly limit: number,
		private readonly isTaken: (key: string) => boolean,
	) {}

	add(found: Found<Call>): void {
		if ('unreadable' in found) {
			this.addUnreadable(found.unreadable);
			return;
		}
		const { id, startedAt, from, to } = found.record;
		const start = Date.parse(startedAt ?? '');
		if (!id) {
			const key = `no id: ${startedAt} ${from} ${to}`;
			this.addUnreadable({ key, reason: 'The call has no id', startedAt });
		} else if (!Number.isFinite(start)) {
			this.addUnreadable({ key: id, reason: 'The start of the call is no date' });
		} else {
			this.addCall({ call: found, key: callKey(id), start });
		}
	}

	/** How far `window` counts as read: where calls were dropped, to the start of the last one that was kept. */
	readPart({ from, to }: Interval): Interval {
		const last = this.isCut ? this.calls.at(-1)?.start : undefined;
		return { from, to: Math.max(from, Math.min(to, last ?? to)) };
	}

	private addCall(candidate: Candidate<Call>): void {
		const { call, key, start } = candidate;
		const verdict = judge(this.state, call.record, key, start);
		if (verdict === 'leaveOut') this.leftOut.push({ key, start });
		if (verdict !== 'give' || this.keys.has(key) || this.isTaken(key)) return;
		this.keys.add(key);
		this.calls.splice(this.place(start), 0, candidate);
		if (this.calls.length <= this.limit) return;
		this.isCut = true;
		const dropped = this.calls.pop();
		if (dropped) this.keys.delete(dropped.key);
	}

	private addUnreadable(unreadable: Unreadable): void {
		// From before the activation, or long settled: nobody's concern.
		if (Date.parse(unreadable.startedAt ?? '') < Math.max(this.state.floor, this.state.settled))
			return;
		this.unreadable.push(unreadable);
	}

	/** Behind all that began no later. */
	private place(start: number): number {
		let low = 0;
		let high = this.calls.length;
		while (low < high) {
			const middle = (low + high) >>> 1;
			if ((this.calls[middle]?.start ?? Infinity) <= start) low = middle + 1;
			else high = middle;
		}
		return low;
	}
}
