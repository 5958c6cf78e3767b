import type { RecordedRequest } from '../shared/answer';
import { compareTexts } from '../shared/timeIndex';
import type { CytracomAccount } from './account';
import type { StoredCall } from './calls';
import type { Position, Query } from './parameters';
import { readQuery } from './parameters';
import { createdAtOf, isVisible, toRow } from './rows';

/** GET /insights/transcriptions (docs/phone-systems.md, "Cytracom transcriptions"): a page of the rows in a window. */
export function transcriptions(account: CytracomAccount, request: RecordedRequest): object {
	const query = readQuery(account, request);
	const { readings } = account;
	const most = readings.shortPages ? Math.ceil(query.pageSize / 2) : query.pageSize;
	const rows = visibleRows(account, query, most + 1);
	const page = rows.slice(0, most);
	const last = page.at(-1);
	const goesOn = readings.fullLastPage === 'end' ? rows.length > page.length : page.length === most;
	const cursor = last && goesOn ? query.cursorAt(positionOf(account, last)) : undefined;
	return {
		page_size: readings.pageSize === 'returned' ? page.length : query.pageSize,
		...nextCursor(account, cursor),
		transcriptions: page.map((call) => toRow(account, call)),
		...(readings.extraKeys ? { request_id: 'a1b2c3d4' } : {}),
	};
}

/** The first rows after the cursor that exist by now, `count` at most. */
function visibleRows(account: CytracomAccount, query: Query, count: number): StoredCall[] {
	const { after } = query;
	const rows: StoredCall[] = [];
	for (const call of callsInOrder(account, query)) {
		if (after && compare(account, positionOf(account, call), after) <= 0) continue;
		if (isVisible(account, call)) rows.push(call);
		if (rows.length === count) break;
	}
	return rows;
}

/** The calls of the window; where the order goes by time, without most of those before the cursor. */
function callsInOrder(account: CytracomAccount, query: Query): StoredCall[] {
	const { readings } = account;
	const { after } = query;
	const first = readings.fromDateInclusive ? query.from : query.from + 1;
	const last = readings.toDateInclusive ? query.to : query.to - 1;
	switch (readings.order) {
		case 'ascending':
			return callsBetween(account, Math.max(first, after?.[0] ?? first), last);
		case 'descending':
			return callsBetween(account, first, Math.min(last, after?.[0] ?? last)).reverse();
		case 'shuffled':
			return callsBetween(account, first, last).sort(
				(a, b) => a.place - b.place || compareTexts(a.linkedId, b.linkedId),
			);
	}
}

/** Oldest first, both ends inclusive. */
function callsBetween(account: CytracomAccount, from: number, to: number): StoredCall[] {
	const { readings, store } = account;
	const movesOn = readings.pendingRows === 'processing' || readings.transcribedAgain;
	if (readings.dateFilter === 'start_time' || !movesOn) {
		return store.between(readings.dateFilter, from, to);
	}
	// `created_at` is not what the store was built with: all of it is looked through
	return store
		.between('start_time', -Infinity, Infinity)
		.filter((call) => from <= createdAtOf(account, call) && createdAtOf(account, call) <= to)
		.sort((a, b) => compareAscending(positionOf(account, a), positionOf(account, b)));
}

/** What the rows are sorted by. */
function positionOf(account: CytracomAccount, call: StoredCall): Position {
	const { readings } = account;
	if (readings.order === 'shuffled') return [call.place, call.linkedId];
	const time = readings.dateFilter === 'start_time' ? call.startedAt : createdAtOf(account, call);
	return [time, call.linkedId];
}

function compare({ readings }: CytracomAccount, a: Position, b: Position): number {
	const ascending = compareAscending(a, b);
	return readings.order === 'descending' ? -ascending : ascending;
}

const compareAscending = (a: Position, b: Position) => a[0] - b[0] || compareTexts(a[1], b[1]);

function nextCursor({ readings }: CytracomAccount, cursor: string | undefined): object {
	if (cursor !== undefined) return { next_cursor: cursor };
	switch (readings.nextCursor) {
		case 'null':
			return { next_cursor: null };
		case 'empty':
			return { next_cursor: '' };
		case 'missing':
			return {};
	}
}
