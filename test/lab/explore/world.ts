import { parseState, serialize } from '../../../nodes/shared/polling/state';
import { HOUR, MINUTE } from '../../../nodes/shared/polling/timing';
import { emptyCallRecord } from '../../../nodes/shared/record/callRecord';
import { fit, type Criteria } from '../../../nodes/shared/record/criteria';
import { finish, mistakes, type Life } from '../../nodes/shared/polling/histories';
import { asked, holdAnswer, START } from '../../nodes/shared/polling/scenario';
import { foundCall } from '../support/foundCall';
import { VirtualN8n, type Mode } from '../../nodes/shared/polling/virtualN8n';
import { VirtualVendor, type VirtualCall } from '../../nodes/shared/polling/virtualVendor';
import { judgeOnce } from '../onceOracle';

/** What can happen between two states. Each takes ten minutes, but for the two waits. */
export const actions = [
	'poll',
	'waitHalfAnHour',
	'waitTwoHours',
	'firstRequestFails',
	'secondRequestFails',
	'outage',
	'shortBudget',
	'killBeforeSave',
	'killAfterSave',
	'overlapInOrder',
	'overlapCrossed',
	'editInTheMiddle',
	'edit',
	'offAndOn',
	'clockBack',
	'clockRight',
] as const;
export type Action = (typeof actions)[number];

/** What must be reached, or the exploration proves nothing. */
export const sometimes = [
	'aHoleWasMade',
	'aHoleWasHealed',
	'aLateTranscriptWasGiven',
	'aBrokenRecordWasGiven',
	'aLateValueWasGiven',
	'anOverlapWasDropped',
	'aKilledPollHadWritten',
	'settingsChanged',
	'theClockWentBack',
	'allWasSettled',
] as const;
export type Sometimes = (typeof sometimes)[number];

const LOOKBACK = HOUR;
/** Two of them hold the lookback and what is recent. */
const WINDOW = 2 * HOUR;
const wide: Criteria = { event: 'newTranscription', status: 'completed' };
const narrow: Criteria = { ...wide, direction: 'inbound' };

/** Those that the trigger must give are owed, the others not: the oracle of `histories.ts` knows which. */
function callsOf(): VirtualCall[] {
	const at = (minutes: number) => START + minutes * MINUTE;
	const record = { direction: 'inbound', status: 'completed' } as const;
	return [
		{ id: 'history', start: at(-90), readyAt: at(-80), record },
		{ id: 'late', start: at(6), readyAt: at(58), record },
		{ id: 'broken', start: at(16), readyAt: at(17), brokenUntil: at(45), record },
		{
			...{ id: 'value', start: at(26), readyAt: at(27), record },
			changes: { until: at(70), record: { status: 'processing' } },
		},
		{
			id: 'outbound',
			start: at(36),
			readyAt: at(37),
			record: { ...record, direction: 'outbound' },
		},
	];
}

type Facts = Omit<Life, 'given' | 'calls'>;

/** A world between two actions, as plain data. */
export interface Snapshot {
	time: { real: number; offset: number };
	n8n: ReturnType<VirtualN8n['snapshot']>;
	facts: Facts;
	/** What may be missing: calls that a pause has cut off. */
	cutOff: string[];
}

/** One trigger, its n8n and its phone system. */
export class World {
	readonly time = { real: START, offset: 0 };
	readonly vendor = new VirtualVendor(this.time);
	readonly n8n: VirtualN8n;
	readonly reached = new Set<Sometimes>();
	private facts!: Facts;
	private cutOff: string[] = [];
	/** What the last action gave although settings that were in force leave it out. */
	private leftOut: string[] = [];

	constructor(
		readonly mode: Mode,
		/** Whether the phone system is away when the workflow is published. */
		private readonly beginsAway = false,
	) {
		this.vendor.calls = callsOf();
		this.n8n = new VirtualN8n(mode, this.time, this.vendor, {
			...{ owner: 'pbx', criteria: wide, lookbackMs: LOOKBACK, initialLookbackMs: 0 },
			...{ retentionMs: 90 * 24 * HOUR, maxWindowMs: WINDOW },
		});
	}

	async begin(): Promise<void> {
		if (this.beginsAway) {
			this.vendor.failure = () => ({ after: 0 });
			await this.n8n.edit({});
		} else {
			await this.n8n.activate();
		}
		this.time.real += MINUTE;
		await this.n8n.tick();
		this.vendor.failure = () => undefined;
		this.facts = {
			...{ lookbackMs: LOOKBACK, initialLookbackMs: 0 },
			...{ activatedAt: START, firstPollsEnd: this.time.real },
			epochs: [{ criteria: wide, until: Infinity }],
		};
	}

	snapshot(): Snapshot {
		const { time, n8n, facts, cutOff } = this;
		return { ...structuredClone({ time, facts, cutOff }), n8n: n8n.snapshot() };
	}

	restore(snapshot: Snapshot): void {
		const { time, facts, cutOff } = structuredClone(snapshot);
		Object.assign(this.time, time);
		Object.assign(this, { facts, cutOff });
		this.n8n.restore(snapshot.n8n);
		this.vendor.failure = () => undefined;
		this.vendor.gate = () => Promise.resolve();
		this.vendor.requests.length = 0;
	}

	async happen(action: Action): Promise<void> {
		const { n8n, time, vendor } = this;
		const before = n8n.given.length;
		const holes = this.state?.holes.length ?? 0;
		const waits = { waitHalfAnHour: 30, waitTwoHours: 120 } as Partial<Record<Action, number>>;
		// to the minute, so that orders that come to the same meet in one state
		time.real = Math.ceil(time.real / MINUTE) * MINUTE + (waits[action] ?? 10) * MINUTE;
		await this.act(action);
		vendor.failure = () => undefined;
		vendor.gate = () => Promise.resolve();
		time.real = Math.ceil(time.real / MINUTE) * MINUTE;
		this.note(n8n.given.slice(before), holes);
	}

	private async act(action: Action): Promise<void> {
		const { n8n, time } = this;
		switch (action) {
			case 'poll':
			case 'waitHalfAnHour':
			case 'waitTwoHours':
				await n8n.tick();
				break;
			case 'firstRequestFails':
			case 'secondRequestFails':
			case 'outage':
				this.fail(action);
				await n8n.tick();
				break;
			case 'shortBudget':
				await n8n.tick({ budget: 1, maxCalls: 1 });
				break;
			case 'killBeforeSave': {
				const { wrote } = await n8n.tick({ dies: true });
				if (wrote) this.reached.add('aKilledPollHadWritten');
				await n8n.restart();
				break;
			}
			case 'killAfterSave':
				await n8n.tick();
				await n8n.restart();
				break;
			case 'overlapInOrder':
			case 'overlapCrossed':
				await this.overlap(action === 'overlapCrossed');
				break;
			case 'editInTheMiddle': {
				const old = n8n.tick({ isDropped: () => true });
				await n8n.edit({});
				await old;
				break;
			}
			case 'edit':
				await this.edit();
				break;
			case 'offAndOn':
				await this.offAndOn();
				break;
			case 'clockBack':
				time.offset = -HOUR;
				await n8n.tick();
				break;
			case 'clockRight':
				time.offset = 0;
				await n8n.tick();
				break;
		}
	}

	private fail(action: Action): void {
		let request = 0;
		const fails = (n: number) =>
			action === 'outage' || n === (action === 'firstRequestFails' ? 0 : 1);
		this.vendor.failure = () => (fails(request++) ? { after: 1 } : undefined);
	}

	private async overlap(isCrossed: boolean): Promise<void> {
		const { n8n, vendor } = this;
		const open = isCrossed ? holdAnswer(vendor) : () => undefined;
		// in durable mode n8n drops what a poll gives that it gave up
		const requests = vendor.requests.length;
		const first = n8n.tick({ isDropped: () => n8n.mode === 'durable' });
		await asked(vendor);
		// a poll that asks for nothing is over by now
		if (vendor.requests.length === requests) open();
		const second = n8n.tick();
		const other = isCrossed ? await second : undefined;
		open();
		const [one, two] = await Promise.all([first, second]);
		if (other?.wrote && !one.wrote) this.reached.add('anOverlapWasDropped');
		if (one.wrote && !two.wrote) this.reached.add('anOverlapWasDropped');
	}

	private async edit(): Promise<void> {
		const { n8n, facts, time } = this;
		const last = facts.epochs.at(-1);
		// n8n's clock decides the moment of a change
		if (last) last.until = time.real + time.offset;
		const criteria = last?.criteria.direction ? wide : narrow;
		facts.epochs.push({ criteria, until: Infinity });
		await n8n.edit({ criteria });
		this.reached.add('settingsChanged');
	}

	/** A person's pause gives up what is older than the lookback (DESIGN 3.3). */
	private async offAndOn(): Promise<void> {
		const { n8n, time, vendor } = this;
		const before = time.real + Math.max(time.offset, 0) - LOOKBACK;
		for (const { id, start } of vendor.calls) if (start < before) this.cutOff.push(id);
		this.cutOff = [...new Set(this.cutOff)];
		await n8n.activate();
	}

	private note(given: string[], holesBefore: number): void {
		const { time, reached, facts } = this;
		this.leftOut = this.vendor.calls
			.filter(({ id }) => given.includes(id))
			.filter(({ start, record }) =>
				facts.epochs.some(
					({ until, criteria }) =>
						until > start &&
						fit(foundCall({ ...emptyCallRecord('cytracom'), ...record }), criteria) === 'no',
				),
			)
			.map(({ id }) => `[P6] ${id} had been left out`);
		const holes = this.state?.holes.length ?? 0;
		if (holes > holesBefore) reached.add('aHoleWasMade');
		if (holes < holesBefore) reached.add('aHoleWasHealed');
		if (given.includes('late')) reached.add('aLateTranscriptWasGiven');
		if (given.includes('broken')) reached.add('aBrokenRecordWasGiven');
		if (given.includes('value')) reached.add('aLateValueWasGiven');
		if (time.offset < 0) reached.add('theClockWentBack');
	}

	private get state() {
		return parseState(this.n8n.state);
	}

	/** What is wrong in this very state. */
	wrongs(): string[] {
		const { n8n, vendor } = this;
		const wrongs: string[] = [];
		const { doubled } = judgeOnce(
			vendor.calls,
			n8n.given.map((id) => ({ id })),
		);
		for (const { call, given } of doubled) {
			wrongs.push(`[P2] ${call.id} was given ${given.length} times`);
		}
		if (n8n.given.includes('history')) wrongs.push('[P3] history was given');
		wrongs.push(...this.leftOut);
		for (const text of [n8n.state, n8n.savedState]) wrongs.push(...wrongsOf(text));
		return wrongs;
	}

	/** What is missing when all faults have stopped and a lookback has passed. The world is used up by it. */
	async missing(): Promise<string[]> {
		const { n8n, vendor, facts, cutOff } = this;
		await finish({ time: this.time, vendor, n8n });
		const state = this.state;
		if (state?.holes.length === 0) this.reached.add('allWasSettled');
		const found = mistakes({ ...facts, calls: vendor.calls, given: n8n.given });
		return found
			.filter((text) => !cutOff.some((id) => text.includes(`"${id}"`) && text.endsWith(' 0 times')))
			.map((text) => `[P4] ${text}`);
	}
}

/** What is wrong with a saved state by itself. */
function wrongsOf(text: string | undefined): string[] {
	if (text === undefined) return [];
	const state = parseState(text);
	if (!state) return ['[P14] a state that cannot be read'];
	const wrongs: string[] = [];
	if (serialize(state) !== text) wrongs.push('[P14] a state with two forms');
	if (state.settled < state.origin) wrongs.push('[P8] settled before the origin');
	let end = state.settled;
	for (const { from, to } of state.sweeps) {
		if (from < end || from >= to) wrongs.push('[P8] sweeps that overlap');
		end = to;
	}
	for (const { from, to } of state.holes) {
		if (from >= to || from < state.settled) wrongs.push('[P9] a hole in what is settled');
	}
	if (state.former.length > 20) wrongs.push('[P12] settings without a bound');
	return wrongs;
}
