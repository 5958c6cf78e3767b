import { clock } from '../../shared/clock';
import type { Found } from '../../shared/found';
import { RefusedError } from '../../shared/requests/errors';
import { unexpectedAnswer } from '../../shared/requests/networkErrors';
import type { TimeRange } from '../../shared/timeRange';
import type { Client } from './client';
import { get } from './client';
import type { CytracomFacts } from './memory';
import { TRANSCRIPTIONS, transcriptionsAnswer } from './schemas';
import { toCallRecord } from './toCallRecord';
import { stepBack, vendorNow } from './vendorClock';

const DAY_MS = 24 * 60 * 60_000;
/** Cytracom keeps transcripts for 90 days (docs/phone-systems.md, "Cytracom windows"). */
export const RETENTION_MS = 90 * DAY_MS;
/** The most that a page may hold (docs/phone-systems.md, "Cytracom transcriptions"). */
const PAGE_SIZE = 100;
/** A page may be empty without being the last, but not this many in a row. */
const MAX_PAGES_WITHOUT_NEWS = 20;
/** A start this close to the limit would cross it in transit. */
const RETENTION_MARGIN_MS = 10_000;

export interface Page {
	found: Found[];
	isLast: boolean;
}

/**
 * The pages of a window, cut to what is past and kept by Cytracom's clock. If a rejection says more about that clock, the
 * window is read again.
 *
 * @param isOver whether nobody waits for them anymore
 */
export async function* readPages(
	client: Client,
	window: TimeRange,
	askFor: (window: TimeRange) => TimeRange,
	isOver: () => boolean,
): AsyncGenerator<Page> {
	for (let kept = askFor(window); ;) {
		try {
			yield* followCursor(client, kept, isOver);
			return;
		} catch (error) {
			kept = keptAfter(error, client.facts, window, kept);
		}
	}
}

/** The part of a window to request after a rejection. @throws the error if it is not about Cytracom's clock */
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
 * What to request of each window: what Cytracom keeps of it by its clock. If nothing is left of any, all of it: only an
 * answer can show that the clock in the last one was wrong.
 */
export function partsOf(
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

async function* followCursor(
	client: Client,
	window: TimeRange,
	isOver: () => boolean,
): AsyncGenerator<Page> {
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
		const found = data.transcriptions.map((row) => toCallRecord(row, client.numbers));
		learnWhatDatesGoBy(client.facts, window, found);
		cursor = data.next_cursor;
		yield { found, isLast: cursor === null };
		if (cursor === null) return;
		const known = rows.size;
		for (const one of found) rows.add('head' in one ? one.head.id! : one.unreadable.key);
		pagesWithoutNews = rows.size > known ? 0 : pagesWithoutNews + 1;
		if (cursors.size === cursors.add(cursor).size || pagesWithoutNews > MAX_PAGES_WITHOUT_NEWS) {
			throw unexpectedAnswer('a list of calls without an end');
		}
	}
}

/**
 * Whether dates mean the start of a call or the creation of its transcript is undocumented (docs/phone-systems.md,
 * "Cytracom windows"). A row with one of the two inside its window and the other outside shows it.
 */
function learnWhatDatesGoBy(
	facts: Partial<CytracomFacts>,
	window: TimeRange,
	found: Found[],
): void {
	// strings in the same form sort by time
	const [from, through] = [
		new Date(window.from).toISOString(),
		new Date(window.through).toISOString(),
	];
	const isWithin = (time: string) => time >= from && time <= through;
	for (const one of found) {
		if ('unreadable' in one || one.head.transcribedAt === null) continue;
		const started = isWithin(one.head.startedAt!);
		if (started !== isWithin(one.head.transcribedAt)) facts.goesByStart = started;
	}
}

const toSecond = (ms: number): number => Math.floor(ms / 1000) * 1000;

const isoSeconds = (ms: number): string => new Date(ms).toISOString().replace('.000Z', 'Z');
