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
	/** Calls that were kept, each ID once; more than the limit where there are more. */
	matching: number;
	/** Whether all calls were read: not where the newest were enough. */
	isWhole: boolean;
}

const DAY_MS = 24 * 60 * 60_000;
/** How many more than the limit are held before the older ones are dropped. */
const SLACK = 1_000;

/**
 * Reads calls.
 *
 * @param keep drops unwanted calls at once, so that they take no memory
 * @param enough whether enough calls that began at a moment (ms since 1970) or later have arrived: older ones need not be
 * read
 */
export type ReadCalls = (
	keep: (call: FoundCall) => boolean,
	enough?: (moment: number) => boolean,
) => AsyncIterable<Found>;

/**
 * Reads calls to the end and returns the newest ones.
 *
 * @param limit how many at most; Infinity for all
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
	const isLimited = limit !== Infinity;
	const starts = new Map<string | null, number>();
	const counted = (call: FoundCall) => {
		readable += 1;
		const isKept = keep(call);
		if (isKept && isLimited) starts.set(call.head.id, Date.parse(call.head.startedAt ?? ''));
		return isKept;
	};
	let isWhole = true;
	const enough = (moment: number) => {
		const isEnough = [...starts.values()].filter((start) => start >= moment).length >= limit;
		if (isEnough) isWhole = false;
		return isEnough;
	};
	for await (const one of read(counted, isLimited ? enough : undefined)) {
		if ('unreadable' in one) {
			unreadable.set(one.unreadable.key, one.unreadable);
			continue;
		}
		calls.set(one.head.id, one);
		if (calls.size > limit + SLACK) {
			calls = new Map(newest(calls, limit).map((call) => [call.head.id, call]));
		}
	}
	return {
		calls: newest(calls, limit),
		unreadable: [...unreadable.values()],
		readable,
		matching: isLimited ? starts.size : calls.size,
		isWhole,
	};
}

const newest = (calls: Map<string | null, FoundCall>, limit: number): FoundCall[] =>
	[...calls.values()].sort(byStart).slice(0, limit);

/** Newest first; ISO 8601 in UTC sorts as text. */
function byStart({ head: a }: FoundCall, { head: b }: FoundCall): number {
	const [first, second] = [a.startedAt ?? '', b.startedAt ?? ''];
	if (first === second) return 0;
	return first < second ? 1 : -1;
}

/** What reading calls needs of a connection. */
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
			({ hasTranscript }) => hasTranscript,
		);
		if (calls[0]) return calls[0];
	}
	return undefined;
}
