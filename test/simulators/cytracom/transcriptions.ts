import type { RecordedRequest } from '../shared/answer';
import { compareTexts } from '../shared/timeIndex';
import type { CytracomAccount } from './account';
import type { StoredCall } from './calls';
import type { Position, Query } from './parameters';
import { readQuery } from './parameters';

/** GET /insights/transcriptions (page API-Transcription): a page of the rows in a window. */
export function transcriptions(account: CytracomAccount, request: RecordedRequest): object {
	const query = readQuery(account, request);
	const { readings } = account;
	const rows = visibleRows(account, query, query.pageSize + 1);
	const page = rows.slice(0, query.pageSize);
	const last = page.at(-1);
	const goesOn =
		readings.fullLastPage === 'end' ? rows.length > page.length : page.length === query.pageSize;
	const cursor = last && goesOn ? query.cursorAt(positionOf(account, last)) : undefined;
	return {
		page_size: page.length,
		...nextCursor(account, cursor),
		transcriptions: page.map((call) => toRow(account, call)),
		...(readings.extraKeys ? { request_id: 'a1b2c3d4' } : {}),
	};
}

/** The first rows behind the cursor that are there by now, `count` at most. */
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
function callsInOrder({ readings, store }: CytracomAccount, query: Query): StoredCall[] {
	const { from, after } = query;
	const lastIn = readings.toDateInclusive ? query.to : query.to - 1;
	const { dateFilter, order } = readings;
	switch (order) {
		case 'ascending':
			return store.between(dateFilter, Math.max(from, after?.[0] ?? from), lastIn);
		case 'descending':
			return store.between(dateFilter, from, Math.min(lastIn, after?.[0] ?? lastIn)).reverse();
		case 'shuffled':
			return store
				.between(dateFilter, from, lastIn)
				.sort((a, b) => a.place - b.place || compareTexts(a.linkedId, b.linkedId));
	}
}

function isVisible({ options, readings }: CytracomAccount, call: StoredCall): boolean {
	const transcribed = Boolean(call.transcript) || !readings.emptyTranscriptRowsOmitted;
	return transcribed && call.createdAt <= options.clock.now();
}

/** What the rows are sorted by. */
function positionOf({ readings }: CytracomAccount, call: StoredCall): Position {
	if (readings.order === 'shuffled') return [call.place, call.linkedId];
	const time = readings.dateFilter === 'start_time' ? call.startedAt : call.createdAt;
	return [time, call.linkedId];
}

function compare({ readings }: CytracomAccount, a: Position, b: Position): number {
	const ascending = a[0] - b[0] || compareTexts(a[1], b[1]);
	return readings.order === 'descending' ? -ascending : ascending;
}

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

function toRow(account: CytracomAccount, call: StoredCall): object {
	const { readings } = account;
	return {
		linked_id: call.linkedId,
		start_time: isoSeconds(call.startedAt),
		created_at: isoSeconds(call.createdAt),
		transcript: call.transcript,
		...summaryOf(account, call),
		duration_seconds: call.durationSeconds,
		status: call.status ?? 'completed',
		sentiment: call.sentiment === undefined ? 'neutral' : call.sentiment,
		caller: call.caller,
		callee: call.callee,
		labels: call.labels ?? {},
		...(readings.hasTranscription === 'present'
			? { has_transcription: Boolean(call.transcript) }
			: {}),
		...(readings.extraKeys ? { channel: 'voice', score: 0.5 } : {}),
		...call.raw,
	};
}

function summaryOf({ options, readings }: CytracomAccount, call: StoredCall): object {
	const visible = (call.summaryVisibleFrom ?? call.createdAt) <= options.clock.now();
	if (visible && call.summary) return { summary: call.summary };
	switch (readings.noSummary) {
		case 'null':
			return { summary: null };
		case 'empty':
			return { summary: '' };
		case 'missing':
			return {};
	}
}

/** `2026-06-04T10:15:00Z`, as in the example. */
function isoSeconds(time: number): string {
	return `${new Date(time).toISOString().slice(0, 19)}Z`;
}
