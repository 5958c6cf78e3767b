import { inspect, isDeepStrictEqual } from 'node:util';

import type { Outcome } from './yeastarNodes';

/** For each part of an outcome that is not as expected: the first place where it differs, and both values there. */
export function differencesOf(expected: Outcome, given: Outcome): string[] {
	return Object.keys(expected)
		.filter((key) => !isDeepStrictEqual(given[key], expected[key]))
		.map((key) => `${key}: ${firstDifference(expected[key], given[key])}`);
}

function firstDifference(expected: unknown, given: unknown, path = ''): string {
	const [a, b] = [expected, given].map((value) =>
		typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined,
	);
	if (!a || !b) return `${path} is ${short(given)}, not ${short(expected)}`;
	const keys = [...new Set([...Object.keys(a), ...Object.keys(b)])];
	const key = keys.find((one) => !isDeepStrictEqual(a[one], b[one])) ?? '';
	return firstDifference(a[key], b[key], `${path}.${key}`);
}

const short = (value: unknown) => inspect(value, { breakLength: Infinity, depth: 1 }).slice(0, 200);
