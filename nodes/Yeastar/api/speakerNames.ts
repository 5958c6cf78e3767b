import pLimit from 'p-limit';

import { clock } from '../../shared/clock';
import type { FoundCall } from '../../shared/found';
import type { Form } from '../../shared/operations/recordOptions';
import { isGiven } from '../../shared/record/recordShape';
import { NetworkError, ServiceError, TooSlowError } from '../../shared/requests/errors';
import type { YeastarConnection } from './connection';
import type { YeastarTurn } from './schemas';

/** How many names to request at a time: a PBX has other work to do. */
const NAMES_AT_A_TIME = 4;
/** Reserved at the end of a poll for returning the calls. */
const HAND_OVER_MS = 5_000;
/** Names are nice to have: no call waits longer for them. */
const NAMES_MS = 4_000;

/** Whether any returned field contains speaker names. */
export const needsNames = (form: Form): boolean =>
	form.simplify && isGiven(form, 'transcript', 'turns', 'customerName', 'agentName');

/** The file has no names, but the transcript of a single leg does. If it cannot be read at once, numbers stay. */
export async function withSpeakerNames(
	connection: YeastarConnection,
	calls: FoundCall[],
): Promise<FoundCall[]> {
	const limit = pLimit(NAMES_AT_A_TIME);
	const until = connection.deadline - HAND_OVER_MS;
	let isSlow = false;
	const named = async (call: FoundCall): Promise<FoundCall> => {
		if (isSlow || !call.hasTranscript || clock.now() >= until) return call;
		return await asked(connection, call, until).catch((error: unknown) => {
			// later calls would wait in vain, too
			isSlow ||= isSlowness(error);
			return call;
		});
	};
	return await Promise.all(calls.map(async (call) => await limit(async () => await named(call))));
}

const isSlowness = (error: unknown): boolean =>
	error instanceof NetworkError ||
	error instanceof TooSlowError ||
	(error instanceof ServiceError && error.inProgress);

async function asked(
	connection: YeastarConnection,
	call: FoundCall,
	until: number,
): Promise<FoundCall> {
	const end = Math.min(until, clock.now() + NAMES_MS);
	return withNames(call, (await connection.tryTranscript(call.head.id!, end)).turns);
}

/** A call with the names from the turns of its own transcript. */
export function withNames(call: FoundCall, turns: YeastarTurn[]): FoundCall {
	const named = turns.filter(({ name, source_number: number }) => name !== number);
	const names = new Map(named.map(({ source_number: number, name }) => [number, name]));
	return { ...call, spoken: () => call.spoken(names), parties: () => call.parties(names) };
}
