import fc from 'fast-check';
import { z } from 'zod';

import {
	issuesOf,
	listOf,
	number,
	objectOf,
	requiredText,
	text,
	vendorObject,
} from '../../../nodes/shared/requests/schema';

const schema = vendorObject({ id: requiredText, name: text, count: number });

function read<Schema extends z.ZodTypeAny>(of: Schema, value: unknown): z.output<Schema> | string {
	const parsed = of.safeParse(value);
	return parsed.success ? (parsed.data as z.output<Schema>) : issuesOf(parsed.error);
}

test.each([undefined, null, '', ' ', '\t\n'])('%j is nothing', (nothing) => {
	expect(read(schema, { id: 'x', name: nothing, count: nothing })).toEqual({
		id: 'x',
		name: null,
		count: null,
	});
	expect(read(schema, { id: nothing })).toBe('"id" is missing');
	expect(read(listOf(number), nothing)).toEqual([]);
	expect(read(objectOf(schema), nothing)).toBe('"id" is missing');
});

test.each([
	[17, '17', 17],
	['17', '17', 17],
	['-1.5e3', '-1.5e3', -1500],
	[' 3 ', ' 3 ', 3],
	[0, '0', 0],
])('%j is a text and a number', (value, asText, asNumber) => {
	expect(read(schema, { id: value, name: value, count: value })).toEqual({
		id: asText,
		name: asText,
		count: asNumber,
	});
});

test.each([
	[{ id: [] }, '"id": a text is due, a list came'],
	[{ id: {} }, '"id": a text is due, an object came'],
	[{ id: 'x', name: true }, '"name": a text is due, boolean came'],
	[{ id: 'x', count: 'many' }, '"count": a number is due, a text came'],
	[{ id: 'x', count: [1] }, '"count": a number is due, a list came'],
	[{}, '"id" is missing'],
	[null, 'an object is due, null came'],
	[[], 'an object is due, a list came'],
	['x', 'an object is due, a text came'],
])('%j: %s', (value, sentence) => {
	expect(read(schema, value)).toBe(sentence);
});

test('no number is without end', () => {
	for (const count of ['1e999', 'Infinity', Infinity]) {
		expect(read(schema, { id: 'x', count })).toBe('"count": Number must be finite');
	}
});

test('lists and objects in each other say where something does not fit, three places at most', () => {
	const nested = vendorObject({ data: objectOf(vendorObject({ rows: listOf(schema) })) });
	const rows = [{ id: 1 }, 2, { id: [] }, { count: 'x' }];

	expect(read(nested, { data: { rows: [{ id: 1 }] } })).toEqual({
		data: { rows: [{ id: '1', name: null, count: null }] },
	});
	expect(read(nested, { data: { rows } })).toBe(
		'"data.rows.1": an object is due, a number came; "data.rows.2.id": a text is due, a list came; "data.rows.3.id" is missing',
	);
	expect(read(nested, { data: [] })).toEqual({ data: { rows: [] } });
	expect(read(nested, { data: [1] })).toBe('"data": an object is due, a list came');
	expect(read(z.object({ data: schema }), {})).toBe('"data": an object is due, nothing came');
	expect(read(nested, { data: { rows: {} } })).toBe('"data.rows": a list is due, an object came');
});

test('fields that nobody asked for are left aside, dangerous ones too', () => {
	const value: unknown = JSON.parse('{"id":"x","__proto__":{"name":"y"},"constructor":1,"more":2}');

	expect(read(schema, value)).toEqual({ id: 'x', name: null, count: null });
});

test('anything is read or told, and never throws', () => {
	const nested = vendorObject({ id: requiredText, rows: listOf(schema), extra: objectOf(schema) });
	fc.assert(
		fc.property(
			fc.oneof(fc.jsonValue(), fc.record({ id: fc.jsonValue(), rows: fc.jsonValue() })),
			(value) => {
				const parsed = nested.safeParse(value);
				if (!parsed.success) expect(issuesOf(parsed.error)).not.toBe('');
			},
		),
	);
});

describe('what fits is read without zod, which takes twenty times as long', () => {
	afterEach(() => jest.restoreAllMocks());
	/** How often zod reads a value; each schema has its own bound `safeParse`, made with the schema. */
	const readings = (value: unknown) => {
		const safeParse = jest.spyOn(z.ZodType.prototype, 'safeParse');
		const row = vendorObject({ id: requiredText, name: text, count: number });
		listOf(vendorObject({ rows: listOf(row), texts: listOf(text) })).safeParse(value);
		return safeParse.mock.calls.length;
	};
	const row = { id: 'x', name: 'y', count: 1 };

	test.each([
		[[]],
		[null],
		[[{ rows: [row], texts: ['a', null, 1] }]],
		[[{ rows: [{ id: 17, name: null, count: null }], texts: null }]],
		[[{ rows: [{ id: '1', name: ' ', count: '2' }], texts: '' }]],
	])('%j', (value) => expect(readings(value)).toBe(1));

	test.each([
		[1],
		[[{ rows: [{ ...row, id: null }] }]],
		[[{ rows: [{ ...row, count: 'x' }] }]],
		[[1]],
	])('%j does not fit, so zod says why', (value) => expect(readings(value)).toBeGreaterThan(1));
});
