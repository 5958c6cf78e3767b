import type { FoundCall } from '../found';
import { planPoll, probeWindows } from './plan';
import { beginState, freshState, openState, prepare, type Opened } from './prepare';
import { Reading, readPlan, type Candidate } from './read';
import { record } from './record';
import { callKey } from './remembered';
import { atTheDoor, type PollOptions, type PollResult, type Settings } from './settings';
import type { Source } from './source';
import { serialize, type Report, type State } from './state';

/**
 * One poll: open, prepare, plan, read, record, save. Returns the new calls and writes the state. Never rejects because
 * of a fault of the source.
 *
 * A poll that achieved something returns it and leaves the fault to the next one. A poll that achieved nothing returns
 * the fault.
 */
export async function runPoll(options: PollOptions): Promise<PollResult> {
	const now = options.now();
	const saved = options.readState();
	const settings = atTheDoor(options.settings);
	// A trigger counts from its first poll, whether or not that could read. A former owner's state stays until this one answers.
	const fail = (fault: { error: unknown }): PollResult => {
		const begun = beginState(saved, settings, now);
		return { calls: [], fault, isBegun: begun !== undefined && save(begun, saved, options) };
	};
	let source: Source;
	let opened: Opened;
	try {
		source = await options.open();
		opened = await settleOwner(openState(saved, source, settings, now), settings, source, now);
	} catch (error) {
		return fail({ error });
	}
	const { state } = opened;
	if (state.report && !options.isQuiet && !options.told.reports.has(nameOf(state.report))) {
		options.told.reports.add(nameOf(state.report));
		return { calls: [], report: state.report };
	}
	// It has been reported: no need to keep it.
	if (!options.isQuiet) state.report = undefined;

	prepare(state, settings, source, now, options.isSwitchedOn);
	const plan = planPoll(state, settings, now);
	const reading = new Reading(source, state);
	const fault = await readPlan(plan, reading, state, options, now);
	if (fault) return fail(fault);

	const calls = await enrich(reading.calls, source);
	record(state, reading, plan, now);
	return { calls: save(state, saved, options) ? calls : [], state };
}

/** Another owner's state is kept if one of its calls shows up again. Throws what the source throws. */
async function settleOwner(
	{ kind, state }: Opened,
	settings: Settings,
	source: Source,
	now: number,
): Promise<Opened> {
	if (kind !== 'doubtful') return { kind, state };
	for (const window of probeWindows(state, settings, source.retentionMs, now)) {
		for await (const found of source.read(window)) {
			const id = 'head' in found ? found.head.id : undefined;
			if (id && state.seen.has(callKey(id))) return { kind: 'kept', state };
		}
	}
	return { kind: 'fresh', state: freshState(source.owner, settings, now, 'new') };
}

function nameOf({ count, examples, isShortened }: Report): string {
	return [count, ...examples.map(({ key }) => key), isShortened].join(' ');
}

/** The calls to return, oldest first by start. */
async function enrich(candidates: Candidate[], source: Source): Promise<FoundCall[]> {
	const calls = [...candidates].sort((a, b) => a.start - b.start).map(({ call }) => call);
	const more = calls.length > 0 ? await source.enrich?.(calls) : undefined;
	return calls.map((call, i) => more?.[i] ?? call);
}

/**
 * Compare and set, in one synchronous step. A poll is discarded if the saved state is no longer the one it began
 * with: another poll has written, and what this one read is read again.
 */
function save(state: State, saved: unknown, options: PollOptions): boolean {
	if (options.readState() !== saved) return false;
	const text = serialize(state);
	if (text !== saved) options.writeState(text);
	return true;
}
