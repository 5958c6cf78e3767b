import type { Vendor } from '../e2e/harness/examples';

/** What came of a recipe. */
export interface Row {
	recipe: string;
	vendor: Vendor;
	calls: number;
	/** How many things were written after each run. */
	written: number[];
	faults: string[];
}

const line = (recipe: string, vendor: string, counts: (string | number)[], verdict: string) =>
	[
		recipe.padEnd(32),
		vendor.padEnd(9),
		...counts.map((count) => String(count).padStart(6)),
		` ${verdict}`,
	].join(' ');

export const HEADER = line('recipe', 'calls of', ['calls', 'run 1', 'run 2'], 'verdict');

/** The row as text, its faults below it. */
export function lineOf({ recipe, vendor, calls, written, faults }: Row): string {
	const [first = '-', second = '-'] = written;
	const verdict = faults.length === 0 ? 'good' : 'BAD';
	return [
		line(recipe, vendor, [calls, first, second], verdict),
		...faults.map((fault) => `    ${fault}`),
	].join('\n');
}
