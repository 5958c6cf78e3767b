import type { Found, FoundCall, Unreadable } from '../found';
import { intersect, isOverdue, type Hole, type Interval } from './coverage';
import { judge } from './judge';
import type { Plan } from './plan';
import { callKey } from './remembered';
import type { PollOptions, PollResult } from './settings';
import type { Source } from './source';
import type { State } from './state';
import { HOLE_REPORT_EVERY, MAX_CALLS, MAX_FAULTS } from './timing';

/** A call to give. */
export interface Candidate {
	call: FoundCall;
	key: string;
	/** When it began, ms UTC. */
	start: number;
}

/** A call to remember without giving it. */
export type LeftOut = Omit<Candidate, 'call'>;

/** Reads windows one after another. A window that fails leaves no trace but the fault: all of it is read again. */
export class Reading {
	readonly calls: Candidate[] = [];
	readonly leftOut: LeftOut[] = [];
	readonly unreadable: Unreadable[] = [];
	readonly read: Interval[] = [];
	readonly failed: Interval[] = [];
	/** The latest. */
	fault: { error: unknown } | undefined;
	private readonly keys = new Set<string>();

	constructor(
		private readonly source: Source,
		private readonly state: State,
	) {}

	get isFull(): boolean {
		return this.calls.length >= this.maxCalls;
	}

	/** @returns whether the window could be read */
	async add(window: Interval): Promise<boolean> {
		const limit = this.maxCalls - this.calls.length;
		const collector = new Collector(this.state, limit, (key) => this.keys.has(key));
		try {
			for await (const found of this.source.read(window)) collector.add(found);
		} catch (error) {
			this.fault = { error };
			this.failed.push(window);
			return false;
		}
		for (const candidate of collector.calls) {
			this.keys.add(candidate.key);
			this.calls.push(candidate);
		}
		for (const leftOut of collector.leftOut) this.leftOut.push(leftOut);
		for (const unreadable of collector.unreadable) this.unreadable.push(unreadable);
		this.read.push(collector.readPart(window));
		return true;
	}

	private get maxCalls(): number {
		return this.source.maxCalls ?? MAX_CALLS;
	}
}

/** Takes what a window gives, one by one, and keeps no more of it in memory than the oldest `limit` new calls. */
export class Collector {
	/** Oldest first. */
	readonly calls: Candidate[] = [];
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

	add(found: Found): void {
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

	private addCall(candidate: Candidate): void {
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

/** Reads what fits into the poll. @returns the fault when the poll is to end with it */
export async function readPlan(
	plan: Plan,
	reading: Reading,
	state: State,
	options: PollOptions,
	now: number,
): Promise<PollResult['fault']> {
	const { settings, thrown, isQuiet } = options;
	const mayThrow = (hole: Hole) =>
		!isQuiet && Math.abs(now - (thrown.get(nameOf(hole)) ?? -Infinity)) >= HOLE_REPORT_EVERY;
	const throwFor = (hole: Hole) => {
		thrown.set(nameOf(hole), now);
		return reading.fault;
	};
	const isOver = () =>
		reading.isFull ||
		options.now() >= options.deadline ||
		(reading.fault !== undefined && options.endsPoll?.(reading.fault.error) === true);

	const overdue = state.holes.find((hole) => isOverdue(hole, now) && mayThrow(hole));
	if (overdue) {
		// First and alone: when it fails again, the error costs no call, for the next poll reads the rest.
		const { from, to } = overdue;
		const window = { from, to: Math.min(to, from + settings.maxWindowMs) };
		plan.sweeping.push(window);
		if (!(await reading.add(window))) return throwFor(overdue);
	}
	if (reading.read.length === 0 || !isOver()) await readWindows(plan, reading, isOver);

	const { fault, read, failed } = reading;
	if (read.length === 0) return fault;
	if (reading.calls.length > 0 || intersect(read, plan.sweeping).length > 0) return undefined;
	const known = state.holes.find((hole) => intersect([hole], failed).length > 0);
	return known && mayThrow(known) ? throwFor(known) : undefined;
}

/** Oldest first; when the phone system seems to be away, only the last window yet; then what failed before. */
async function readWindows(
	{ windows, retries }: Plan,
	reading: Reading,
	isOver: () => boolean,
): Promise<void> {
	let faults = 0;
	for (const [index, window] of windows.entries()) {
		if (faults >= MAX_FAULTS && index < windows.length - 1) continue;
		faults = (await reading.add(window)) ? 0 : faults + 1;
		if (isOver()) return;
	}
	for (const window of retries) {
		if (faults >= MAX_FAULTS) return;
		faults = (await reading.add(window)) ? 0 : faults + 1;
		if (isOver()) return;
	}
}

function nameOf({ since }: Hole): string {
	return `hole ${since}`;
}
