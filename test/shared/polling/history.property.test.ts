import fc from 'fast-check';
import type { Settings } from '../../../nodes/shared/polling/settings';
import { parseState } from '../../../nodes/shared/polling/state';
import { DAY, HOUR, MINUTE } from '../../../nodes/shared/polling/timing';
import { makeGate } from './scenario';
import { VirtualN8n, type Mode } from './virtualN8n';
import { VirtualVendor, type VirtualCall } from './virtualVendor';

const START = Date.UTC(2026, 4, 9, 12);

/** What happens to a trigger, one after the other. Minutes pass before each. */
type Step = { minutes: number } & (
	| { kind: 'tick'; budget: number; failing: boolean[] }
	| { kind: 'outage' }
	| { kind: 'restart' }
	| { kind: 'dies' }
	| { kind: 'republished' }
	| { kind: 'overlap'; secondEndsFirst: boolean }
	| { kind: 'clock'; offset: number }
);

interface History {
	mode: Mode;
	windowsMean: 'start' | 'transcript';
	listsWithoutTranscript: boolean;
	lookbackHours: number;
	initialLookbackHours: number;
	maxWindowHours: number;
	maxCalls: number;
	calls: { at: number; late: number }[];
	steps: Step[];
}

const step: fc.Arbitrary<Step> = fc
	.tuple(
		fc.oneof(
			{ weight: 6, arbitrary: fc.integer({ min: 1, max: 90 }) },
			{ weight: 1, arbitrary: fc.integer({ min: 90, max: 3000 }) },
		),
		fc.oneof(
			{
				weight: 6,
				arbitrary: fc.record({
					kind: fc.constant('tick' as const),
					budget: fc.constantFrom(1, 1000, 36_000),
					failing: fc.array(fc.boolean(), { maxLength: 4 }),
				}),
			},
			{
				weight: 4,
				arbitrary: fc.constantFrom(
					{ kind: 'outage' as const },
					{ kind: 'restart' as const },
					{ kind: 'dies' as const },
					{ kind: 'republished' as const },
				),
			},
			{
				weight: 2,
				arbitrary: fc.record({
					kind: fc.constant('overlap' as const),
					secondEndsFirst: fc.boolean(),
				}),
			},
			{
				weight: 1,
				arbitrary: fc.record({
					kind: fc.constant('clock' as const),
					offset: fc.constantFrom(-60, -10, 0, 5, 10, 60).map((minutes) => minutes * MINUTE),
				}),
			},
		),
	)
	.map(([minutes, what]) => ({ minutes, ...what }));

const history: fc.Arbitrary<History> = fc.record({
	mode: fc.constantFrom('plain', 'durable'),
	windowsMean: fc.constantFrom('start', 'transcript'),
	listsWithoutTranscript: fc.boolean(),
	lookbackHours: fc.constantFrom(1, 3, 24, 30),
	initialLookbackHours: fc.constantFrom(0, 0, 1, 40),
	maxWindowHours: fc.constantFrom(6, 23.9),
	maxCalls: fc.constantFrom(1, 3, 1000),
	calls: fc.array(
		fc.record({
			// Minutes from the activation; many begin at once.
			at: fc.oneof(
				fc.integer({ min: -50 * 60, max: 60 * 60 }),
				fc.integer({ min: -6, max: 40 }).map((n) => n * 60),
			),
			// Of the lookback; some are too late.
			late: fc.oneof(
				fc.constant(0.001),
				fc.double({ min: 0, max: 1, noNaN: true }),
				fc.constant(1.2),
			),
		}),
		{ maxLength: 40 },
	),
	steps: fc.array(step, { maxLength: 40 }),
});

/** Lets the history happen, then heals everything and polls on until nothing can come any more. */
async function live(given: History) {
	const time = { real: START, offset: 0 };
	const vendor = new VirtualVendor(time);
	vendor.windowsMean = given.windowsMean;
	vendor.listsWithoutTranscript = given.listsWithoutTranscript;
	const lookbackMs = given.lookbackHours * HOUR;
	vendor.calls = given.calls.map(({ at, late }, i) => {
		const start = START + at * MINUTE;
		return { id: `call ${i}`, start, readyAt: start + Math.round(late * lookbackMs) };
	});
	const settings: Settings = {
		owner: 'pbx 1',
		criteria: { event: 'newTranscription' },
		lookbackMs,
		initialLookbackMs: given.initialLookbackHours * HOUR,
		retentionMs: 90 * DAY,
		maxWindowMs: given.maxWindowHours * HOUR,
	};
	const n8n = new VirtualN8n(given.mode, time, vendor, settings);
	const { maxCalls } = given;
	await n8n.activate();
	time.real += MINUTE;
	await n8n.tick();
	const activatedAt = parseState(n8n.state)?.activatedAt ?? NaN;
	const firstPollsEnd = time.real;

	for (const step of given.steps) {
		time.real += step.minutes * MINUTE;
		if (step.kind === 'clock') time.offset = step.offset;
		if (step.kind === 'outage') vendor.failure = () => ({ after: 1 });
		if (step.kind === 'tick') {
			const failing = [...step.failing];
			vendor.failure = () => (failing.shift() ? { after: 1 } : undefined);
			await n8n.tick({ budget: step.budget, maxCalls });
		} else if (step.kind === 'restart') {
			await n8n.restart();
		} else if (step.kind === 'republished') {
			const old = n8n.tick({ maxCalls, isDropped: () => true });
			await n8n.edit({});
			await old;
		} else if (step.kind === 'overlap') {
			await overlap(n8n, vendor, step, maxCalls);
		} else {
			await n8n.tick({ maxCalls, dies: step.kind === 'dies' });
		}
		vendor.failure = () => undefined;
	}

	time.offset = 0;
	const end = Math.max(time.real, ...vendor.calls.map(({ readyAt }) => readyAt)) + 4 * HOUR;
	while (time.real < end) {
		time.real += 40 * MINUTE;
		await n8n.tick();
	}
	for (let i = 0; i < 5; i++) {
		time.real += MINUTE;
		await n8n.tick();
	}
	return { n8n, vendor, settings, activatedAt, firstPollsEnd };
}

/** Two polls begin with the same state, and end in either order. */
async function overlap(
	n8n: VirtualN8n,
	vendor: VirtualVendor,
	{ secondEndsFirst }: { secondEndsFirst: boolean },
	maxCalls: number,
): Promise<void> {
	const { promise, open } = makeGate();
	if (secondEndsFirst) vendor.gate = () => promise;
	// In durable mode each poll has its own copy of the state, and n8n drops what a poll gives that it gave up.
	const first = n8n.tick({ maxCalls, isDropped: () => n8n.mode === 'durable' });
	vendor.gate = () => Promise.resolve();
	vendor.time.real += MINUTE;
	const second = n8n.tick({ maxCalls });
	if (secondEndsFirst) await second;
	open();
	await Promise.all([first, second]);
}

/** Every call that fits, once: what a person would say, without a word about windows or states. */
function judge(
	call: VirtualCall,
	{ settings, activatedAt, firstPollsEnd }: Awaited<ReturnType<typeof live>>,
): number[] {
	const floor = activatedAt - Math.max(settings.initialLookbackMs, 2 * MINUTE);
	const isInTime = call.readyAt <= call.start + settings.lookbackMs;
	if (call.start >= floor) return isInTime ? [1] : [0, 1];
	if (call.readyAt <= activatedAt) return [0];
	if (call.start < activatedAt - 4 * HOUR) return [0];
	return isInTime && call.readyAt > firstPollsEnd ? [1] : [0, 1];
}

export async function check(given: History): Promise<void> {
	const life = await live(given);
	for (const call of life.vendor.calls) {
		const times = life.n8n.given.filter((id) => id === call.id).length;
		expect({ call, times: judge(call, life).includes(times) ? 'right' : times }).toEqual({
			call,
			times: 'right',
		});
	}
}

describe('random histories', () => {
	it('give every call that fits, once', async () => {
		await fc.assert(fc.asyncProperty(history, check), {
			numRuns: Number(process.env.RUNS ?? 1500),
		});
	}, 120_000);
});
