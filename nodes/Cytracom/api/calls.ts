import { clock } from '../../shared/clock';
import type { Found, FoundCall } from '../../shared/found';
import { beganIn } from '../../shared/found';
import { RefusedError, ServiceError } from '../../shared/requests/errors';
import { unexpectedAnswer } from '../../shared/requests/networkErrors';
import type { TimeRange } from '../../shared/timeRange';
import { includes } from '../../shared/timeRange';
import type { Client } from './client';
import { get } from './client';
import { errorTable } from './errors';
import type { CytracomFacts } from './memory';
import { TRANSCRIPTIONS, transcriptionsAnswer } from './schemas';
import { toCallRecord } from './toCallRecord';
import { stepBack, vendorNow } from './vendorClock';
import { cutIntoWindows } from './windows';

const SECOND_MS = 1_000;
const DAY_MS = 24 * 60 * 60_000;
/** Cytracom keeps transcripts for 90 days (docs/phone-systems.md, "Cytracom windows"). */
export const RETENTION_MS = 90 * DAY_MS;
/** Clocks differ, and an expression such as "90 days ago" is worked out some time before it is sent. */
const RETENTION_SLACK_MS = 10 * 60_000;
/** The most that a page may hold (docs/phone-systems.md, "Cytracom transcriptions"). */
const PAGE_SIZE = 100;
/** Windows read side by side: as many as the account ever gets requests at a time. */
const WINDOWS_AHEAD = 8;
/** The same where the newest windows may be enough. */
const WINDOWS_AHEAD_OF_ENOUGH = 2;
/** A page may be empty and yet not the last, but not so many in a row. */
const MAX_PAGES_WITHOUT_NEWS = 20;
/** A start so close to the limit would cross it on its way. */
const RETENTION_MARGIN_MS = 10_000;

export interface ReadingOptions {
	/** Leaves a call out at once, so that it takes no memory. */
	keep?: (call: FoundCall) => boolean;
	/** How long after its start a call's transcript may have been created, in milliseconds; a day if not given. */
	lateBy?: number;
	/**
	 * Whether enough calls came that began at a moment (ms since 1970) or later: ends the reading when the rest is
	 * older.
	 */
	enough?: (moment: number) => boolean;
}

/**
 * The calls that began within a stretch of time: the newest windows first, in each in no certain order, each call once or
 * more often. Rows that cannot be read come as `unreadable`.
 *
 * @throws ServiceError, among others when the stretch begins before what Cytracom keeps
 */
export async function* readCalls(
	client: Client,
	range: TimeRange,
	{ keep = () => true, lateBy = DAY_MS, enough }: ReadingOptions = {},
): AsyncGenerator<Found> {
	requireKept(range);
	const isWanted = (found: Found) =>
		beganIn(range, found) && ('unreadable' in found || keep(found));
	// by creation, the transcripts of the last calls lie beyond the end of the stretch: read first where the newest may be
	// enough, else last, because by then an answer may have told that there are none
	const beyond = {
		from: range.through + SECOND_MS,
		// what is created while the reading goes on is none of its business
		through: Math.min(range.through + lateBy, clock.now() - SECOND_MS),
	};
	for (const stretch of enough ? [beyond, range] : [range, beyond]) {
		if (stretch === beyond && client.facts.goesByStart) continue;
		yield* readWindows(client, stretch, isWanted, enough);
	}
}

/**
 * Every call that Cytracom counts to a stretch of time, by whichever of its two times: for somebody who asks again and
 * again. No more than a page is held at a time.
 */
export async function* readEveryCall(client: Client, stretch: TimeRange): AsyncGenerator<Found> {
	const windows = cutIntoWindows(stretch, clock.now());
	const askFor = partsOf(client.facts, windows);
	for (const window of windows) {
		yield* readWindow(client, window, askFor, everything, neverOver);
	}
}

const everything = () => true;
const neverOver = () => false;

/** What is wanted of the windows of a stretch. A few windows are read ahead of the one that is given. */
async function* readWindows(
	client: Client,
	stretch: TimeRange,
	isWanted: (found: Found) => boolean,
	enough?: (moment: number) => boolean,
): AsyncGenerator<Found> {
	const windows = cutIntoWindows(stretch, clock.now());
	const askFor = partsOf(client.facts, windows);
	const ahead = enough ? WINDOWS_AHEAD_OF_ENOUGH : WINDOWS_AHEAD;
	let isOver = false;
	const started: Promise<Found[]>[] = [];
	const startUntil = (count: number) => {
		for (const window of windows.slice(started.length, count)) {
			const calls = allOf(readWindow(client, window, askFor, isWanted, () => isOver));
			// a window that fails is met in its turn, below
			calls.catch(() => undefined);
			started.push(calls);
		}
	};
	try {
		for (const [index, { through }] of windows.entries()) {
			startUntil(index + ahead);
			// by either of its times, what is left began before this: no transcript is made before its call
			if (enough?.(through)) return;
			yield* await started[index]!;
			started[index] = Promise.resolve([]);
		}
	} finally {
		isOver = true;
		// nothing is under way any more when the node has finished
		await Promise.allSettled(started);
	}
}

async function allOf(found: AsyncIterable<Found>): Promise<Found[]> {
	const all: Found[] = [];
	for await (const one of found) all.push(one);
	return all;
}

/**
 * What is wanted of a window, page by page. Cut to what is past and kept by Cytracom's clock: where a refusal tells more of
 * that clock, it is read again.
 *
 * @param isOver whether nobody waits for it any more
 */
async function* readWindow(
	client: Client,
	window: TimeRange,
	askFor: (window: TimeRange) => TimeRange,
	isWanted: (found: Found) => boolean,
	isOver: () => boolean,
): AsyncGenerator<Found> {
	for (let kept = askFor(window); ;) {
		try {
			for await (const page of readPages(client, kept, isOver)) {
				for (const found of page) if (isWanted(found)) yield found;
			}
			return;
		} catch (error) {
			kept = keptAfter(error, client.facts, window, kept);
		}
	}
}

/** The part of a window to ask for after a refusal. @throws the error where it is not about Cytracom's clock */
function keptAfter(
	error: unknown,
	facts: Partial<CytracomFacts>,
	window: TimeRange,
	refused: TimeRange,
): TimeRange {
	const code = error instanceof RefusedError ? error.serviceCode : undefined;
	if (code !== 'to_date_in_future' && code !== 'retention_exceeded') throw error;
	const byHeader = keptPart(facts, window);
	if (byHeader.from !== refused.from || byHeader.through !== refused.through) return byHeader;
	const isTooLate = code === 'to_date_in_future' && stepBack(facts, clock.now() - refused.through);
	if (!isTooLate) throw error;
	return keptPart(facts, window);
}

/**
 * What to ask for of each window: what Cytracom keeps of it by its clock. Where that is nothing of any, all of it:
 * without a question there is no answer, which alone can tell that the last one's clock was wrong.
 */
function partsOf(
	facts: Partial<CytracomFacts>,
	windows: TimeRange[],
): (window: TimeRange) => TimeRange {
	const isNothing = windows.every((window) => isEmpty(keptPart(facts, window)));
	return (window) => (isNothing ? window : keptPart(facts, window));
}

const isEmpty = ({ from, through }: TimeRange): boolean => from >= through;

/** The part of a window that is neither in the future nor too old for Cytracom. */
function keptPart(facts: Partial<CytracomFacts>, { from, through }: TimeRange): TimeRange {
	const { earliest, latest } = vendorNow(facts);
	return {
		from: Math.max(from, toSecond(latest - RETENTION_MS + RETENTION_MARGIN_MS)),
		through: Math.min(through, toSecond(earliest)),
	};
}

async function* readPages(
	client: Client,
	window: TimeRange,
	isOver: () => boolean,
): AsyncGenerator<Found[]> {
	if (isEmpty(window)) return;
	const query = {
		from_date: isoSeconds(window.from),
		to_date: isoSeconds(window.through),
		page_size: PAGE_SIZE,
	};
	const cursors = new Set<string>();
	const rows = new Set<string>();
	let pagesWithoutNews = 0;
	for (let cursor: string | null = null; !isOver();) {
		const page: Record<string, string | number> = cursor === null ? query : { ...query, cursor };
		const { data } = await get(client, TRANSCRIPTIONS, page, transcriptionsAnswer, isOver);
		const found = data.transcriptions.map(toCallRecord);
		learnWhatDatesGoBy(client.facts, window, found);
		yield found;
		cursor = data.next_cursor;
		if (cursor === null) return;
		const known = rows.size;
		for (const one of found) rows.add('head' in one ? one.head.id! : one.unreadable.key);
		pagesWithoutNews = rows.size > known ? 0 : pagesWithoutNews + 1;
		if (cursors.size === cursors.add(cursor).size || pagesWithoutNews > MAX_PAGES_WITHOUT_NEWS) {
			throw unexpectedAnswer('the list of calls never ends');
		}
	}
}

/**
 * Whether dates go by the start of a call or by the creation of its transcript is not documented (docs/phone-systems.md,
 * "Cytracom windows"): a row whose start lies outside its window and whose creation lies inside tells it, or the other
 * way round.
 */
function learnWhatDatesGoBy(
	facts: Partial<CytracomFacts>,
	window: TimeRange,
	found: Found[],
): void {
	for (const one of found) {
		if ('unreadable' in one || one.head.transcribedAt === null) continue;
		const started = includes(window, Date.parse(one.head.startedAt!));
		const created = includes(window, Date.parse(one.head.transcribedAt));
		if (started !== created) facts.goesByStart = started;
	}
}

function requireKept({ from }: TimeRange): void {
	if (from >= clock.now() - RETENTION_MS - RETENTION_SLACK_MS) return;
	throw new ServiceError({ ...errorTable.retention_exceeded!, serviceCode: 'retention_exceeded' });
}

const toSecond = (ms: number): number => Math.floor(ms / 1000) * 1000;

const isoSeconds = (ms: number): string => new Date(ms).toISOString().replace('.000Z', 'Z');
