import pLimit from 'p-limit';

import { clock } from '../../shared/clock';
import type { FoundCall } from '../../shared/found';
import { NetworkError, ServiceError, TooSlowError } from '../../shared/requests/errors';
import type { YeastarConnection } from './connection';

/** Names asked for at a time: a PBX has other work to do. */
const NAMES_AT_A_TIME = 4;
/** What is left of a poll's time is for handing over. */
const HAND_OVER_MS = 5_000;
/** Names are nice to have: no call waits longer for them. */
const NAMES_MS = 4_000;

/** The file has no names; the transcript of a single leg has. Where it cannot be read at once, numbers stay. */
export async function withSpeakerNames(
	connection: YeastarConnection,
	calls: FoundCall[],
): Promise<FoundCall[]> {
	const limit = pLimit(NAMES_AT_A_TIME);
	const until = connection.deadline - HAND_OVER_MS;
	let isSlow = false;
	const named = async (call: FoundCall): Promise<FoundCall> => {
		if (isSlow || !call.hasTranscript || clock.now() >= until) return call;
		return await withNames(connection, call, until).catch((error: unknown) => {
			// the calls after it would wait for nothing, too
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

async function withNames(
	connection: YeastarConnection,
	call: FoundCall,
	until: number,
): Promise<FoundCall> {
	const end = Math.min(until, clock.now() + NAMES_MS);
	const transcript = await connection.tryTranscript(call.head.id!, end);
	const named = transcript.turns.filter(({ name, source_number: number }) => name !== number);
	const names = new Map(named.map(({ source_number: number, name }) => [number, name]));
	return { ...call, spoken: () => call.spoken(names), parties: () => call.parties(names) };
}
