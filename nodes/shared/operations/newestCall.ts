import { clock } from '../clock';
import { collectNewest } from './collect';
import type { Found, FoundCall } from '../found';
import type { Interval } from '../interval';

const DAY_MS = 24 * 60 * 60_000;

/** The newest transcribed call of the last week, a day at a time; undefined if there is none. */
export async function newestCallOf(
	read: (within: Interval) => AsyncIterable<Found>,
): Promise<FoundCall | undefined> {
	const now = clock.now();
	for (let day = 0; day < 7; day++) {
		const within = { from: now - (day + 1) * DAY_MS + 1, to: now - day * DAY_MS };
		const { calls } = await collectNewest(
			read(within),
			1,
			({ record }) => record.transcript !== null,
		);
		if (calls[0]) return calls[0];
	}
	return undefined;
}
