import { judgeOnce } from '../onceOracle';
import type { Handover } from './handovers';
import type { OwedCall, Reading } from './phones';
import type { Consumer } from './workflows';

/** All that is known at the end of a series. */
export interface Evidence {
	consumers: Consumer[];
	owed: OwedCall[];
	handovers: Handover[];
	readings: Reading[];
	/** When n8n's main process was killed, epoch milliseconds. */
	kills: number[];
}

/** A call that a workflow was given never or more than once. */
export interface Wrong {
	workflowId: string;
	call: OwedCall;
	executions: Handover[];
	/** When n8n was killed during the handover of the batch; absent when no kill explains it. */
	kill?: number;
}

export interface Tally {
	/** Calls times the workflows that each must reach. */
	owed: number;
	once: number;
	lost: Wrong[];
	doubled: Wrong[];
	/** Of the calls given once: those in an execution that n8n took over and did not finish, by its status. */
	unfinished: Record<string, number>;
	/** Calls that nobody owed. */
	unknown: number;
}

/** A hand-over is a matter of milliseconds; a busy machine stretches it. */
const HANDOVER_MS = 1000;
/** What the stamps of two processes may differ. */
const CLOCK_MS = 50;

/** Compares the calls with what n8n was given. */
export function tally(evidence: Evidence): Tally {
	const result: Tally = { owed: 0, once: 0, lost: [], doubled: [], unfinished: {}, unknown: 0 };
	for (const { workflowId, vendor } of evidence.consumers) {
		const owed = evidence.owed.filter((call) => call.vendor === vendor);
		const handed = evidence.handovers
			.filter((handover) => handover.workflowId === workflowId)
			.flatMap((handover) => handover.ids.map((id) => ({ ...handover, id })));
		const { lost, once, doubled, unowed, given } = judgeOnce(owed, handed);
		result.owed += owed.length;
		result.once += once.length;
		result.unknown += unowed.length;
		for (const call of lost) {
			const kill = losingKill(evidence, call, given);
			result.lost.push({ workflowId, call, executions: [], kill });
		}
		for (const { call, given: executions } of doubled) {
			const kill = doublingKill(evidence, executions);
			result.doubled.push({ workflowId, call, executions, kill });
		}
		for (const {
			given: { status },
		} of once) {
			if (status === 'success') continue;
			result.unfinished[status] = (result.unfinished[status] ?? 0) + 1;
		}
	}
	return result;
}

/** The execution was stored, and n8n died before it had saved that the calls are given. */
function doublingKill({ kills }: Evidence, executions: Handover[]): number | undefined {
	const found = executions
		.slice(0, -1)
		.map(({ at }) => kills.find((kill) => kill >= at - CLOCK_MS && kill - at <= HANDOVER_MS));
	return found.includes(undefined) ? undefined : found[0];
}

/**
 * n8n had saved that the calls are given, and died before it had stored the execution. Then whatever could be read in
 * the second before the kill was given earlier or is lost with the call, and nothing of it was given later.
 */
function losingKill(
	{ kills, readings, owed }: Evidence,
	{ vendor, visibleFrom }: OwedCall,
	given: ReadonlyMap<string, Handover[]>,
): number | undefined {
	return kills.find((kill) =>
		readings.some((reading) => {
			if (reading.vendor !== vendor || reading.at > kill) return false;
			if (kill - reading.at > HANDOVER_MS || visibleFrom > reading.at) return false;
			return !owed.some(
				(call) =>
					call.vendor === vendor &&
					call.visibleFrom <= reading.at - CLOCK_MS &&
					(given.get(call.id)?.[0]?.at ?? 0) > kill,
			);
		}),
	);
}
