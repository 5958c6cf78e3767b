import { clock } from '../../shared/clock';
import { ServiceError } from '../../shared/requests/errors';
import type { Found, FoundCall } from '../../shared/found';
import type { Memo } from '../../shared/operations/operation';
import type { TimeRange } from '../../shared/timeRange';
import { includes } from '../../shared/timeRange';
import type { Client } from './client';
import { readCalls } from './calls';
import { RETENTION_MS } from './pages';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** How far back to look for a call that shows what IDs look like: a week without one is not worth more requests. */
const PROBE_MS = 7 * 24 * HOUR_MS;

/**
 * The call with a linked ID, or null with the range that was searched. Cytracom cannot look up a single call: where to
 * look comes from the number before the dot, which is the second in which the call began in Asterisk's IDs
 * (docs/phone-systems.md, "Cytracom linked IDs"), else from `range`. In the vendor's own example that number is of
 * another year: if an account's IDs are like that, everything that Cytracom keeps is searched.
 *
 * @param memo calls of the same hour share one search
 * @throws ServiceError
 */
export async function findCall(
	client: Client,
	memo: Memo,
	linkedId: string,
	range: TimeRange | null,
): Promise<{ call: FoundCall | null; searched: TimeRange | null }> {
	const startedAt = startIn(linkedId);
	const around = startedAt === null ? [] : [hourAround(startedAt), daysAround(startedAt)];
	const stretches = [
		...around.map((stretch) => ({ stretch, searched: kept(stretch) })),
		...(range ? [{ stretch: range, searched: range }] : []),
	];
	for (const { stretch, searched } of stretches) {
		const found = await memo(
			JSON.stringify(['calls', stretch]),
			async () => await byId(readCalls(client, searched)),
		);
		const call = found.get(linkedId);
		if (call) return { call, searched };
	}
	if (!range && (await memo('ids that tell nothing', async () => await idsTellNothing(client)))) {
		const searched = kept({ from: -Infinity, through: Infinity });
		return { call: await firstOf(client, searched, ({ id }) => id === linkedId), searched };
	}
	return { call: null, searched: stretches.at(-1)?.searched ?? null };
}

/** Whether the ID of a recent call has a different time than the call. */
async function idsTellNothing(client: Client): Promise<boolean> {
	const lately = { from: clock.now() - PROBE_MS, through: clock.now() };
	const newest = await firstOf(client, lately, () => true);
	if (!newest) return false;
	const { id, startedAt } = newest.head;
	const told = startIn(id!);
	return told === null || !includes(daysAround(told), Date.parse(startedAt!));
}

/** The first matching call, newest windows first. */
async function firstOf(
	client: Client,
	range: TimeRange,
	fits: (head: FoundCall['head']) => boolean,
): Promise<FoundCall | null> {
	let first: FoundCall | null = null;
	const keep = ({ head }: FoundCall) => first === null && fits(head);
	for await (const found of readCalls(client, range, { keep, enough: () => first !== null })) {
		if ('head' in found) first ??= found;
	}
	return first;
}

/** The moment in a linked ID, if Cytracom still keeps transcripts from then. */
function startIn(linkedId: string): number | null {
	const moment = Number(/^(\d{10})\.\d+$/.exec(linkedId)?.[1]) * 1000;
	const plausible = moment > clock.now() - RETENTION_MS && moment < clock.now() + HOUR_MS;
	return plausible ? moment : null;
}

/** The clock hour of a call, plus a margin: the same for all calls of that hour. */
function hourAround(moment: number): TimeRange {
	const hour = hourOf(moment);
	return { from: hour - 5 * MINUTE_MS, through: hour + HOUR_MS + 5 * MINUTE_MS };
}

/** The number in the ID and the start of the call differ by less than this, even in the vendor's own example. */
const daysAround = (moment: number): TimeRange => ({
	from: hourOf(moment) - 12 * HOUR_MS,
	through: hourOf(moment) + 37 * HOUR_MS,
});

const hourOf = (moment: number): number => Math.floor(moment / HOUR_MS) * HOUR_MS;

/** The part of a range that can contain calls. The memo key is the whole range, because time passes between items. */
const kept = ({ from, through }: TimeRange): TimeRange => ({
	from: Math.max(from, clock.now() - RETENTION_MS),
	through: Math.min(through, clock.now()),
});

async function byId(calls: AsyncIterable<Found>): Promise<Map<string | null, FoundCall>> {
	const found = new Map<string | null, FoundCall>();
	for await (const one of calls) if (!('unreadable' in one)) found.set(one.head.id, one);
	return found;
}

/** The ServiceError that says where a linked ID was searched. */
export function notFound(linkedId: string, searched: TimeRange | null): ServiceError {
	const id = linkedId.slice(0, 60);
	const [what, advice] = searched
		? [
				`No call with the ID "${id}" was found between ${iso(searched.from)} and ${iso(searched.through)} UTC.`,
				'It may not be transcribed yet. If the call was at another time, set Search From and Search To under Options.',
			]
		: [
				`Cytracom keeps calls for 90 days, and the ID "${id}" is older or is not a call ID.`,
				'Set Search From and Search To under Options, or use the "id" field from List Transcriptions.',
			];
	return new ServiceError({ what, advice, cause: 'configuration-invalid' });
}

const iso = (moment: number): string =>
	new Date(moment).toISOString().slice(0, 16).replace('T', ' ');
