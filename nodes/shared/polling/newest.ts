import { fits, isReady, type Criteria } from '../record/criteria';
import type { Found, FoundCall } from './found';
import { split, type Interval } from './intervals';
import { CLOCK_SLACK } from './timing';

/** For *Fetch Test Event*, which knows no state: the windows of the last `backMs`, newest first. Times in ms UTC. */
export function windowsBack(now: number, backMs: number, maxWindowMs: number): Interval[] {
	return split([{ from: now - backMs, to: now + CLOCK_SLACK }], maxWindowMs).reverse();
}

/** The newer of `best` and what was found, if that is a call that the trigger would give. */
export function newestFitting<Call extends FoundCall>(
	best: Call | undefined,
	found: Found<Call>,
	criteria: Criteria,
): Call | undefined {
	if ('unreadable' in found) return best;
	const { record } = found;
	if (!isReady(record, criteria) || !fits(record, criteria)) return best;
	return !best || startOf(found) > startOf(best) ? found : best;
}

function startOf({ record }: FoundCall): number {
	const start = Date.parse(record.startedAt ?? '');
	return Number.isFinite(start) ? start : -Infinity;
}
