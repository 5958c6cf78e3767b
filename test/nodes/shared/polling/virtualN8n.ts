import { runPoll } from '../../../../nodes/shared/polling/poll';
import { Told, type PollResult, type Settings } from '../../../../nodes/shared/polling/settings';
import type { Source } from '../../../../nodes/shared/polling/source';
import type { VirtualTime } from './virtualVendor';

/** Where a poll's state lives, as n8n does it: reference is n8n 2.x, both ways of keeping a poll's state. */
export type Mode = 'plain' | 'durable';

/** What a test sets: of the node, and of the phone system. */
export type TriggerSettings = Settings & Pick<Source, 'owner' | 'mayHaveBeen' | 'retentionMs'>;

interface StaticData {
	state?: string;
}

export interface Tick {
	/** How long the poll may take, ms. */
	budget?: number;
	maxCalls?: number;
	isActivating?: boolean;
	endsPoll?: () => boolean;
	isSwitchedOn?: boolean;
	/** n8n dies after the poll has returned, before the workflow starts. */
	dies?: boolean;
	/** n8n throws the result away: it stopped waiting for the poll, or the workflow was published again. */
	isDropped?: () => boolean;
}

export interface Outcome {
	given: string[];
	error?: unknown;
	report?: PollResult['report'];
	/** Whether the poll wrote a state. */
	wrote: boolean;
}

/** One trigger in n8n, with all that n8n does to its state. */
export class VirtualN8n {
	/** Ids of the calls of all executions. */
	readonly given: string[] = [];
	/** A fault planted in the engine: changes each state that it writes. */
	tamper: (state: string) => string = (state) => state;
	private saved: StaticData = {};
	private memory: StaticData = {};
	private told = new Told();

	constructor(
		readonly mode: Mode,
		readonly time: VirtualTime,
		readonly source: Pick<Source, 'read'>,
		public settings: TriggerSettings,
	) {}

	/** What n8n would load if it started now. */
	get savedState(): string | undefined {
		return this.saved.state;
	}

	/** What the next poll will find. */
	get state(): string | undefined {
		return this.mode === 'plain' ? this.memory.state : this.saved.state;
	}

	set state(state: string | undefined) {
		this.saved = { state };
		this.memory = { state };
	}

	/** All that there is to know, as plain data: to go on from it more than once. */
	snapshot() {
		const { saved, memory, told, given, settings } = this;
		return structuredClone({ saved, memory, told, given, settings });
	}

	restore(snapshot: ReturnType<VirtualN8n['snapshot']>): void {
		const { saved, memory, told, given, settings } = structuredClone(snapshot);
		Object.assign(this, { saved, memory, told, settings });
		this.given.splice(0, this.given.length, ...given);
	}

	/** A person publishes the workflow, or turns it on again. */
	async activate(): Promise<Outcome> {
		this.load();
		return await this.tick({ isActivating: true, isSwitchedOn: true });
	}

	/** The process starts again. */
	async restart(): Promise<Outcome | undefined> {
		this.told = new Told();
		this.load();
		if (this.mode === 'durable') return undefined;
		return await this.tick({ isActivating: true });
	}

	/** The workflow is published again with other settings. */
	async edit(settings: Partial<TriggerSettings>): Promise<Outcome> {
		this.settings = { ...this.settings, ...settings };
		this.load();
		return await this.tick({ isActivating: true });
	}

	/** The state that was saved last replaces what is in memory. */
	load(): void {
		this.memory = { ...this.saved };
	}

	async tick(tick: Tick = {}): Promise<Outcome> {
		const data = this.mode === 'plain' ? this.memory : { ...this.saved };
		const { real, offset } = this.time;
		let wrote = false;
		const result = await runPoll({
			settings: this.settings,
			isSwitchedOn: tick.isSwitchedOn === true,
			open: async () => await Promise.resolve(this.open(tick.maxCalls)),
			now: () => this.time.real + this.time.offset,
			deadline: real + offset + (tick.budget ?? 36_000),
			readState: () => data.state,
			writeState: (state) => {
				wrote = true;
				data.state = this.tamper(state);
			},
			told: this.told,
			isQuiet: tick.isActivating === true && tick.isSwitchedOn !== true,
			endsPoll: tick.endsPoll,
		});
		const { calls, fault, isBegun, report } = result;
		const given = calls.map(({ head }) => head.id ?? '');
		// as `trigger.ts` does
		const isQuiet = tick.isActivating === true && tick.isSwitchedOn !== true;
		const isSaved = isQuiet || isBegun === true;
		const isThrown = fault !== undefined && (tick.isSwitchedOn === true || !isSaved);
		const outcome = { given, error: fault?.error, report, wrote };
		if (tick.dies) {
			this.told = new Told();
			this.load();
			return { ...outcome, given: [] };
		}
		if (tick.isDropped?.()) return { ...outcome, given: [] };
		this.handOver(data, outcome, tick.isActivating === true, tick.isSwitchedOn === true, isThrown);
		return outcome;
	}

	private open(maxCalls?: number): Source {
		const { owner, mayHaveBeen, retentionMs } = this.settings;
		const read: Source['read'] = (...asked) => this.source.read(...asked);
		return { owner, mayHaveBeen, retentionMs, maxCalls, read };
	}

	private handOver(
		data: StaticData,
		outcome: Outcome,
		isActivating: boolean,
		isSwitchedOn: boolean,
		isThrown: boolean,
	): void {
		const { given, report } = outcome;
		this.given.push(...given);
		const failed = isThrown || report !== undefined;
		if (this.mode === 'durable') {
			// when a person turns it on: nothing but a handover, and the state that the trigger begins with
			const isSaved = given.length > 0 || !isSwitchedOn || !this.saved.state;
			if (!failed && isSaved) this.saved = { ...data };
		} else if (data === this.memory && (given.length > 0 || (isActivating && !failed))) {
			this.saved = { ...data };
		}
	}
}
