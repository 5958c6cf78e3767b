import type { CallRecord, Labels, Parties, Spoken } from './record/callRecord';
import { NO_PARTIES, callRecord, noSummary } from './record/callRecord';
import type { Judged } from './record/criteria';
import type { Side } from './record/parties';
import type { RecordShape } from './record/recordShape';
import { isGiven } from './record/recordShape';
import { fingerprintOf } from './requests/fingerprint';
import type { TimeRange } from './timeRange';
import { includes } from './timeRange';

/** A call from a vendor's answer. Most are only judged: what takes time is built for those that are returned. */
export interface FoundCall extends Judged {
	/** The vendor's own object, untouched. */
	raw: unknown;
	/** Each builds a part of the record, with more names for numbers where they are known. */
	sides(this: void, names?: SpeakerNames): { from: Side; to: Side };
	parties(this: void, names?: SpeakerNames): Parties;
	labels(this: void): Labels;
	spoken(this: void, names?: SpeakerNames): Spoken;
}

/** Names by the number as the phone system writes it. */
export type SpeakerNames = ReadonlyMap<string | null, string | null>;

/**
 * The record of a call to return.
 *
 * @param fields the keys to return, null for all: a part without any of them is not built and stays empty
 */
export function recordOf(
	{ head, parties, labels, spoken, summarized }: FoundCall,
	fields: RecordShape['fields'] = null,
): CallRecord {
	const counts = (keys: string[]) => isGiven({ fields }, ...keys);
	return callRecord(head, {
		parties: counts(PARTY_KEYS) ? parties() : undefined,
		labels: counts(['labels']) ? labels() : undefined,
		spoken: counts(['transcript', 'turns']) ? spoken() : undefined,
		summary: counts(SUMMARY_KEYS) ? summarized() : undefined,
	});
}

const PARTY_KEYS = Object.keys(NO_PARTIES);
const SUMMARY_KEYS = Object.keys(noSummary());

/** A record that does not match its schema, or is not even JSON. */
export interface Unreadable {
	/** Always the same for the same record. */
	key: string;
	/** What is wrong, in a few words and without secrets. */
	reason: string;
	/** The call's ID, if it can be read. */
	id?: string | null;
	/** ISO 8601, if it can be read: a record outside the requested range is ignored. */
	startedAt?: string | null;
}

export type Found = FoundCall | { unreadable: Unreadable };

/** Whether a call began within a range, or its start is unknown. What began outside is ignored, readable or not. */
export function beganIn(range: TimeRange, found: Found): boolean {
	const start = 'head' in found ? found.head.startedAt : found.unreadable.startedAt;
	return !start || includes(range, Date.parse(start));
}

/** An element of a list that is not valid JSON. */
export class NotJson {
	constructor(readonly text: string) {}
}

/**
 * A record that could not be read, recognized by its content because it may have no ID.
 *
 * @param told what could be read anyway
 */
export function unreadable(
	raw: unknown,
	reason: string,
	told: Pick<Unreadable, 'id' | 'startedAt'> = {},
): { unreadable: Unreadable } {
	const key = fingerprintOf(raw instanceof NotJson ? raw.text : contentOf(raw));
	return { unreadable: { key, reason, ...told } };
}

/** The text of a field in JSON that is broken elsewhere; null if it cannot be read. */
export const fieldIn = ({ text }: NotJson, name: string): string | null =>
	new RegExp(`"${name}"\\s*:\\s*"([^"\\\\]{1,80})"`).exec(text)?.[1] ?? null;

/** JSON, or only the plain values if others are nested too deep for the stack. */
export function contentOf(raw: unknown): string {
	try {
		return JSON.stringify(raw);
	} catch {
		const plain = (_: string, value: unknown) =>
			typeof value === 'object' && value !== raw ? null : value;
		return JSON.stringify(raw, plain);
	}
}
