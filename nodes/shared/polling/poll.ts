import type { FoundCall } from '../found';
import { planPoll, probeWindow } from './plan';
import { freshState, openState, prepare, type Opened } from './prepare';
import { Reading, readPlan, type Candidate } from './read';
import { record } from './record';
import { callKey } from './remembered';
import { atTheDoor, type PollOptions, type PollResult, type Settings } from './settings';
import type { Source } from './source';
import { serialize, type Report, type State } from './state';

/**
 * One poll: open, prepare, plan, read, record, save. Gives the new calls and writes the state. Never rejects for a
 * fault of the source.
 *
 * What was achieved is returned, and the fault left to the next poll; a poll that achieved nothing returns the fault.
 */
export async function runPoll(options: PollOptions): Promise<PollResult> {
	const now = options.now();
	const saved = options.readState();
	const settings = atTheDoor(options.settings);
	let source: Source;
	let opened: Opened;
	try {
		source = await options.open();
		opened = await settleOwner(openState(saved, source, settings, now), settings, source, now);
	} catch (error) {
		return { calls: [], fault: { error } };
	}
	const { state, kind } = opened;
	if (isReportDue(state.report, options)) {
		options.thrown.set(nameOf(state.report), now);
		return { calls: [], report: state.report };
	}
	// What was thrown in this process need not be kept.
	if (!options.isQuiet) state.report = undefined;

	// A fresh state is as the settings say, and the baseline may reach further back than the lookback.
	prepare(state, settings, source, now, options.isSwitchedOn && kind !== 'fresh');
	const plan = planPoll(state, settings, now);
	const reading = new Reading(source, state);
	const fault = await readPlan(plan, reading, state, options, now);
	if (fault) return { calls: [], fault };

	const calls = await enrich(reading.calls, source);
	return save(state, saved, record(state, { ...reading, calls }, plan, now), options);
}

/** A state of another owner is kept when one of its calls shows up again. Throws what the source throws. */
async function settleOwner(
	{ kind, state }: Opened,
	settings: Settings,
	source: Source,
	now: number,
): Promise<Opened> {
	if (kind !== 'doubtful') return { kind, state };
	const window = probeWindow(state, settings, source.retentionMs, now);
	if (window) {
		for await (const found of source.read(window)) {
			const id = 'record' in found ? found.record.id : undefined;
			if (id && state.seen.has(callKey(id))) return { kind: 'kept', state };
		}
	}
	return { kind: 'fresh', state: freshState(source.owner, settings, now, 'new') };
}

function isReportDue(
	report: Report | undefined,
	{ thrown, isQuiet }: PollOptions,
): report is Report {
	return report !== undefined && !isQuiet && !thrown.has(nameOf(report));
}

function nameOf({ count, examples }: Report): string {
	return `report ${count} ${examples.map(({ key }) => key).join(' ')}`;
}

async function enrich(candidates: Candidate[], source: Source): Promise<Candidate[]> {
	if (!source.enrich || candidates.length === 0) return candidates;
	const calls: FoundCall[] = await source.enrich(candidates.map(({ call }) => call));
	return candidates.map((candidate, i) => ({ ...candidate, call: calls[i] ?? candidate.call }));
}

/**
 * Compare and set, in one step without a pause. A poll whose saved state is no longer what it began with counts for
 * nothing: another one has written, and what this one read is read again.
 */
function save(state: State, saved: unknown, calls: Candidate[], options: PollOptions): PollResult {
	if (options.readState() !== saved) return { calls: [] };
	const text = serialize(state);
	if (text !== saved) options.writeState(text);
	return { calls: calls.map(({ call }) => call) };
}
