import { ServiceError } from '../requests/errors';
import type { Found, FoundCall } from '../found';

export interface Collected {
	calls: FoundCall[];
	/** One for each record that could not be read. */
	unreadable: ServiceError[];
}

/** So many more than the limit are held before the older ones are let go. */
const SLACK = 1_000;

/**
 * Reads calls to the end and gives the newest ones, newest first, each id once.
 *
 * @param limit how many at the most; Infinity for all
 * @param keep what counts
 */
export async function collectNewest(
	found: AsyncIterable<Found>,
	limit: number,
	keep: (call: FoundCall) => boolean,
): Promise<Collected> {
	let calls = new Map<string | null, FoundCall>();
	const unreadable = new Map<string, ServiceError>();
	for await (const one of found) {
		if ('unreadable' in one) {
			unreadable.set(one.unreadable.key, unreadableRecord(one.unreadable.reason));
		} else if (keep(one)) {
			calls.set(one.record.id, one);
			if (calls.size > limit + SLACK) calls = newest(calls, limit);
		}
	}
	return { calls: [...newest(calls, limit).values()], unreadable: [...unreadable.values()] };
}

function newest(calls: Map<string | null, FoundCall>, limit: number) {
	const sorted = [...calls].sort(([, { record: a }], [, { record: b }]) =>
		// ISO 8601 in UTC sorts as text
		(a.startedAt ?? '') < (b.startedAt ?? '')
			? 1
			: (a.startedAt ?? '') > (b.startedAt ?? '')
				? -1
				: 0,
	);
	return new Map(sorted.slice(0, limit));
}

/** The ServiceError of a record that does not fit, in a list whose other records are good. */
export const unreadableRecord = (reason: string): ServiceError =>
	new ServiceError({
		what: `One call of the list cannot be read: ${reason}.`,
		advice:
			'The other calls are not affected: set On Error to Continue to get them. Report this sentence to the makers of the node.',
		cause: 'node-defect',
	});
