import fc from 'fast-check';
import { safeLabels } from '../../../../nodes/shared/record/labels';

test('labels come through as they are, in an object of their own', () => {
	const labels = { queue: 'support', priority: 2, vip: true, agent: null };
	expect(safeLabels(labels)).toStrictEqual(labels);
	expect(safeLabels(labels)).not.toBe(labels);
});

test.each([null, undefined, 'queue', 7, true, ['support'], () => 'x'])(
	'%p has no labels',
	(value) => {
		expect(safeLabels(value)).toStrictEqual({});
	},
);

test('keys that reach a prototype are dropped', () => {
	const labels = safeLabels(
		JSON.parse('{"__proto__":{"admin":true},"constructor":1,"prototype":2,"a":"b"}'),
	);
	expect(Object.keys(labels)).toEqual(['a']);
	expect(Object.getPrototypeOf(labels)).toBe(Object.prototype);
	expect('admin' in { ...labels }).toBe(false);
});

test('lists and objects become JSON, cut where it is long', () => {
	expect(safeLabels({ tags: ['a', 'b'], where: { city: 'Köln' } })).toStrictEqual({
		tags: '["a","b"]',
		where: '{"city":"Köln"}',
	});
	expect(safeLabels({ fits: ['x'.repeat(996)] }).fits).toBe(`["${'x'.repeat(996)}"]`);
	expect(safeLabels({ long: ['x'.repeat(997)] }).long).toBe(`["${'x'.repeat(997)}"…`);
});

test('what has no JSON is null', () => {
	const cycle: Record<string, unknown> = {};
	cycle.self = cycle;
	const values = { cycle, undefined, nan: NaN, infinite: Infinity, big: 1n };
	expect(Object.values(safeLabels(values))).toEqual([null, null, null, null, null]);
});

test('at most 200 labels are kept, the dropped ones not counted', () => {
	const many = Object.fromEntries(Array.from({ length: 300 }, (_, index) => [`k${index}`, index]));
	expect(Object.keys(safeLabels({ constructor: 1, ...many }))).toHaveLength(200);
});

test('whatever JSON holds gives a flat object', () => {
	fc.assert(
		fc.property(fc.jsonValue(), (value) => {
			for (const label of Object.values(safeLabels(value))) {
				expect(label === null || typeof label !== 'object').toBe(true);
			}
		}),
	);
});
