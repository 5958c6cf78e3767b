import { Collector, type Candidate, type LeftOut } from './collect';
import type { Unreadable } from '../found';
import type { FoundCall, Source } from './found';
import type { Interval } from './intervals';
import type { State } from './state';

/** Reads windows one after another. A window that fails leaves no trace but the fault: all of it is read again. */
export class Reading<Call extends FoundCall> {
	readonly calls: Candidate<Call>[] = [];
	readonly leftOut: LeftOut[] = [];
	readonly unreadable: Unreadable[] = [];
	readonly read: Interval[] = [];
	readonly failed: Interval[] = [];
	/** The latest. */
	fault: { error: unknown } | undefined;
	private readonly keys = new Set<string>();

	constructor(
		private readonly source: Source<Call>,
		private readonly state: State,
		private readonly maxCalls: number,
	) {}

	get isFull(): boolean {
		return this.calls.length >= this.maxCalls;
	}

	/** @returns whether the window could be read */
	async add(window: Interval): Promise<boolean> {
		const limit = this.maxCalls - this.calls.length;
		const collector = new Collector<Call>(this.state, limit, (key) => this.keys.has(key));
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
}
