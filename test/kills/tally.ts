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
	/** Its batch was being handed over when n8n was killed. */
	inHandover: boolean;
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

/** Compares the calls with what n8n was given. */
export function tally(evidence: Evidence): Tally {
	const result: Tally = { owed: 0, once: 0, lost: [], doubled: [], unfinished: {}, unknown: 0 };
	for (const { workflowId, vendor } of evidence.consumers) {
		const own = evidence.handovers.filter((handover) => handover.workflowId === workflowId);
		const given = new Map<string, Handover[]>();
		for (const handover of own) {
			for (const id of handover.ids) given.set(id, [...(given.get(id) ?? []), handover]);
		}
		for (const call of evidence.owed) {
			if (call.vendor !== vendor) continue;
			const executions = given.get(call.id) ?? [];
			given.delete(call.id);
			result.owed++;
			const [first] = executions;
			if (!first) {
				const inHandover = lostInHandover(evidence, call, own);
				result.lost.push({ workflowId, call, executions, inHandover });
			} else if (executions.length > 1) {
				const inHandover = doubledInHandover(evidence, executions);
				result.doubled.push({ workflowId, call, executions, inHandover });
			} else {
				result.once++;
				if (first.status !== 'success') {
					result.unfinished[first.status] = (result.unfinished[first.status] ?? 0) + 1;
				}
			}
		}
		result.unknown += given.size;
	}
	return result;
}

/** The execution was stored and n8n died before it had saved that the calls are given. */
function doubledInHandover({ kills }: Evidence, executions: Handover[]): boolean {
	const early = executions.slice(0, -1);
	return early.every(({ at }) => kills.some((kill) => kill >= at - 50 && kill - at <= HANDOVER_MS));
}

/** It was read just before n8n died, and no poll that could have brought it had its execution stored before that. */
function lostInHandover(
	{ kills, readings }: Evidence,
	{ vendor, visibleFrom }: OwedCall,
	own: Handover[],
): boolean {
	return kills.some((kill) => {
		const reading = readings
			.filter(({ vendor: of, at }) => of === vendor && at <= kill && at >= kill - HANDOVER_MS)
			.at(-1);
		if (!reading || visibleFrom > reading.at) return false;
		const grace = visibleFrom + HANDOVER_MS;
		return !own.some(({ at }) => at > grace && at < kill - HANDOVER_MS);
	});
}
