import { freshState } from './activation';
import { adjust, adjustmentFor } from './adjust';
import { callKey } from './callKey';
import type { Candidate } from './collect';
import { commit, reportName, type Work } from './commit';
import type { FoundCall } from './found';
import { openState, type Opened } from './open';
import { planPoll, probeWindow } from './plan';
import type { PollOptions, PollResult } from './pollOptions';
import { readPlan } from './readPlan';
import { Reading } from './reading';
import { parseState, serialize, type State } from './state';

/** A call with its transcript takes some 20 kB, so 20 MB: what n8n saves as one execution without trouble. */
const MAX_CALLS = 1000;

/**
 * One poll: reads what is due, gives the new calls and writes the state. Never rejects for a fault of the source.
 *
 * What was achieved is returned, and the fault left to the next poll; a poll that achieved nothing returns the fault.
 */
export async function runPoll<Call extends FoundCall>(
	options: PollOptions<Call>,
): Promise<PollResult<Call>> {
	const now = options.now();
	const saved = options.readState();
	let opened: Opened;
	try {
		opened = await settleOwner(openState(saved, options.settings, now), options, now);
	} catch (error) {
		return { calls: [], fault: { error } };
	}
	const { state, kind } = opened;
	const isFresh = kind === 'fresh';
	const { activatedAt, report } = state;
	const isThrown = report !== undefined && options.thrown.has(reportName(report));
	if (report && !isThrown && !options.isQuiet) {
		options.thrown.set(reportName(report), now);
		return { calls: [], report };
	}

	// A fresh state is as the settings say, and the baseline may reach further back than the lookback.
	const start = isFresh ? 'continue' : options.start;
	const adjustment = adjustmentFor(state, options.settings, now, start);
	adjust(state, adjustment);
	const plan = planPoll(state, options.settings, now);
	const reading = new Reading(options.source, state, options.maxCalls ?? MAX_CALLS);
	const fault = await readPlan(plan, reading, state, options, now);
	if (fault) return { calls: [], fault };

	const { leftOut, unreadable, read, failed } = reading;
	const { sweeping } = plan;
	const calls = await enrich(reading.calls, options);
	const thrownReport = isThrown ? reportName(report) : undefined;
	const work = { startedAt: now, adjustment, activatedAt, calls, leftOut, unreadable, read };
	return save(
		{ ...work, sweeping, failed, thrownReport },
		isFresh ? state : undefined,
		saved,
		options,
	);
}

/** A state of another owner is kept when one of its calls shows up again. Throws what the source throws. */
async function settleOwner<Call extends FoundCall>(
	{ kind, state }: Opened,
	{ settings, source }: PollOptions<Call>,
	now: number,
): Promise<Opened> {
	if (kind !== 'doubtful') return { kind, state };
	const window = probeWindow(state, settings, now);
	if (window) {
		for await (const found of source.read(window)) {
			const id = 'record' in found ? found.record.id : undefined;
			if (id && state.seen.has(callKey(id))) return { kind: 'kept', state };
		}
	}
	return { kind: 'fresh', state: freshState(settings, now, 'new') };
}

async function enrich<Call extends FoundCall>(
	candidates: Candidate<Call>[],
	options: PollOptions<Call>,
): Promise<Candidate<Call>[]> {
	if (!options.enrich || candidates.length === 0) return candidates;
	const calls = await options.enrich(candidates.map(({ call }) => call));
	return candidates.map((candidate, i) => ({ ...candidate, call: calls[i] ?? candidate.call }));
}

/** One step without a pause: another poll of the trigger may have written since this one began. */
function save<Call extends FoundCall>(
	work: Work<Call>,
	fresh: State | undefined,
	saved: unknown,
	options: PollOptions<Call>,
): PollResult<Call> {
	const current = options.readState();
	const state = fresh ?? parseState(current) ?? parseState(saved);
	// Two polls activated at once: the first one counts, and what the other read is read again.
	const isLate =
		fresh !== undefined && parseState(current)?.owner === fresh.owner && current !== saved;
	const calls = state && !isLate ? commit(state, work) : undefined;
	if (!state || !calls) return { calls: [] };
	const text = serialize(state);
	if (text !== current) options.writeState(text);
	return { calls: calls.map(({ call }) => call) };
}
