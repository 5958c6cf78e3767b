import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { clock } from '../clock';
import type { SpeakerNames } from '../found';
import type { Numbers } from '../record/numbers';
import { toNodeError } from '../requests/errors';
import type { CallReader } from './newestCalls';
import { newestCalls } from './newestCalls';
import { callRow, findsCall } from './pickerRow';

const DAY_MS = 24 * 60 * 60_000;
/** What a call picker needs of a connection. */
export interface PickerSource extends CallReader {
	numbers: Numbers;
	/** Who has which extension, where the phone system tells; never fails. */
	readNames?(): Promise<SpeakerNames>;
}

/** A picker goes back this many days; a search that finds nothing goes back fewer at once. */
const MAX_DAYS = 30;
const SEARCHED_DAYS = 7;

/**
 * The rows of a call picker, newest first, one day per page. After an empty day, twice as many days are read next, so
 * that a system with few calls shows its latest ones after a few requests.
 *
 * @param filter what the user searches for; see `findsCall`
 * @param paginationToken how many days back the page begins
 * @throws NodeApiError
 */
export async function recentCalls(
	context: ILoadOptionsFunctions,
	open: () => Promise<PickerSource>,
	filter: string,
	paginationToken = '0',
): Promise<INodeListSearchResult> {
	const search = filter.trim();
	const first = Number(paginationToken) || 0;
	try {
		const connection = await open();
		const last = search === '' ? MAX_DAYS : Math.min(first + SEARCHED_DAYS, MAX_DAYS);
		for (let day = first, days = 1; day < last; day += days, days *= search === '' ? 2 : 1) {
			const through = clock.now() - day * DAY_MS;
			const next = Math.min(day + days, last);
			const range = { from: clock.now() - next * DAY_MS + 1, through };
			const { calls } = await newestCalls(
				(keep) => connection.readCalls(range, { keep }),
				Infinity,
			);
			if (calls.length === 0) continue;
			const facts = {
				now: clock.now(),
				zone: context.getTimezone(),
				numbers: connection.numbers,
				// a phone system that cannot be read is not asked for names first
				names: (await connection.readNames?.()) ?? new Map<string, string>(),
			};
			const found = calls.filter((call) => search === '' || findsCall(search, call, facts));
			if (found.length === 0) continue;
			return {
				results: found.map((call) => ({ name: callRow(call, facts), value: call.head.id ?? '' })),
				paginationToken: next < MAX_DAYS ? String(next) : undefined,
			};
		}
		return { results: [] };
	} catch (error) {
		throw toNodeError(context.getNode(), error);
	}
}
