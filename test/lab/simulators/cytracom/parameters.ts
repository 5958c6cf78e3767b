import { createHash } from 'node:crypto';
import type { RecordedRequest } from '../shared/answer';
import type { CytracomErrorCode } from './errors';
import { CytracomError } from './errors';
import type { CytracomAccount } from './account';

const dayMs = 24 * 3_600_000;
const defaultPageSize = 50;
const maxPageSize = 100;

/** Where a page ended: the sort value and the ID of its last row. */
export type Position = [value: number, linkedId: string];

export interface Query {
	/** Epoch milliseconds. */
	from: number;
	to: number;
	pageSize: number;
	after?: Position;
	/** Makes the cursor of a later page of the same query. */
	cursorAt: (position: Position) => string;
}

/** Reads the parameters of /insights/transcriptions; every rule of the page's error table, in its order. */
export function readQuery(account: CytracomAccount, { query }: RecordedRequest): Query {
	const fromText = present(query.from_date, 'missing_from_date');
	const toText = present(query.to_date, 'missing_to_date');
	const from = readDate(fromText, 'invalid_from_date');
	const to = readDate(toText, 'invalid_to_date');
	checkWindow(account, from, to);
	const pageSize = readPageSize(query.page_size);
	const mark = queryMark(fromText, toText, query.page_size ?? '');
	return {
		from,
		to,
		pageSize,
		after: query.cursor === undefined ? undefined : readCursor(query.cursor, mark),
		cursorAt: (position) => writeCursor(position, mark),
	};
}

function present(text: string | undefined, errorCode: CytracomErrorCode): string {
	if (text === undefined || text === '') throw CytracomError.badRequest(errorCode);
	return text;
}

function checkWindow(account: CytracomAccount, from: number, to: number): void {
	const { clock, maxWindowMs, retentionDays } = account.options;
	const longest = account.readings.exactly24hAllowed ? maxWindowMs : maxWindowMs - 1;
	if (from >= to) throw CytracomError.badRequest('invalid_date_range');
	if (to > clock.now()) throw CytracomError.badRequest('to_date_in_future');
	if (to - from > longest) throw CytracomError.badRequest('window_too_large');
	if (from < clock.now() - retentionDays * dayMs) {
		throw CytracomError.badRequest('retention_exceeded');
	}
}

/** ISO 8601 (UTC where no zone is given), or Unix seconds or milliseconds. */
function readDate(text: string, errorCode: CytracomErrorCode): number {
	if (/^\d{1,11}$/.test(text)) return Number(text) * 1000;
	if (/^\d{12,15}$/.test(text)) return Number(text);
	const groups = isoDate.exec(text)?.groups;
	if (!groups) throw CytracomError.badRequest(errorCode);
	const { date, time = '00:00:00', zone = 'Z' } = groups;
	const instant = Date.parse(`${date}T${time.length === 5 ? `${time}:00` : time}${zone}`);
	const real = !Number.isNaN(instant) && isRealDay(date!);
	if (!real) throw CytracomError.badRequest(errorCode);
	return instant;
}

const isoDate =
	/^(?<date>\d{4}-\d\d-\d\d)(?:T(?<time>\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?)(?<zone>Z|[+-]\d\d:\d\d)?)?$/;

/** JavaScript takes 30 February for 2 March. */
function isRealDay(date: string): boolean {
	const time = Date.parse(`${date}T00:00:00Z`);
	return !Number.isNaN(time) && new Date(time).toISOString().startsWith(date);
}

function readPageSize(text: string | undefined): number {
	if (text === undefined) return defaultPageSize;
	const size = /^\d{1,3}$/.test(text) ? Number(text) : 0;
	if (size < 1 || size > maxPageSize) throw CytracomError.badRequest('invalid_page_size');
	return size;
}

/** Ties a cursor to the query that it came from. */
function queryMark(...texts: string[]): string {
	return createHash('sha256').update(texts.join('\n')).digest('hex').slice(0, 12);
}

/**
 * Base64 of JSON with the sort values of the last row, as the vendor's sample is. The odd characters at
 * the end give every cursor a `+` and a `/`, so that a client that forgets to encode it fails.
 */
function writeCursor(position: Position, mark: string): string {
	return Buffer.from(JSON.stringify({ sa: position, q: `${mark}>>>???` })).toString('base64');
}

function readCursor(text: string, mark: string): Position {
	const position = parsePosition(text);
	if (!position || writeCursor(position, mark) !== text) {
		throw CytracomError.badRequest('bad_cursor');
	}
	return position;
}

function parsePosition(text: string): Position | undefined {
	try {
		const { sa } = JSON.parse(Buffer.from(text, 'base64').toString('utf8')) as { sa?: unknown };
		return Array.isArray(sa) && sa.length === 2 ? (sa as Position) : undefined;
	} catch {
		return undefined;
	}
}
