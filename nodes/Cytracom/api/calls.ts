import pLimit from 'p-limit';

import { clock } from '../../shared/clock';
import { ServiceError } from '../../shared/requests/errors';
import type { Found } from '../../shared/found';
import type { NodeContext } from '../../shared/requests/http';
import type { Interval } from '../../shared/interval';
import { contains } from '../../shared/interval';
import { unexpectedAnswer } from '../../shared/requests/networkErrors';
import { credentialsOf, get } from './client';
import { baseOf } from './credentials';
import { errorTable } from './errors';
import { TRANSCRIPTIONS, transcriptionsAnswer } from './schemas';
import { toCallRecord } from './toCallRecord';
import { vendorNow } from './vendorClock';
import { cutIntoWindows } from './windows';

const SECOND_MS = 1_000;
const DAY_MS = 24 * 60 * 60_000;
/** Cytracom keeps transcripts for 90 days (vendor page, "Date Range Limits"). */
export const RETENTION_MS = 90 * DAY_MS;
/** Clocks differ, and an expression such as "90 days ago" is worked out some time before it is sent. */
const RETENTION_SLACK_MS = 10 * 60_000;
/** The most that a page may hold (vendor page). */
const PAGE_SIZE = 100;
/** Windows read at a time: the rate limit is not published, so the account is not stormed (apis.md, section 9.2). */
const WINDOWS_AT_A_TIME = 8;
/** The same where the newest windows may be enough. */
const WINDOWS_AHEAD = 2;
/** A page may be empty and yet not the last, but not so many in a row. */
const MAX_PAGES_WITHOUT_NEWS = 20;
/** A start so close to the limit would cross it on its way. */
const RETENTION_MARGIN_MS = 10_000;

/**
 * Whether `from_date` and `to_date` go by the start of a call or by the creation of its transcript is not documented
 * (apis.md, section 13, no. 15): what an origin's last answers have shown.
 */
const goesByStart = new Map<string, boolean>();

export interface ReadingOptions {
	/** How long after its start a call's transcript may have been created, in milliseconds; a day if not given. */
	lateBy?: number;
	/** Whether enough calls came that began at a moment (ms since 1970) or later: ends the reading when the rest is older. */
	enough?: (moment: number) => boolean;
}

/**
 * The calls that began within a stretch of time: the newest windows first, in each in no certain order, each call once or
 * more often. Rows that cannot be read come as `unreadable`.
 *
 * @throws ServiceError, among others when the stretch begins before what Cytracom keeps
 */
export async function* readCalls(
	context: NodeContext,
	within: Interval,
	{ lateBy = DAY_MS, enough }: ReadingOptions = {},
): AsyncGenerator<Found> {
	const { origin } = baseOf((await credentialsOf(context)).baseUrl);
	requireKept(within);
	// by creation, the transcripts of the last calls lie beyond the end of the stretch: read first where the newest may be
	// enough, else last, because by then an answer may have told that there are none
	const beyond = {
		from: within.to + SECOND_MS,
		// what is created while the reading goes on is none of its business
		to: Math.min(within.to + lateBy, clock.now() - SECOND_MS),
	};
	for (const stretch of enough ? [beyond, within] : [within, beyond]) {
		if (stretch === beyond && goesByStart.get(origin)) continue;
		yield* readWindows(context, origin, stretch, within, enough);
	}
}

/**
 * Every call that Cytracom counts to a stretch of time, by whichever of its two times: for somebody who asks again and
 * again. Else as readCalls.
 */
export async function* readCallsOf(context: NodeContext, stretch: Interval): AsyncGenerator<Found> {
	const { origin } = baseOf((await credentialsOf(context)).baseUrl);
	yield* readWindows(context, origin, stretch, EVER);
}

const EVER = { from: -Infinity, to: Infinity };

/** What of `wanted` lies in the windows of a stretch. */
async function* readWindows(
	context: NodeContext,
	origin: string,
	stretch: Interval,
	wanted: Interval,
	enough?: (moment: number) => boolean,
): AsyncGenerator<Found> {
	const limit = pLimit(enough ? WINDOWS_AHEAD : WINDOWS_AT_A_TIME);
	let isOver = false;
	const cut = cutIntoWindows(stretch, clock.now());
	// without a question there is no answer, which alone can tell that the last one's clock was wrong
	const isAnyway = cut.every((window) => isEmpty(keptPart(origin, window)));
	const windows = cut.map((window) => ({
		end: window.to,
		calls: limit(async () => await readWindow(context, origin, window, () => isOver, isAnyway)),
	}));
	// a window that fails is met in its turn, below
	for (const { calls } of windows) calls.catch(() => undefined);
	try {
		for (const { end, calls } of windows) {
			// by either of its times, what is left began before this: no transcript is made before its call
			if (enough?.(end)) {
				isOver = true;
				// nothing is under way any more when the node has finished
				await Promise.allSettled(windows.map((window) => window.calls));
				return;
			}
			for (const found of await calls) {
				if ('unreadable' in found || contains(wanted, Date.parse(found.record.startedAt!))) {
					yield found;
				}
			}
		}
	} finally {
		isOver = true;
	}
}

/**
 * All pages of a window, while the reading goes on; once more, cut to what is past and kept by Cytracom's clock, where that
 * differs from ours.
 *
 * @param isAnyway asks for all of it at first, whatever is known of their clock
 */
async function readWindow(
	context: NodeContext,
	origin: string,
	window: Interval,
	isOver: () => boolean,
	isAnyway: boolean,
): Promise<Found[]> {
	const kept = isAnyway ? window : keptPart(origin, window);
	return await readPages(context, origin, kept, isOver).catch(async (error: unknown) => {
		const code = error instanceof ServiceError ? error.serviceCode : undefined;
		if (code !== 'to_date_in_future' && code !== 'retention_exceeded') throw error;
		const byTheirClock = keptPart(origin, window);
		if (byTheirClock.from === kept.from && byTheirClock.to === kept.to) throw error;
		return await readPages(context, origin, byTheirClock, isOver);
	});
}

/** The part of a window that is neither in the future nor too old for Cytracom. */
function keptPart(origin: string, { from, to }: Interval): Interval {
	const { earliest, latest } = vendorNow(origin);
	return {
		from: Math.max(from, toSecond(latest - RETENTION_MS + RETENTION_MARGIN_MS)),
		to: Math.min(to, toSecond(earliest)),
	};
}

const isEmpty = ({ from, to }: Interval): boolean => from >= to;

async function readPages(
	context: NodeContext,
	origin: string,
	window: Interval,
	isOver: () => boolean,
): Promise<Found[]> {
	const found: Found[] = [];
	if (isEmpty(window)) return found;
	const query = {
		from_date: isoSeconds(window.from),
		to_date: isoSeconds(window.to),
		page_size: PAGE_SIZE,
	};
	const cursors = new Set<string>();
	const rows = new Set<string>();
	let pagesWithoutNews = 0;
	for (let cursor: string | null = null; !isOver();) {
		const page: Record<string, string | number> = cursor === null ? query : { ...query, cursor };
		const { data } = await get(context, TRANSCRIPTIONS, page, transcriptionsAnswer, isOver);
		const calls = data.transcriptions.map(toCallRecord);
		found.push(...calls);
		cursor = data.next_cursor;
		if (cursor === null) break;
		const known = rows.size;
		for (const one of calls) rows.add('record' in one ? one.record.id! : one.unreadable.key);
		pagesWithoutNews = rows.size > known ? 0 : pagesWithoutNews + 1;
		if (cursors.size === cursors.add(cursor).size || pagesWithoutNews > MAX_PAGES_WITHOUT_NEWS) {
			throw unexpectedAnswer('the list of calls never ends');
		}
	}
	learnWhatDatesGoBy(origin, window, found);
	return found;
}

/** A row whose start lies outside its window and whose creation lies inside tells it, or the other way round. */
function learnWhatDatesGoBy(origin: string, window: Interval, found: Found[]): void {
	for (const one of found) {
		if ('unreadable' in one || one.record.transcribedAt === null) continue;
		const started = contains(window, Date.parse(one.record.startedAt!));
		const created = contains(window, Date.parse(one.record.transcribedAt));
		if (started !== created) goesByStart.set(origin, started);
	}
}

function requireKept({ from }: Interval): void {
	if (from >= clock.now() - RETENTION_MS - RETENTION_SLACK_MS) return;
	throw new ServiceError({ ...errorTable.retention_exceeded!, serviceCode: 'retention_exceeded' });
}

const toSecond = (ms: number): number => Math.floor(ms / 1000) * 1000;

const isoSeconds = (ms: number): string => new Date(ms).toISOString().replace('.000Z', 'Z');
