import type { Found, FoundCall, Unreadable } from '../found';
import { halves, split, type Interval } from './coverage';
import { judge } from './judge';
import type { Plan } from './plan';
import { callKey } from './remembered';
import type { PollOptions, PollResult, Told } from './settings';
import type { Source } from './source';
import type { State } from './state';
import { HALVES_EVERY, HOLE_REPORT_EVERY, MAX_CALLS, MAX_FAULTS } from './timing';

/** A call to return. */
export interface Candidate {
	call: FoundCall;
	key: string;
	/** When it began, ms UTC. */
	start: number;
}

/** A call to remember without returning it. */
export type LeftOut = Omit<Candidate, 'call'>;

/** Reads windows one after another. A window that fails leaves only the fault behind: all of it is read again. */
export class Reading {
	readonly read: Interval[] = [];
	readonly failed: Interval[] = [];
	/** The latest. */
	fault: { error: unknown } | undefined;
	/** One for each window that was read. */
	readonly parts: Pick<Collector, 'calls' | 'leftOut' | 'unreadable' | 'keys'>[] = [];

	constructor(
		private readonly source: Source,
		private readonly state: State,
	) {}

	get calls(): Candidate[] {
		return this.parts.flatMap(({ calls }) => calls);
	}

	/** How many more calls may be returned. */
	get room(): number {
		return (this.source.maxCalls ?? MAX_CALLS) - this.calls.length;
	}

	/** @returns whether the window could be read */
	async add(window: Interval): Promise<boolean> {
		const isTaken = (key: string) => this.parts.some(({ keys }) => keys.has(key));
		const part = new Collector(this.state, this.room, isTaken);
		const isKnown = (id: string) => this.state.seen.has(callKey(id));
		try {
			for await (const found of this.source.read(window, isKnown)) part.add(found);
		} catch (error) {
			this.fault = { error };
			this.failed.push(window);
			return false;
		}
		this.parts.push(part);
		this.read.push(part.readPart(window));
		return true;
	}
}

/** Takes the records of a window one by one, and keeps only the oldest `limit` new calls in memory. */
export class Collector {
	/** Oldest first. */
	readonly calls: Candidate[] = [];
	readonly leftOut: LeftOut[] = [];
	readonly unreadable: Unreadable[] = [];
	readonly keys = new Set<string>();
	private isCut = false;

	/**
	 * @param state as the poll began with it; not changed
	 * @param isTaken whether an earlier window of this poll returned the call
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
		const { id, startedAt, from, to } = found.head;
		const start = Date.parse(startedAt ?? '');
		if (!id) {
			const key = `no id: ${startedAt} ${from} ${to}`;
			this.addUnreadable({ key, reason: 'a call has no ID', startedAt });
		} else if (!Number.isFinite(start)) {
			this.addUnreadable({ key: id, reason: 'the start of the call is not a date' });
		} else {
			this.addCall({ call: found, key: callKey(id), start });
		}
	}

	/** The part of `window` that counts as read: if calls were dropped, up to the start of the last one kept. */
	readPart({ from, to }: Interval): Interval {
		const last = this.isCut ? this.calls.at(-1)?.start : undefined;
		return { from, to: Math.max(from, Math.min(to, last ?? to)) };
	}

	private addCall(candidate: Candidate): void {
		const { call, key, start } = candidate;
		const verdict = judge(this.state, call, key, start);
		if (verdict === 'leaveOut') this.leftOut.push({ key, start });
		if (verdict !== 'give' || this.keys.has(key) || this.isTaken(key)) return;
		this.keys.add(key);
		// after all that began no later
		let place = this.calls.length;
		while ((this.calls[place - 1]?.start ?? -Infinity) > start) place--;
		this.calls.splice(place, 0, candidate);
		if (this.calls.length <= this.limit) return;
		this.isCut = true;
		const dropped = this.calls.pop();
		if (dropped) this.keys.delete(dropped.key);
	}

	private addUnreadable(unreadable: Unreadable): void {
		// From before the activation, or settled long ago: ignored.
		const least = Math.max(this.state.floor, this.state.settled);
		if (!(Date.parse(unreadable.startedAt ?? '') < least)) this.unreadable.push(unreadable);
	}
}

/** Reads what fits into the poll. @returns the fault if the poll must end with it */
export async function readPlan(
	plan: Plan,
	reading: Reading,
	state: State,
	options: PollOptions,
	now: number,
): Promise<PollResult['fault']> {
	const { settings, told } = options;
	const mayReport = !told.isHoleJustTold && !options.isQuiet;
	told.isHoleJustTold = false;
	const isOver = () =>
		reading.room <= 0 ||
		options.now() >= options.deadline ||
		(reading.fault !== undefined && options.endsPoll?.(reading.fault.error) === true);

	const isLongAgo = (time = -Infinity) => Math.abs(now - time) >= HOLE_REPORT_EVERY;
	const overdue = state.holes.find(
		(hole) => now - hole.since >= HOLE_REPORT_EVERY && isLongAgo(told.holes.get(hole.since)),
	);
	if (overdue && mayReport) {
		// First and alone: if it fails again, the error costs no call, because the next poll reads the rest.
		const window = split([overdue], settings.maxWindowMs)[0]!;
		plan.sweeping.push(window);
		if (!(await reading.add(window))) {
			told.holes.set(overdue.since, now);
			told.isHoleJustTold = true;
			return reading.fault;
		}
	}
	if (reading.read.length === 0 || !isOver()) await readWindows(plan, reading, isOver);
	if (reading.fault && reading.read.length === 0) await readInHalves(reading, told, isOver);

	if (reading.read.length === 0) return reading.fault;
	told.pollsInVain = 0;
	return undefined;
}

/** Oldest first, then what failed before. When the phone system seems to be away, only the last window is still tried. */
async function readWindows(
	{ windows, retries }: Plan,
	reading: Reading,
	isOver: () => boolean,
): Promise<void> {
	let faults = 0;
	for (const [index, window] of [...windows, ...retries].entries()) {
		if (faults >= MAX_FAULTS && index !== windows.length - 1) continue;
		faults = (await reading.add(window)) ? 0 : faults + 1;
		if (isOver()) return;
	}
}

/** Nothing could be read, again: a single call may be breaking every answer. Halves show where it is. */
async function readInHalves(reading: Reading, told: Told, isOver: () => boolean): Promise<void> {
	const polls = told.pollsInVain++;
	const newest = reading.failed.sort((a, b) => a.to - b.to).at(-1);
	const pieces = polls % HALVES_EVERY === 1 && newest ? halves(newest) : [];
	if (pieces.length < 2 || isOver()) return;
	reading.failed.pop();
	for (const half of pieces) {
		await reading.add(half);
		if (isOver()) return;
	}
}
