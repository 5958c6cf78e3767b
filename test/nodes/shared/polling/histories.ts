import fc from 'fast-check';
import { fit, type Criteria } from '../../../../nodes/shared/record/criteria';
import { parseState } from '../../../../nodes/shared/polling/state';
import { DAY, HOUR, MINUTE } from '../../../../nodes/shared/polling/timing';
import { emptyCallRecord } from '../../../../nodes/shared/record/callRecord';
import { asked, holdAnswer, START } from './scenario';
import { VirtualN8n, type TriggerSettings, type Mode } from './virtualN8n';
import { VirtualVendor, type VirtualCall, type VirtualTime } from './virtualVendor';
import { foundCall } from '../../../lab/support/foundCall';

/** What happens to a trigger. */
type Event =
	| { kind: 'tick'; budget: number; failing: boolean[] }
	| { kind: 'outage' | 'restart' | 'dies' | 'republished' }
	| { kind: 'overlap'; secondEndsFirst: boolean }
	| { kind: 'clock'; offset: number }
	| { kind: 'jump'; offset: number }
	| { kind: 'edit'; criteria: Criteria };

/** One after the other; `minutes` pass before each. */
type Step = { minutes: number } & Event;

export interface History {
	mode: Mode;
	windowsMean: 'start' | 'transcript';
	listsWithoutTranscript: boolean;
	passesOverKnown: boolean;
	lookbackHours: number;
	initialLookbackHours: number;
	maxWindowHours: number;
	maxCalls: number;
	criteria: Criteria;
	calls: {
		/** Minutes from the activation. */
		at: number;
		/** Of the lookback. */
		late: number;
		summaryLate: number;
		isInbound: boolean;
		movesBy: number;
	}[];
	steps: Step[];
}

const criteria = fc.constantFrom<Criteria>(
	{ event: 'newTranscription' },
	{ event: 'newTranscription', direction: 'inbound' },
	{ event: 'newSummary' },
	{ event: 'newSummary', direction: 'outbound' },
);

const minutes = fc.oneof(
	{ weight: 6, arbitrary: fc.integer({ min: 1, max: 90 }) },
	{ weight: 1, arbitrary: fc.integer({ min: 90, max: 3000 }) },
);

const events = {
	tick: fc.record({
		kind: fc.constant('tick' as const),
		budget: fc.constantFrom(1, 1000, 36_000),
		failing: fc.array(fc.boolean(), { maxLength: 4 }),
	}),
	trouble: fc.record({
		kind: fc.constantFrom('outage', 'restart', 'dies', 'republished'),
	}),
	overlap: fc.record({ kind: fc.constant('overlap' as const), secondEndsFirst: fc.boolean() }),
	clock: fc.record({
		kind: fc.constant('clock' as const),
		offset: fc.constantFrom(-60, -10, 0, 5, 10, 60).map((offset) => offset * MINUTE),
	}),
	jump: fc.record({
		kind: fc.constant('jump' as const),
		// So far that nothing polls for as long (that could not be told from time that passed), and less than is kept.
		offset: fc.constantFrom(-3, -0.3, 30, 60).map((days) => days * DAY),
	}),
	edit: fc.record({ kind: fc.constant('edit' as const), criteria }),
};

/** How often each kind of event happens, compared with the others. */
export type Weights = Partial<Record<keyof typeof events, number>>;

/** Random histories. Unless `edit` is among the events, the settings stay, and so does the plain event. */
export function histories(weights: Weights, maxSteps = 40): fc.Arbitrary<History> {
	const weighted = Object.entries(weights).map(([kind, weight]) => ({
		weight,
		arbitrary: events[kind as keyof typeof events] as fc.Arbitrary<Event>,
	}));
	const step = fc
		.tuple(minutes, fc.oneof(...weighted))
		.map(([minutes, event]): Step => ({ minutes, ...event }));
	// After a jump back to before the activation, the engine recovers once it has met a call.
	const before = { at: -30, late: 0, summaryLate: 0, isInbound: false, movesBy: 0 };
	return fc.record({
		mode: fc.constantFrom('plain', 'durable'),
		windowsMean: fc.constantFrom('start', 'transcript'),
		listsWithoutTranscript: fc.boolean(),
		passesOverKnown: fc.boolean(),
		lookbackHours: fc.constantFrom(1, 3, 24, 30),
		initialLookbackHours: fc.constantFrom(0, 0, 1, 40),
		maxWindowHours: fc.constantFrom(6, 23.9),
		maxCalls: fc.constantFrom(1, 3, 1000),
		criteria: weights.edit ? criteria : fc.constant({ event: 'newTranscription' as const }),
		calls: fc.array(call, { maxLength: 40 }).map((calls) => [before, ...calls]),
		steps: fc.array(step, { maxLength: maxSteps }),
	});
}

const lateness = fc.oneof(fc.constant(0.001), fc.double({ min: 0, max: 1, noNaN: true }));

const call = fc.record({
	at: fc.oneof(
		fc.integer({ min: -50 * 60, max: 60 * 60 }),
		// Around the activation.
		fc.integer({ min: -5 * 60, max: 60 }),
		// Many at once.
		fc.integer({ min: 1, max: 40 }).map((n) => n * 60),
	),
	// Some are too late.
	late: fc.oneof({ weight: 9, arbitrary: lateness }, { weight: 1, arbitrary: fc.constant(1.2) }),
	// Some never come.
	summaryLate: fc.oneof(lateness, lateness, fc.constant(Infinity)),
	isInbound: fc.boolean(),
	movesBy: fc.constantFrom(0, 0, 0, -60, 60),
});

/** What a history led to, as far as the oracle must know. */
export interface Life {
	given: string[];
	calls: VirtualCall[];
	lookbackMs: number;
	initialLookbackMs: number;
	/** When the state was made that counts, and until when calls may have been ready at its first reading. */
	activatedAt: number;
	firstPollsEnd: number;
	/** TriggerSettings, and until when each was in force. */
	epochs: { criteria: Criteria; until: number }[];
}

/** A trigger in the middle of its history. */
interface World {
	time: VirtualTime;
	vendor: VirtualVendor;
	n8n: VirtualN8n;
	life: Omit<Life, 'given'>;
}

/** Activates a trigger for `history`. */
async function begin(history: History, tamper?: (state: string) => string): Promise<World> {
	const time = { real: START, offset: 0 };
	const vendor = new VirtualVendor(time);
	vendor.windowsMean = history.windowsMean;
	vendor.listsWithoutTranscript = history.listsWithoutTranscript;
	vendor.passesOverKnown = history.passesOverKnown;
	const lookbackMs = history.lookbackHours * HOUR;
	vendor.calls = history.calls.map((call, i) => {
		// A start that moves is the vendor's whose windows mean the start.
		const movesBy = history.windowsMean === 'start' ? call.movesBy : 0;
		return virtualCall({ ...call, movesBy }, i, lookbackMs);
	});
	const settings: TriggerSettings = {
		owner: 'pbx 1',
		criteria: history.criteria,
		lookbackMs,
		initialLookbackMs: history.initialLookbackHours * HOUR,
		retentionMs: 90 * DAY,
		maxWindowMs: history.maxWindowHours * HOUR,
	};
	const n8n = new VirtualN8n(history.mode, time, vendor, settings);
	if (tamper) n8n.tamper = tamper;
	await n8n.activate();
	time.real += MINUTE;
	await n8n.tick();
	const life = {
		calls: vendor.calls,
		lookbackMs,
		initialLookbackMs: settings.initialLookbackMs,
		activatedAt: parseState(n8n.state)?.activatedAt ?? NaN,
		firstPollsEnd: time.real,
		epochs: [{ criteria: history.criteria, until: Infinity }],
	};
	return { time, vendor, n8n, life };
}

function virtualCall(
	{ at, late, summaryLate, isInbound, movesBy }: History['calls'][number],
	index: number,
	lookbackMs: number,
): VirtualCall {
	const start = START + at * MINUTE;
	const readyAt = start + Math.round(late * lookbackMs);
	return {
		id: `call ${index}`,
		start,
		readyAt,
		summaryAt: start + Math.round(Math.max(late, summaryLate) * lookbackMs),
		record: { direction: isInbound ? 'inbound' : 'outbound' },
		// Not near the activation: there it would make history of a new call.
		...(at > 120 && { moves: { at: start + lookbackMs / 2, by: movesBy * MINUTE } }),
	};
}

/** Lets one step happen. */
async function happen(world: World, step: Step, maxCalls: number): Promise<void> {
	const { time, vendor, n8n } = world;
	time.real += step.minutes * MINUTE;
	switch (step.kind) {
		case 'tick': {
			const failing = [...step.failing];
			vendor.failure = () => (failing.shift() ? { after: 1 } : undefined);
			await n8n.tick({ budget: step.budget, maxCalls });
			break;
		}
		case 'outage':
			vendor.failure = () => ({ after: 1 });
			await n8n.tick({ maxCalls });
			break;
		case 'dies':
			await n8n.tick({ maxCalls, dies: true });
			break;
		case 'restart':
			await n8n.restart();
			break;
		case 'republished': {
			const old = n8n.tick({ maxCalls, isDropped: () => true });
			await n8n.edit({});
			await old;
			break;
		}
		case 'overlap':
			await overlap(world, step.secondEndsFirst, maxCalls);
			break;
		case 'clock':
			time.offset = step.offset;
			await n8n.tick({ maxCalls });
			break;
		case 'jump':
			time.offset = step.offset;
			await n8n.tick({ maxCalls });
			time.real += MINUTE;
			await n8n.tick({ maxCalls });
			time.offset = 0;
			break;
		case 'edit':
			await edit(world, step.criteria, maxCalls);
			break;
	}
	vendor.failure = () => undefined;
}

/** Two polls begin with the same state, and end in either order. */
async function overlap(world: World, secondEndsFirst: boolean, maxCalls: number): Promise<void> {
	const { time, vendor, n8n } = world;
	const open = secondEndsFirst ? holdAnswer(vendor) : () => undefined;
	// In durable mode each poll has its own copy of the state, and n8n drops what a poll gives that it gave up.
	const first = n8n.tick({ maxCalls, isDropped: () => n8n.mode === 'durable' });
	await asked(vendor);
	time.real += MINUTE;
	const second = n8n.tick({ maxCalls });
	if (secondEndsFirst) await second;
	open();
	await Promise.all([first, second]);
}

async function edit({ time, n8n, life }: World, criteria: Criteria, maxCalls: number) {
	const last = life.epochs.at(-1);
	if (last) last.until = time.real;
	life.epochs.push({ criteria, until: Infinity });
	await n8n.edit({ criteria });
	time.real += MINUTE;
	await n8n.tick({ maxCalls });
}

/** Heals everything and polls on until nothing can come any more. */
export async function finish({ time, vendor, n8n }: Omit<World, 'life'>): Promise<void> {
	time.offset = 0;
	const latest = Math.max(time.real, ...vendor.calls.map(({ readyAt }) => readyAt));
	const summaries = vendor.calls.map(({ summaryAt = 0 }) => (summaryAt < Infinity ? summaryAt : 0));
	const end = Math.max(latest, ...summaries) + 4 * HOUR;
	while (time.real < end) {
		time.real += HOUR;
		await n8n.tick();
	}
	for (let i = 0; i < 5; i++) {
		time.real += MINUTE;
		await n8n.tick();
	}
}

/** @param tamper a fault to plant */
export async function live(history: History, tamper?: (state: string) => string): Promise<Life> {
	const world = await begin(history, tamper);
	for (const step of history.steps) await happen(world, step, history.maxCalls);
	await finish(world);
	return { ...world.life, given: world.n8n.given };
}

/** Like `live`, and once more from each state on the way: n8n dies there and goes on from what it had saved. */
export async function liveFromEveryState(history: History): Promise<Life[]> {
	const lives: Life[] = [];
	const world = await begin(history);
	for (const step of history.steps) {
		await happen(world, step, history.maxCalls);
		const time = { ...world.time };
		const vendor = new VirtualVendor(time);
		const { calls, windowsMean, listsWithoutTranscript } = world.vendor;
		Object.assign(vendor, { calls, windowsMean, listsWithoutTranscript });
		const { mode, settings, savedState, given } = world.n8n;
		const n8n = new VirtualN8n(mode, time, vendor, settings);
		n8n.state = savedState;
		n8n.given.push(...given);
		await n8n.restart();
		await finish({ time, vendor, n8n });
		const epochs = world.life.epochs.map((epoch) => ({ ...epoch }));
		lives.push({ ...world.life, epochs, given: n8n.given });
	}
	return lives;
}

/** How often a call may be given: what a person would say, without a word about windows or states. */
function rightTimes(call: VirtualCall, life: Life, start: number): number[] {
	const found = foundCall({ ...emptyCallRecord('cytracom', call.id), ...call.record });
	const epochs = life.epochs.filter(({ until }) => until > start);
	const readyAt = epochs.map(({ criteria: { event } }) =>
		event === 'newSummary' ? (call.summaryAt ?? call.readyAt) : call.readyAt,
	);
	const firstReady = readyAt[0] ?? Infinity;
	const firstFits = epochs[0] !== undefined && fit(found, epochs[0].criteria) === 'yes';
	// The settings that were in force when it began left it out.
	if (!firstFits || firstReady === Infinity) return [0];

	const floor = life.activatedAt - Math.max(life.initialLookbackMs, 2 * MINUTE);
	if (start < floor) {
		const isHistory = firstReady <= life.activatedAt || start < life.activatedAt - 4 * HOUR;
		if (isHistory) return [0];
		if (firstReady <= life.firstPollsEnd) return [0, 1];
	}
	const isInTime = Math.max(...readyAt) <= call.start + life.lookbackMs;
	return isInTime && epochs.every(({ criteria }) => fit(found, criteria) === 'yes') ? [1] : [0, 1];
}

/** The clocks differ by an hour at most while settings change. */
const FUZZ = 75 * MINUTE;

/** The calls that were not given as often as they should: `Every call that fits, once`. */
export function mistakes(life: Life): string[] {
	return life.calls.flatMap((call) => {
		const times = life.given.filter((id) => id === call.id).length;
		const isEdited = life.epochs.length > 1;
		const starts = isEdited ? [call.start - FUZZ, call.start, call.start + FUZZ] : [call.start];
		const right = starts.flatMap((start) => rightTimes(call, life, start));
		return right.includes(times) ? [] : [`${JSON.stringify(call)} was given ${times} times`];
	});
}
