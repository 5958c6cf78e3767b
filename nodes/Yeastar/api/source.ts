import pLimit from 'p-limit';

import { clock } from '../../shared/clock';
import type { FoundCall } from '../../shared/found';
import { isOn } from '../../shared/operations/parameters';
import { NetworkError, ServiceError, TooSlowError } from '../../shared/requests/errors';
import type { TriggerVendor } from '../../shared/trigger/trigger';
import type { YeastarConnection } from './connection';
import { open } from './connection';
import { criteriaOf } from './filters';
import { withNames } from './speakerNames';

/** Names asked for at a time: a PBX has other work to do. */
const NAMES_AT_A_TIME = 4;
/** At half a second for each, their names fit into one poll. */
const MAX_NAMED_CALLS = 200;
/** What is left of a poll's time is for handing over. */
const HAND_OVER_MS = 5_000;
/** Names are nice to have: no call waits longer for them. */
const NAMES_MS = 4_000;
/** A PBX keeps its calls until the administrator's auto-cleanup: the year is a bound for a mistyped number. */
const MAX_INITIAL_HOURS = 366 * 24;

/** A Yeastar PBX as the polling engine sees it. */
export const yeastarVendor: TriggerVendor = {
	maxInitialLookbackHours: MAX_INITIAL_HOURS,
	criteriaOf,
	async open(context, { includeSpeakerNames = true }, deadline) {
		const connection = await open(context, 0, deadline);
		const { origin } = connection;
		const { serialNumber } = await connection.readInformation();
		const owner = ownerOf(serialNumber, origin);
		const wantsNames =
			isOn(includeSpeakerNames) && isOn(context.getNodeParameter('simplify', true));
		return {
			owner,
			// the serial number became known, or is no longer told: then the calls decide
			mayHaveBeen: (former) => former === ownerOf(null, origin) || serialNumber === null,
			retentionMs: Infinity,
			read: (range) => connection.readCalls(range),
			...(wantsNames && {
				maxCalls: MAX_NAMED_CALLS,
				enrich: async (calls) => await withSpeakerNames(connection, calls),
			}),
		};
	},
};

const ownerOf = (serialNumber: string | null, origin: string): string =>
	serialNumber === null ? `yeastar ${origin}` : `yeastar ${serialNumber}`;

/** The file has no names; the transcript of a single leg has. Where it cannot be read at once, numbers stay. */
async function withSpeakerNames(
	connection: YeastarConnection,
	calls: FoundCall[],
): Promise<FoundCall[]> {
	const limit = pLimit(NAMES_AT_A_TIME);
	const until = connection.deadline - HAND_OVER_MS;
	let isSlow = false;
	const named = async (call: FoundCall): Promise<FoundCall> => {
		if (isSlow || !call.hasTranscript || clock.now() >= until) return call;
		const end = Math.min(until, clock.now() + NAMES_MS);
		const asked = connection.tryTranscript(call.head.id!, end);
		return await asked
			.then(({ turns }) => withNames(call, turns))
			.catch((error: unknown) => {
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
