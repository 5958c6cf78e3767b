import { clock } from '../clock';
import type { Found, FoundCall, Unreadable } from '../found';
import type { TimeRange } from '../timeRange';

export interface NewestCalls {
	/** Newest first, each ID once. */
	calls: FoundCall[];
	/** Each once. */
	unreadable: Unreadable[];
	/** Calls that could be read, whether they were kept or not. */
	readable: number;
}

const DAY_MS = 24 * 60 * 60_000;
/** So many more than the limit are held before the older ones are let go. */
const SLACK = 1_000;

/** Reads calls, and leaves out at once those that are not to be kept: so they take no memory. */
export type ReadCalls = (keep: (call: FoundCall) => boolean) => AsyncIterable<Found>;

/**
 * Reads calls to the end and gives the newest ones.
 *
 * @param limit how many at the most; Infinity for all
 * @param keep what counts
 */
export async function newestCalls(
	read: ReadCalls,
	limit: number,
	keep: (call: FoundCall) => boolean = () => true,
): Promise<NewestCalls> {
	let calls = new Map<string | null, FoundCall>();
	const unreadable = new Map<string, Unreadable>();
	let readable = 0;
	const counted = (call: FoundCall) => {
		readable += 1;
		return keep(call);
	};
	for await (const one of read(counted)) {
		if ('unreadable' in one) {
			unreadable.set(one.unreadable.key, one.unreadable);
			continue;
		}
		calls.set(one.record.id, one);
		if (calls.size > limit + SLACK) calls = newest(calls, limit);
	}
	return {
		calls: [...newest(calls, limit).values()],
		unreadable: [...unreadable.values()],
		readable,
	};
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

/** What is needed of a connection to read calls. */
export interface CallReader {
	readCalls(
		range: TimeRange,
		options?: { keep?: (call: FoundCall) => boolean },
	): AsyncIterable<Found>;
}

/** The newest transcribed call of the last week, a day at a time; undefined if there is none. */
export async function newestTranscribed(connection: CallReader): Promise<FoundCall | undefined> {
	const now = clock.now();
	for (let day = 0; day < 7; day++) {
		const range = { from: now - (day + 1) * DAY_MS + 1, through: now - day * DAY_MS };
		const { calls } = await newestCalls(
			(keep) => connection.readCalls(range, { keep }),
			1,
			({ record }) => record.transcript !== null,
		);
		if (calls[0]) return calls[0];
	}
	return undefined;
}
