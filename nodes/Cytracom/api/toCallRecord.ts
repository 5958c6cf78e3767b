import { fromEpoch } from '../../shared/epoch';
import type { Found } from '../../shared/found';
import { unreadable } from '../../shared/found';
import { toUtcIso } from '../../shared/isoDate';
import { safeLabels } from '../../shared/record/labels';
import type { Numbers } from '../../shared/record/numbers';
import type { Side } from '../../shared/record/parties';
import { directionBetween, partiesOf } from '../../shared/record/parties';
import { hasSummary, parseSummary } from '../../shared/record/summary';
import { hasWords, parseSpeakerText, toSpoken } from '../../shared/record/transcript';
import { redact } from '../../shared/requests/redact';
import { issuesOf } from '../../shared/requests/schema';
import { readTranscription } from './schemas';

/** One row of Cytracom's list as a call, or what is wrong with it. Never throws. */
export function toCallRecord(raw: unknown, numbers: Numbers): Found {
	const parsed = readTranscription(raw);
	if (!parsed.success) return unreadable(raw, issuesOf(parsed.error), toldBy(raw));
	const row = parsed.data;
	const startedAt = isoOf(row.start_time);
	if (startedAt === null) {
		const reason = `"start_time" is not a date: ${redact(row.start_time, 40)}`;
		return unreadable(raw, reason, toldBy(raw));
	}
	const direction = directionBetween(row.caller, row.callee, numbers);
	const [from, to] = [row.caller, row.callee].map((number) => ({ number, name: null })) as [
		Side,
		Side,
	];
	return {
		head: {
			provider: 'cytracom',
			id: row.linked_id,
			callId: row.linked_id,
			startedAt,
			direction,
			status: row.status,
			from: row.caller,
			to: row.callee,
			durationSeconds: row.duration_seconds,
			ringSeconds: null,
			talkSeconds: null,
			holdSeconds: null,
			sentiment: row.sentiment,
			transcribedAt: isoOf(row.created_at),
		},
		hasTranscript: hasWords(row.transcript),
		hasSummary: hasSummary(row.summary),
		raw,
		isSameNumber: numbers.isSame,
		sides: () => ({ from, to }),
		parties: () => partiesOf(from, to, direction, numbers),
		labels: () => safeLabels(row.labels),
		spoken: () => toSpoken(parseSpeakerText(row.transcript), row.transcript),
		summarized: () => parseSummary(row.summary),
	};
}

/** Asterisk's form; others may be anything. */
const LINKED_ID = /^\d{10}\.\d{1,10}$/;

/** What is known about a row that could not be read: the call's ID and when it began. */
function toldBy(raw: unknown) {
	const { linked_id: id, start_time: start } = (raw ?? {}) as Record<string, unknown>;
	return {
		id: typeof id === 'string' && LINKED_ID.test(id) ? id : null,
		startedAt: typeof start === 'string' || typeof start === 'number' ? isoOf(String(start)) : null,
	};
}

/** A time as Cytracom writes it, ISO 8601 or seconds or milliseconds since 1970, in our form; null if it is not a time. */
function isoOf(time: string | null): string | null {
	if (time === null) return null;
	const text = time.trim();
	const count = text.includes('-', 1) ? NaN : Number(text);
	if (!Number.isFinite(count)) return toUtcIso(text);
	const moment = fromEpoch(count);
	return moment === null ? null : new Date(moment).toISOString();
}
