import { exponents, ratios, spreadOf, verdictOn } from './statistics';

test('one slow run of five changes the spread, not the median', () => {
	expect(spreadOf([12, 10, 900, 11, 13])).toEqual({ median: 12, least: 10, most: 900 });
	expect(spreadOf([1, 2]).median).toBe(1.5);
	expect(() => spreadOf([])).toThrow(RangeError);
});

test('a machine that is busy in some rounds gives the same ratios', () => {
	const slower = [1, 3, 1, 10, 1];
	const ours = slower.map((times) => 20 * times);
	const theirs = slower.map((times) => 100 * times);

	expect(spreadOf(ratios(ours, theirs))).toEqual({ median: 0.2, least: 0.2, most: 0.2 });
});

test('a step that grows with the square is found', () => {
	const [linear] = exponents([1000], 10, [100]);
	const [square] = exponents([10_000], 10, [100]);

	expect(verdictOn(spreadOf([linear!]), { atMost: 1.1 })).toBe('met');
	expect(verdictOn(spreadOf([square!]), { atMost: 1.1 })).toBe('missed');
});

test.each([
	[{ atMost: 2 }, 'met'],
	[{ atMost: 1.9 }, 'missed'],
	[{ atLeast: 2 }, 'met'],
	[{ atLeast: 2.1 }, 'missed'],
	[{}, 'no target'],
])('the verdict on a median of 2 with the target %j', (target, verdict) => {
	expect(verdictOn(spreadOf([0, 2, 50]), target)).toBe(verdict);
});
