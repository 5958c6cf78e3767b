import fc from 'fast-check';
import { z } from 'zod';

import {
	issuesOf,
	listOf,
	number,
	objectOf,
	readerOf,
	requiredText,
	text,
	vendorObject,
} from '../../../../nodes/shared/requests/schema';

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
	[{ id: [] }, '"id": expected text, got a list'],
	[{ id: {} }, '"id": expected text, got an object'],
	[{ id: 'x', name: true }, '"name": expected text, got boolean'],
	[{ id: 'x', count: 'many' }, '"count": expected a number, got text'],
	[{ id: 'x', count: [1] }, '"count": expected a number, got a list'],
	[{}, '"id" is missing'],
	[null, 'expected an object, got null'],
	[[], 'expected an object, got a list'],
	['x', 'expected an object, got text'],
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
		'"data.rows.1": expected an object, got a number; "data.rows.2.id": expected text, got a list; "data.rows.3.id" is missing',
	);
	expect(read(nested, { data: [] })).toEqual({ data: { rows: [] } });
	expect(read(nested, { data: [1] })).toBe('"data": expected an object, got a list');
	expect(read(z.object({ data: schema }), {})).toBe('"data": expected an object, got nothing');
	expect(read(nested, { data: { rows: {} } })).toBe('"data.rows": expected a list, got an object');
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
	const row = vendorObject({ id: requiredText, name: text, count: number, more: z.unknown() });
	const rows = listOf(
		vendorObject({ rows: listOf(row), extra: objectOf(row), texts: listOf(text) }),
	);
	const good = { id: 'x', name: 'y', count: 1, more: [] };

	test.each([
		[[]],
		[null],
		[[{ rows: [good], extra: good, texts: ['a', null, 1] }]],
		[[{ rows: [{ ...good, id: 17, name: null, count: null }], extra: good, texts: null }]],
		[[{ rows: [{ ...good, id: '1', name: ' ', count: '2' }], extra: good, texts: '' }]],
	])('%j', (value) => {
		const expected = rows.parse(value);
		const safeParse = jest.spyOn(rows, 'safeParse');
		expect(readerOf(rows)(value)).toEqual({ success: true, data: expected });
		expect(safeParse).not.toHaveBeenCalled();
		safeParse.mockRestore();
	});

	test('and whatever comes, it is what zod makes of it', () => {
		const read = readerOf(rows);
		const some = fc.oneof(fc.jsonValue(), fc.constantFrom(good, ' ', '1e999', 7));
		const one = fc.record({ rows: fc.array(some), extra: some, texts: fc.array(some) });
		const odd = readerOf(
			z.record(
				z.enum(['a', 'b']),
				z.string().transform((word) => word.length),
			),
		);
		fc.assert(
			fc.property(fc.oneof(some, fc.array(fc.oneof(one, some))), (value) => {
				expect(read(value)).toEqual(rows.safeParse(value));
			}),
		);
		expect(odd({ a: 'four' })).toEqual({ success: true, data: { a: 4 } });
	});
});
