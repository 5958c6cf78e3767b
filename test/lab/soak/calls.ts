import type { PhoneSystem } from '../support/triggers';
import { DAY, HOUR, MINUTE } from '../support/triggers';
import type { Oracle } from './oracle';
import type { Random } from './random';

/** So many calls a day: a busy office. */
const CALLS_A_DAY = 1_500;
const MAX_LATE_MS = 20 * HOUR;
const LATE_PART = 0.3;
const HISTORY = 100;

/** Calls over some days from `from` on, many transcribed late, and some from before. @returns when the last one began */
export function addCalls(
	system: PhoneSystem,
	oracle: Oracle,
	random: Random,
	count: number,
	from: number,
): number {
	const span = (count / CALLS_A_DAY) * DAY;
	const wait = () =>
		random.chance(LATE_PART) ? random.between(0, MAX_LATE_MS) : random.between(20_000, 10 * MINUTE);
	for (let i = 0; i < count; i++) {
		const startedAt = Math.floor((from + random.next() * span) / 1000) * 1000;
		const call = { id: `new-${i}`, startedAt, readyAt: Math.floor(startedAt + wait()) };
		system.add(call);
		oracle.expect(call);
	}
	for (let i = 0; i < HISTORY; i++) {
		const startedAt = Math.floor(from - random.between(10 * MINUTE, DAY));
		system.add({ id: `old-${i}`, startedAt, readyAt: startedAt + MINUTE });
	}
	return from + span;
}
