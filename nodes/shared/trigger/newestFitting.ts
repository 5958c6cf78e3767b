import { clock } from '../clock';
import type { Found, FoundCall } from '../found';
import { split } from '../polling/coverage';
import type { Source } from '../polling/source';
import { CLOCK_SLACK, DAY } from '../polling/timing';
import { fit, isReady, type Criteria } from '../record/criteria';

/** How far back *Fetch Test Event* looks. */
export const TEST_DAYS = 7;

/**
 * For *Fetch Test Event*, which has no state: the newest call that a trigger would return, even if it already has.
 * Looks back day by day, and no further than needed.
 */
export async function newestFitting(
	source: Source,
	criteria: Criteria,
	days: number,
	maxWindowMs: number,
): Promise<FoundCall | undefined> {
	const now = clock.now();
	const all = { from: now - days * DAY, to: now + CLOCK_SLACK };
	for (const window of split([all], maxWindowMs).reverse()) {
		let newest: FoundCall | undefined;
		for await (const found of source.read(window)) newest = newer(newest, found, criteria);
		if (newest) return (await source.enrich?.([newest]))?.[0] ?? newest;
	}
	return undefined;
}

/** The newer of `best` and what was found, if the trigger would return that. */
export function newer(
	best: FoundCall | undefined,
	found: Found,
	criteria: Criteria,
): FoundCall | undefined {
	if ('unreadable' in found) return best;
	if (!isReady(found, criteria) || fit(found, criteria) !== 'yes') return best;
	return !best || startOf(found) > startOf(best) ? found : best;
}

function startOf({ head }: FoundCall): number {
	const start = Date.parse(head.startedAt ?? '');
	return Number.isFinite(start) ? start : -Infinity;
}
