/** What five runs say: the middle one, and between which two all lie. */
export interface Spread {
	median: number;
	least: number;
	most: number;
}

/** @throws RangeError when there are no values */
export function spreadOf(values: readonly number[]): Spread {
	if (values.length === 0) throw new RangeError('No run, no spread');
	const sorted = [...values].sort((a, b) => a - b);
	const middle = (sorted.length - 1) / 2;
	const median = (sorted[Math.floor(middle)]! + sorted[Math.ceil(middle)]!) / 2;
	return { median, least: sorted[0]!, most: sorted.at(-1)! };
}

/**
 * Each value against the other contestant's of the same round: the two ran one after the other, so that a busy machine
 * slowed both.
 */
export const ratios = (values: readonly number[], others: readonly number[]): number[] =>
	values.map((value, round) => value / others[round]!);

/** To which power of the size the time grows: 1 is as much as the work, 2 is the square of it. */
export const exponents = (
	values: readonly number[],
	times: number,
	smaller: readonly number[],
): number[] => ratios(values, smaller).map((ratio) => Math.log(ratio) / Math.log(times));

/** What a figure has to be; one that has no bound is there to be looked at. */
export interface Target {
	atMost?: number;
	atLeast?: number;
}

export type Verdict = 'met' | 'missed' | 'no target';

/** By the median alone. */
export function verdictOn({ median }: Spread, { atMost, atLeast }: Target): Verdict {
	if (atMost === undefined && atLeast === undefined) return 'no target';
	return median <= (atMost ?? Infinity) && median >= (atLeast ?? -Infinity) ? 'met' : 'missed';
}
