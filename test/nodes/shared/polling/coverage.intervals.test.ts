import fc from 'fast-check';
import {
	intersect,
	split,
	subtract,
	union,
	type Interval,
} from '../../../../nodes/shared/polling/coverage';

const interval = fc
	.tuple(fc.integer({ min: 0, max: 30 }), fc.integer({ min: 0, max: 10 }))
	.map(([from, length]): Interval => ({ from, to: from + length }));
const intervals = fc.array(interval, { maxLength: 6 });

/** The whole moments of `list`: what intervals are, without any arithmetic. */
function moments(list: Interval[]): Set<number> {
	const all = new Set<number>();
	for (const { from, to } of list) for (let t = from; t < to; t++) all.add(t);
	return all;
}

function isSortedAndApart(list: Interval[]): boolean {
	return list.every(({ from, to }, i) => from < to && (list[i - 1]?.to ?? -1) < from);
}

describe('intervals', () => {
	it('given any list, when united, then it holds the same moments, sorted and apart', () => {
		fc.assert(
			fc.property(intervals, (list) => {
				expect(moments(union(list))).toEqual(moments(list));
				expect(isSortedAndApart(union(list))).toBe(true);
			}),
		);
	});

	it('given two lists, when one is taken from the other, then only the moments of the first stay', () => {
		fc.assert(
			fc.property(intervals, intervals, (list, without) => {
				const rest = subtract(union(list), without);
				const gone = moments(without);
				expect(moments(rest)).toEqual(new Set([...moments(list)].filter((t) => !gone.has(t))));
				expect(isSortedAndApart(rest)).toBe(true);
			}),
		);
	});

	it('given two lists, when intersected, then the moments of both stay', () => {
		fc.assert(
			fc.property(intervals, intervals, (a, b) => {
				const inB = moments(b);
				const both = new Set([...moments(a)].filter((t) => inB.has(t)));
				expect(moments(intersect(a, b))).toEqual(both);
			}),
		);
	});

	it('given a list, when split, then no piece is too long and none is empty', () => {
		fc.assert(
			fc.property(intervals, fc.integer({ min: 1, max: 7 }), (list, max) => {
				const pieces = split(union(list), max);
				expect(moments(pieces)).toEqual(moments(list));
				expect(pieces.every(({ from, to }) => to > from && to - from <= max)).toBe(true);
			}),
		);
	});
});
