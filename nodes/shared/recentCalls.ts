import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { DateTime } from 'luxon';

import { clock } from './clock';
import { collectNewest } from './collect';
import { toNodeError } from './errors';
import type { Found } from './found';
import type { Interval } from './interval';
import type { CallRecord } from './record/callRecord';

const DAY_MS = 24 * 60 * 60_000;
/** A picker goes back this many days, and no more than this many at once when they are empty. */
const MAX_DAYS = 30;
const EMPTY_DAYS = 7;

/**
 * The rows of a picker of calls, newest first: a day for each page, more days while they hold nothing that fits.
 *
 * @param filter part of a number or of the summary
 * @param paginationToken how many days back the page begins
 * @throws NodeApiError
 */
export async function recentCalls(
	context: ILoadOptionsFunctions,
	read: (within: Interval) => AsyncIterable<Found>,
	filter: string,
	paginationToken = '0',
): Promise<INodeListSearchResult> {
	const words = filter.trim().toLowerCase();
	const fits = ({ from, to, summary, id }: CallRecord) =>
		[from, to, summary, id].some((value) => value?.toLowerCase().includes(words));
	const first = Number(paginationToken) || 0;
	try {
		for (let day = first; day < Math.min(first + EMPTY_DAYS, MAX_DAYS); day++) {
			const to = clock.now() - day * DAY_MS;
			const within = { from: to - DAY_MS + 1, to };
			const { calls } = await collectNewest(read(within), Infinity, ({ record }) => fits(record));
			if (calls.length === 0) continue;
			return {
				results: calls.map(({ record }) => rowOf(record, context.getTimezone())),
				paginationToken: day + 1 < MAX_DAYS ? String(day + 1) : undefined,
			};
		}
		return { results: [] };
	} catch (error) {
		throw toNodeError(context.getNode(), error);
	}
}

function rowOf({ id, from, to, startedAt, durationSeconds }: CallRecord, zone: string) {
	const time = DateTime.fromISO(startedAt ?? '', { zone }).toFormat('LLL d, HH:mm');
	const length = durationSeconds === null ? '' : ` (${durationSeconds} s)`;
	return { name: `${time}: ${from ?? 'unknown'} → ${to ?? 'unknown'}${length}`, value: id ?? '' };
}
