import type { CallRecord, Labels, Parties, Spoken } from './record/callRecord';
import { emptyCallRecord } from './record/callRecord';
import type { Judged } from './record/criteria';
import type { Side } from './record/parties';
import type { RecordShape } from './record/recordShape';
import { isGiven } from './record/recordShape';
import { noSummary } from './record/summary';
import { fingerprintOf } from './requests/fingerprint';
import type { TimeRange } from './timeRange';
import { includes } from './timeRange';

/** A call as a vendor's answer has it. Most are only judged: what takes time is built for those that are given. */
export interface FoundCall extends Judged {
	/** The vendor's own object, untouched. */
	raw: unknown;
	/** Each builds a part of the record anew, with the names of more numbers where they are known. */
	sides(this: void, names?: SpeakerNames): { from: Side; to: Side };
	parties(this: void, names?: SpeakerNames): Parties;
	labels(this: void): Labels;
	spoken(this: void, names?: SpeakerNames): Spoken;
}

/** Who has a number, by the number as the phone system writes it. */
export type SpeakerNames = ReadonlyMap<string | null, string | null>;

/**
 * The record of a call that is given.
 *
 * @param fields the keys that count, null for all: where none of a part does, it is not built and stays empty
 */
export function recordOf(
	{ head, parties, labels, spoken, summarized }: FoundCall,
	fields: RecordShape['fields'] = null,
): CallRecord {
	const counts = (...keys: string[]) => isGiven({ fields }, ...keys);
	// the empty one has all keys in their order
	const record = emptyCallRecord(head.provider);
	return Object.assign(record, head, {
		...(counts(...PARTY_KEYS) && parties()),
		...(counts('labels') && { labels: labels() }),
		...(counts('transcript', 'turns') && spoken()),
		...(counts(...SUMMARY_KEYS) && summarized()),
	});
}

const SUMMARY_KEYS = Object.keys(noSummary());
const PARTY_KEYS = ['customerNumber', 'customerName', 'agentNumber', 'agentName'];

/** A record of an answer that does not fit its schema, or is not even JSON. */
export interface Unreadable {
	/** The same for the same record, each time it comes. */
	key: string;
	/** What does not fit, in a few words and without secrets. */
	reason: string;
	/** The call's ID, where it can be told. */
	id?: string | null;
	/** ISO 8601, where it can be told: a record outside the range asked for is nobody's concern. */
	startedAt?: string | null;
}

export type Found = FoundCall | { unreadable: Unreadable };

/** Whether a call began within a range. What began outside is nobody's concern, readable or not; what does not tell is. */
export function beganIn(range: TimeRange, found: Found): boolean {
	const start = 'head' in found ? found.head.startedAt : found.unreadable.startedAt;
	return !start || includes(range, Date.parse(start));
}

/** An element of a list that is not valid JSON. */
export class NotJson {
	constructor(readonly text: string) {}
}

/**
 * A record that does not fit, known again by its content, because it may have no ID.
 *
 * @param told what of it can be read all the same
 */
export function unreadable(
	raw: unknown,
	reason: string,
	told: Pick<Unreadable, 'id' | 'startedAt'> = {},
): { unreadable: Unreadable } {
	const key = fingerprintOf(raw instanceof NotJson ? raw.text : contentOf(raw));
	return { unreadable: { key, reason, ...told } };
}

/** The text of a field in JSON that is broken elsewhere; null where it cannot be told. */
export const fieldIn = ({ text }: NotJson, name: string): string | null =>
	new RegExp(`"${name}"\\s*:\\s*"([^"\\\\]{1,80})"`).exec(text)?.[1] ?? null;

/** JSON, or the plain values alone where others are nested deeper than the stack is. */
export function contentOf(raw: unknown): string {
	try {
		return JSON.stringify(raw);
	} catch {
		const plain = (_: string, value: unknown) =>
			typeof value === 'object' && value !== raw ? null : value;
		return JSON.stringify(raw, plain);
	}
}
