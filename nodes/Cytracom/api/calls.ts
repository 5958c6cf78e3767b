import { clock } from '../../shared/clock';
import type { Found, FoundCall } from '../../shared/found';
import { beganIn } from '../../shared/found';
import { ServiceError } from '../../shared/requests/errors';
import type { TimeRange } from '../../shared/timeRange';
import { Progress } from './busyWindow';
import type { Client } from './client';
import { errorTable } from './errors';
import type { Page } from './pages';
import { RETENTION_MS, partsOf, readPages } from './pages';
import { cutIntoWindows } from './windows';

const SECOND_MS = 1_000;
const DAY_MS = 24 * 60 * 60_000;
/** Clocks differ, and an expression such as "90 days ago" is evaluated some time before it is sent. */
const RETENTION_SLACK_MS = 10 * 60_000;
/** The most that the limiter allows. */
const REQUESTS_AT_A_TIME = 8;
/** Windows started at a time: more than that, so that one is ready when another ends. */
const WINDOWS_AHEAD = 2 * REQUESTS_AT_A_TIME;
/** The same if the newest windows may be enough. */
const WINDOWS_AHEAD_OF_ENOUGH = 2;

export interface ReadingOptions {
	/** Leaves a call out at once, so that it takes no memory. */
	keep?: (call: FoundCall) => boolean;
	/** How long after its start a call's transcript may have been created, in milliseconds; a day if not given. */
	lateBy?: number;
	/**
	 * Whether enough calls that began at a moment (ms since 1970) or later have arrived: ends the reading when the rest is
	 * older.
	 */
	enough?: (moment: number) => boolean;
}

/**
 * The calls that began within a time range: newest windows first, in no particular order within a window, each call at
 * least once. Rows that cannot be read are returned as `unreadable`.
 *
 * @throws ServiceError, among others when the range begins before what Cytracom keeps
 */
export async function* readCalls(
	client: Client,
	range: TimeRange,
	{ keep = () => true, lateBy = DAY_MS, enough }: ReadingOptions = {},
): AsyncGenerator<Found> {
	requireKept(range);
	const isWanted = (found: Found) =>
		beganIn(range, found) && ('unreadable' in found || keep(found));
	// by creation, the transcripts of the last calls are after the end of the range: read first if the newest may be enough,
	// else last, because by then an answer may have shown that there are none
	const beyond = {
		from: range.through + SECOND_MS,
		// ignore what is created during the reading
		through: Math.min(range.through + lateBy, clock.now() - SECOND_MS),
	};
	for (const stretch of enough ? [beyond, range] : [range, beyond]) {
		if (stretch === beyond && client.facts.goesByStart) continue;
		yield* readWindows(client, stretch, isWanted, enough);
	}
}

/**
 * Every call that Cytracom finds in a time range, by whichever of its two times: for repeated reading. Holds no more than
 * a page at a time.
 */
export async function* readEveryCall(client: Client, stretch: TimeRange): AsyncGenerator<Found> {
	const windows = cutIntoWindows(stretch, clock.now());
	const askFor = partsOf(client.facts, windows);
	for (const window of windows) {
		for await (const { found } of readPages(client, window, askFor, () => false)) yield* found;
	}
}

/** A window to read or being read: its wanted calls, undefined if shorter windows replaced it. */
interface Part {
	window: TimeRange;
	found?: Promise<Found[] | undefined>;
	isRead?: boolean;
}

/**
 * The wanted calls of a time range, window by window, newest first. The next few windows are read in parallel; a busy one
 * is replaced by shorter ones, which then come next.
 */
async function* readWindows(
	client: Client,
	stretch: TimeRange,
	isWanted: (found: Found) => boolean,
	enough?: (moment: number) => boolean,
): AsyncGenerator<Found> {
	const windows = cutIntoWindows(stretch, clock.now());
	const askFor = partsOf(client.facts, windows);
	const parts: Part[] = windows.map((window) => ({ window }));
	let isOver = false;
	const read = async (part: Part): Promise<Found[] | undefined> => {
		const pages = readPages(client, part.window, askFor, () => isOver);
		// enough windows are already parallel
		const mayCut = () =>
			enough !== undefined || parts.filter(({ isRead }) => !isRead).length < REQUESTS_AT_A_TIME;
		const found = await wantedOrCut(part.window, pages, isWanted, mayCut);
		part.isRead = true;
		if (!('pieces' in found)) return found;
		parts.splice(parts.indexOf(part), 1, ...found.pieces.map((window) => ({ window })));
		startFirst();
		return undefined;
	};
	const startFirst = () => {
		if (isOver) return;
		for (const part of parts.slice(0, enough ? WINDOWS_AHEAD_OF_ENOUGH : WINDOWS_AHEAD)) {
			if (part.found) continue;
			part.found = read(part);
			// a window that fails is handled in its turn, below
			part.found.catch(() => undefined);
		}
	};
	try {
		for (let first = parts[0]; first; first = parts[0]) {
			startFirst();
			// by either time, the rest began before this: no transcript is created before its call
			if (enough?.(first.window.through)) return;
			const found = await first.found;
			if (!found) continue;
			parts.shift();
			yield* found;
		}
	} finally {
		isOver = true;
		// nothing is left running when the node has finished
		await Promise.allSettled(parts.map(async ({ found }) => await found));
	}
}

/** The wanted calls of a window, or the pieces to read instead if its first pages show that it is busy. */
async function wantedOrCut(
	window: TimeRange,
	pages: AsyncIterable<Page>,
	isWanted: (found: Found) => boolean,
	mayCut: () => boolean,
): Promise<Found[] | { pieces: TimeRange[] }> {
	const wanted: Found[] = [];
	const progress = new Progress(window);
	for await (const { found, isLast } of pages) {
		progress.add(found);
		const pieces = isLast || !mayCut() ? [] : progress.pieces();
		if (pieces.length > 0) return { pieces };
		for (const one of found) if (isWanted(one)) wanted.push(one);
	}
	return wanted;
}

function requireKept({ from }: TimeRange): void {
	if (from >= clock.now() - RETENTION_MS - RETENTION_SLACK_MS) return;
	throw new ServiceError({ ...errorTable.retention_exceeded!, serviceCode: 'retention_exceeded' });
}
