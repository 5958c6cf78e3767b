import type { Turn } from './callRecord';
import { timeOfOffset } from './timeOfOffset';
import { toTranscript } from './transcript';

/**
 * Turns as readable text with times, one per line: `00:00:05 Leo Ball: words`. A turn of unknown time has none. Null
 * without any words.
 */
export function withTimes(turns: readonly Turn[]): string | null {
	const lines = turns.flatMap((turn) => {
		const line = toTranscript([turn]);
		if (line === null) return [];
		return turn.offsetSeconds === null ? [line] : [`${timeOfOffset(turn.offsetSeconds)} ${line}`];
	});
	return lines.length > 0 ? lines.join('\n') : null;
}
