import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { DateTime } from 'luxon';

import { clock } from '../clock';
import type { FoundCall } from '../found';
import type { CallHead } from '../record/callRecord';
import { toNodeError } from '../requests/errors';
import type { CallReader } from './newestCalls';
import { newestCalls } from './newestCalls';

const DAY_MS = 24 * 60 * 60_000;
/** A picker goes back this many days; a search that finds nothing goes back fewer at once. */
const MAX_DAYS = 30;
const SEARCHED_DAYS = 7;

/**
 * The rows of a call picker, newest first, one day per page. After an empty day, twice as many days are read next, so
 * that a system with few calls shows its latest ones after a few requests.
 *
 * @param filter part of a number or of the summary
 * @param paginationToken how many days back the page begins
 * @throws NodeApiError
 */
export async function recentCalls(
	context: ILoadOptionsFunctions,
	open: () => Promise<CallReader>,
	filter: string,
	paginationToken = '0',
): Promise<INodeListSearchResult> {
	const words = filter.trim().toLowerCase();
	const has = (value: string | null) => value?.toLowerCase().includes(words) === true;
	const fits = ({ head: { from, to, id }, summarized }: FoundCall) =>
		words === '' || [from, to, id].some(has) || has(summarized().summary);
	const first = Number(paginationToken) || 0;
	try {
		const connection = await open();
		const last = words === '' ? MAX_DAYS : Math.min(first + SEARCHED_DAYS, MAX_DAYS);
		for (let day = first, days = 1; day < last; day += days, days *= words === '' ? 2 : 1) {
			const through = clock.now() - day * DAY_MS;
			const next = Math.min(day + days, last);
			const range = { from: clock.now() - next * DAY_MS + 1, through };
			const { calls } = await newestCalls(
				(keep) => connection.readCalls(range, { keep }),
				Infinity,
				fits,
			);
			if (calls.length === 0) continue;
			return {
				results: calls.map(({ head }) => rowOf(head, context.getTimezone())),
				paginationToken: next < MAX_DAYS ? String(next) : undefined,
			};
		}
		return { results: [] };
	} catch (error) {
		throw toNodeError(context.getNode(), error);
	}
}

function rowOf({ id, from, to, startedAt, durationSeconds }: CallHead, zone: string) {
	const time = DateTime.fromISO(startedAt ?? '', { zone }).toFormat('LLL d, HH:mm');
	const length = durationSeconds === null ? '' : ` (${durationSeconds} s)`;
	return { name: `${time}: ${from ?? 'unknown'} → ${to ?? 'unknown'}${length}`, value: id ?? '' };
}
