import type { IDataObject, IPollFunctions } from 'n8n-workflow';
import pLimit from 'p-limit';

import type { FoundCall } from '../../shared/found';
import { clock } from '../../shared/clock';
import { textOf } from '../../shared/trigger/filters';
import { endOf, waitUntil } from '../../shared/requests/http';
import { toTranscript } from '../../shared/record/transcript';
import type { TriggerVendor } from '../../shared/trigger/trigger';
import { readCalls } from './calls';
import { credentialsOf } from './client';
import { readContext } from './context';
import { originOf } from './credentials';
import { readInformation } from './information';

/** Names asked for at a time: a PBX has other work to do. */
const NAMES_AT_A_TIME = 4;
/** At half a second for each, their names fit into one poll. */
const MAX_NAMED_CALLS = 200;
/** A PBX keeps its calls until the administrator's auto-cleanup: the year is a bound for a mistyped number. */
const MAX_INITIAL_HOURS = 366 * 24;

/** A Yeastar PBX as the polling engine sees it. */
export const yeastarVendor: TriggerVendor = {
	maxInitialLookbackHours: MAX_INITIAL_HOURS,
	criteriaOf: (filters) => ({
		from: textOf(filters.callFrom),
		to: textOf(filters.callTo),
		direction: textOf(filters.callType)?.toLowerCase() as 'internal' | undefined,
		status: textOf(filters.lastStatus),
		minTalkSeconds: Number(filters.minTalkSeconds ?? 0),
	}),
	async open(context, options, deadline) {
		waitUntil(context, deadline);
		const { serialNumber } = await readInformation(context);
		const origin = originOf((await credentialsOf(context)).baseUrl);
		const owner = ownerOf(serialNumber, origin);
		return {
			owner,
			// the serial number became known, or is no longer told: then the calls decide
			mayHaveBeen: (former) => former === ownerOf(null, origin) || serialNumber === null,
			retentionMs: Infinity,
			read: (window) => readCalls(context, window),
			...(wantsNames(context, options) && {
				maxCalls: MAX_NAMED_CALLS,
				enrich: async (calls) => await withSpeakerNames(context, calls),
			}),
		};
	},
};

const ownerOf = (serialNumber: string | null, origin: string): string =>
	serialNumber === null ? `yeastar ${origin}` : `yeastar ${serialNumber}`;

const wantsNames = (context: IPollFunctions, { includeSpeakerNames = true }: IDataObject) =>
	includeSpeakerNames === true && context.getNodeParameter('simplify', true) === true;

/** The file has no names; the transcript of a single leg has. Where it cannot be read in time, numbers stay. */
async function withSpeakerNames(context: IPollFunctions, calls: FoundCall[]): Promise<FoundCall[]> {
	const limit = pLimit(NAMES_AT_A_TIME);
	return await Promise.all(
		calls.map(async (call) => await limit(async () => await withNames(context, call))),
	);
}

async function withNames(context: IPollFunctions, call: FoundCall): Promise<FoundCall> {
	const { id, turns } = call.record;
	if (id === null || turns.length === 0 || clock.now() > endOf(context) - NAMES_MS) return call;
	try {
		const names = new Map(
			(await readContext(context, id)).turns.map(({ source_number, name }) => [
				source_number,
				name,
			]),
		);
		const named = turns.map((turn) => ({
			...turn,
			speaker: names.get(turn.number) ?? turn.speaker,
		}));
		return { ...call, record: { ...call.record, turns: named, transcript: toTranscript(named) } };
	} catch {
		return call;
	}
}

/** What is left of a poll's time is for handing over. */
const NAMES_MS = 5_000;
