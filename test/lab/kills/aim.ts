import type { Random } from '../soak/random';
import type { Handover } from './handovers';
import type { Reading } from './phones';
import type { Consumer } from './workflows';

/** More than this between an answer of the phone system and an execution, and they have nothing to do with each other. */
const RELATED_MS = 3000;
/** The hand-over of an idle machine. */
const USUAL_DELAY_MS = 60;

/** How long it took, in the median, from the phone system's last answer to the stored execution. */
export function handoverDelay(
	handovers: Handover[],
	readings: Reading[],
	consumers: Consumer[],
): number {
	const vendorOf = new Map(consumers.map(({ workflowId, vendor }) => [workflowId, vendor]));
	const delays = handovers.flatMap(({ workflowId, at }) => {
		const before = readings.filter(
			(reading) =>
				reading.vendor === vendorOf.get(workflowId) &&
				reading.at <= at &&
				at - reading.at < RELATED_MS,
		);
		return before.slice(-1).map((reading) => at - reading.at);
	});
	delays.sort((a, b) => a - b);
	return delays[Math.floor(delays.length / 2)] ?? USUAL_DELAY_MS;
}

/** How long after the answer to kill: while the poll works on it, around the hand-over, or while the execution runs. */
export function aimedDelay(random: Random, delay: number): number {
	if (random.chance(0.15)) return random.between(0, USUAL_DELAY_MS);
	return delay * random.between(0.7, 1.5);
}
