import { createHash } from 'crypto';

import type { CallRecord } from './record/callRecord';

/** A call as a vendor's answer has it: in the common shape, and untouched. */
export interface FoundCall {
	record: CallRecord;
	/** The vendor's own object. */
	raw: unknown;
}

/** A record of an answer that does not fit its schema. */
export interface Unreadable {
	/** The same for the same record, each time it comes. */
	key: string;
	/** What does not fit, in a few words and without secrets. */
	reason: string;
	/** Where it is known: ISO 8601. One from before a trigger's activation is nobody's concern. */
	startedAt?: string | null;
}

export type Found = FoundCall | { unreadable: Unreadable };

/** A record that does not fit, known again by its content, because it may have no id. */
export function unreadable(raw: unknown, reason: string): { unreadable: Unreadable } {
	const key = createHash('sha256').update(contentOf(raw)).digest('hex');
	return { unreadable: { key: key.slice(0, 16), reason } };
}

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
