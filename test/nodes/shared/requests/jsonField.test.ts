import fc from 'fast-check';

import { textField } from '../../../../nodes/shared/requests/jsonField';
import { splitJsonList } from '../../../../nodes/shared/requests/jsonRecords';

const legIdOf = textField('leg_id');
const read = (text: string) => legIdOf([Buffer.from(text)]);

/** A text as JSON may have it: as usual, or some of its characters escaped, with digits of either case. */
const written = (value: string): fc.Arbitrary<string> => {
	const escaped = (char: string) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;
	const upper = (char: string) => escaped(char).toUpperCase().replace('U', 'u');
	const plain = (text: string) => JSON.stringify(text).slice(1, -1);
	const forms = value
		.split('')
		.map((char) => fc.constantFrom(plain, escaped, upper).map((write) => write(char)));
	return fc.oneof(
		{ weight: 20, arbitrary: fc.constant(JSON.stringify(value)) },
		fc.tuple(...forms).map((chars) => `"${chars.join('')}"`),
	);
};

const keys = fc.constantFrom('leg_id', 'leg_id', '_id', 'leg_id"', '\\"leg_id', 'a,{"leg_id":"b"');
const ids = fc.stringMatching(/^[\w .:@#-]{1,40}$/);
const texts = fc.oneof(ids, fc.string({ unit: 'binary' }), keys);
const blanks = fc.constantFrom('', '', ' ', '\r\n\t');

/** JSON with the key anywhere, any number of times. */
const { object: objects } = fc.letrec<{ value: string; object: string }>((tie) => ({
	value: fc.oneof(
		{ weight: 6, arbitrary: texts.chain(written) },
		fc.jsonValue().map((value) => JSON.stringify(value)),
		fc.array(tie('value'), { maxLength: 3 }).map((list) => `[${list.join(',')}]`),
		tie('object'),
	),
	object: fc
		.array(fc.tuple(keys.chain(written), blanks, blanks, tie('value')), {
			minLength: 1,
			maxLength: 4,
		})
		.map((fields) => {
			const all = fields.map(([key, before, after, value]) => {
				return `${before}${key}${after}:${before}${value}${after}`;
			});
			return `{${all.join(',')}}`;
		}),
}));

test('reads of any object what JSON.parse reads, or nothing', () => {
	let found = 0;
	fc.assert(
		fc.property(objects, (object) => {
			const value = read(object);
			if (value === undefined) return;
			found += 1;
			expect(value).toBe((JSON.parse(object) as { leg_id: unknown }).leg_id);
		}),
		{ numRuns: 3000 },
	);
	expect(found).toBeGreaterThan(100);
});

const plainObjects = fc
	.tuple(fc.dictionary(fc.stringMatching(/^[a-k]{1,5}$/), fc.jsonValue()), ids, fc.nat())
	.map(([fields, id, place]) => {
		const entries = Object.entries(fields);
		entries.splice(place % (entries.length + 1), 0, ['leg_id', id]);
		return Object.fromEntries(entries);
	})
	.filter((object) => !/\\u00[567]/.test(JSON.stringify(object)));

test('finds a plain text behind any fields, in a list cut anywhere', async () => {
	const cuts = fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 4 });
	await fc.assert(
		fc.asyncProperty(
			fc.array(plainObjects, { maxLength: 4 }),
			cuts,
			fc.constantFrom(undefined, '\t'),
			async (list, sizes, indent) => {
				const bytes = Buffer.from(`\uFEFF${JSON.stringify(list, null, indent)}`);
				const pieces = async function* () {
					for (let at = 0, cut = 0; at < bytes.length; cut++) {
						const size = sizes[cut % sizes.length]!;
						yield await Promise.resolve(bytes.subarray(at, at + size));
						at += size;
					}
				};
				const found: unknown[] = [];
				for await (const element of splitJsonList(pieces())) found.push(legIdOf(element));
				expect(found).toEqual(list.map(({ leg_id: id }) => id));
			},
		),
		{ numRuns: 300 },
	);
});

test.each([
	['another type', '{"leg_id":5}'],
	['no text', '{"leg_id":null}'],
	['a list', '["leg_id","a"]'],
	['a text', '"leg_id"'],
	['nothing at all', ''],
	['an empty object', '{}'],
	['a nested one alone', '{"a":{"leg_id":"a"}}'],
	['one that comes twice', '{"leg_id":"a","leg_id":"b"}'],
	['one that comes again in other letters', '{"leg_id":"a","\\u006Ceg\\u005fid":"b"}'],
	['one in other letters', '{"leg\\u005fid":"a"}'],
	['an escape in it', '{"leg_id":"a\\/"}'],
	['letters beyond ASCII', '{"leg_id":"é"}'],
	['a text that is cut off', '{"leg_id":"a'],
	['a text longer than any ID', `{"leg_id":"${'a'.repeat(300)}"}`],
	['a brace too many before it', '{"a":1},"leg_id":"a"}'],
	['a second object in place of a comma', '{"leg_id":"a"} {"leg_id":"b"}'],
])('%s gives nothing', (_, text) => {
	expect(read(text)).toBeUndefined();
});

test.each([
	['behind a nested one', '{"a":{"leg_id":"b"},"leg_id":"a"}'],
	['before what is not valid JSON', '{"leg_id":"a","time":}'],
	['beside keys that hold its name', '{"leg_id ":"b","\\"leg_id":"c", "leg_id" :\n"a"}'],
])('%s it is found', (_, text) => {
	expect(read(text)).toBe('a');
});

describe('of a long object in pieces', () => {
	const start = Buffer.from(`{"leg_id":"a","text":"${'x'.repeat(70_000)}"`);
	const cut = (text: string, size: number) => {
		const bytes = Buffer.from(text);
		const count = Math.ceil(bytes.length / size);
		return Array.from({ length: count }, (_, at) => bytes.subarray(at * size, (at + 1) * size));
	};

	test.each([
		[',"leg":"leg_i","\\u004c":1}', 'a'],
		[',"leg_id":"b"}', undefined],
		[',"\\u006ceg_id":"b"}', undefined],
		[',"lists":[{"leg_id":"b"}]}', undefined],
	])('%s at its end: %s', (end, expected) => {
		for (let size = 1; size <= end.length; size++) {
			expect(legIdOf([start, ...cut(end, size)])).toBe(expected);
		}
	});

	test('the text is looked for near the beginning alone', () => {
		const text = `{"text":"${'x'.repeat(70_000)}","leg_id":"a"}`;
		expect(legIdOf(cut(text, 1000))).toBeUndefined();
		expect(legIdOf(cut(`{"leg_id":"a",${text.slice(1, 70_000)}"}`, 7))).toBe('a');
	});
});
