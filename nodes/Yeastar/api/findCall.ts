import type { Found, FoundCall } from '../../shared/found';
import type { Memo } from '../../shared/operations/operation';
import { unreadableCall } from '../../shared/operations/unreadableCall';
import { ServiceError } from '../../shared/requests/errors';
import type { TimeRange } from '../../shared/timeRange';
import { readCalls } from './calls';
import type { Client } from './client';
import { requireLegId } from './errors';
import { toUtcRange } from './time';
import { stampOf } from './toCallRecord';
import { readZone } from './zone';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** How long before its ID's time to look for a leg: the start of the whole call may count. */
const EARLIER_MS = 4 * HOUR_MS;

/**
 * The call leg with an ID, or null with the range that was searched. The PBX cannot look up a single leg: where to look
 * comes from the local time at the start of its ID (docs/phone-systems.md, "Yeastar leg IDs").
 *
 * @param memo legs of the same hour share one search
 * @throws ServiceError, also if the leg cannot be read
 */
export async function findCall(
	client: Client,
	memo: Memo,
	legId: string,
): Promise<{ call: FoundCall | null; searched: TimeRange | null }> {
	const stamp = stampOf(legId);
	if (stamp === null) return { call: null, searched: null };
	const zone = await readZone(client);
	const hour = toUtcRange(hourAround(stamp), zone);
	const ofHour = await memo(
		JSON.stringify(['legs', hour]),
		async () => await byId(readCalls(client, hour)),
	);
	const inHour = ofHour.get(legId);
	if (inHour) return { call: readable(inHour), searched: hour };
	const searched = { ...hour, from: hour.from - EARLIER_MS };
	const keep = ({ head }: FoundCall) => head.id === legId;
	const around = await memo(
		JSON.stringify(['leg', legId]),
		async () => await byId(readCalls(client, searched, { keep })),
	);
	const found = around.get(legId);
	return { call: found ? readable(found) : null, searched };
}

/** The clock hour of a leg, plus a margin: the same for all legs of that hour. */
function hourAround(local: number): TimeRange {
	const hour = Math.floor(local / HOUR_MS) * HOUR_MS;
	return { from: hour - 5 * MINUTE_MS, through: hour + HOUR_MS + 5 * MINUTE_MS };
}

/** Includes those that cannot be read, if their ID is known. */
async function byId(calls: AsyncIterable<Found>): Promise<Map<string, Found>> {
	const found = new Map<string, Found>();
	for await (const one of calls) {
		const id = 'head' in one ? one.head.id : one.unreadable.id;
		if (id) found.set(id, one);
	}
	return found;
}

function readable(found: Found): FoundCall {
	if ('head' in found) return found;
	throw unreadableCall(found.unreadable);
}

/** The ServiceError that says where a leg was searched. */
export function notFound(legId: string, searched: TimeRange | null): ServiceError {
	requireLegId(legId);
	const where = searched ? ` between ${iso(searched.from)} and ${iso(searched.through)} UTC` : '';
	return new ServiceError({
		what: `No call with the ID "${legId.slice(0, 60)}" was found${where}.`,
		advice: 'It may not be transcribed yet, or the PBX may have deleted it.',
		cause: 'configuration-invalid',
	});
}

const iso = (moment: number): string =>
	new Date(moment).toISOString().slice(0, 16).replace('T', ' ');
