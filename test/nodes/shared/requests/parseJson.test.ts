import fc from 'fast-check';

import { parseJson } from '../../../../nodes/shared/requests/parseJson';

const documents = fc
	.tuple(fc.jsonValue(), fc.constantFrom(undefined, 1, '\t'))
	.map(([value, indent]) => JSON.stringify(value, null, indent));
const anyLength = fc.integer({ min: 0, max: 30 });

/** As JSON again, where `__proto__` is a key like any other; null for an error. */
function outcome(parse: () => unknown): string | null {
	try {
		return JSON.stringify(parse());
	} catch (error) {
		expect(error).toBeInstanceOf(SyntaxError);
		return null;
	}
}

test('gives what JSON.parse gives', () => {
	fc.assert(
		fc.property(documents, anyLength, (text, longBytes) => {
			const given = outcome(() => parseJson(Buffer.from(text), longBytes));
			expect(given).toBe(outcome(() => JSON.parse(text)));
		}),
		{ numRuns: 300 },
	);
});

test('takes no more than JSON.parse', () => {
	const spoils = fc.constantFrom(
		'',
		'"',
		'\\',
		',',
		':',
		'[',
		']',
		'{',
		'}',
		'\v',
		'\u00a0',
		'\uFEFF',
		'1',
	);
	fc.assert(
		fc.property(
			documents,
			anyLength,
			fc.nat(),
			fc.nat(3),
			spoils,
			(text, longBytes, at, cut, put) => {
				const place = at % (text.length + 1);
				const spoilt = Buffer.from(text.slice(0, place) + put + text.slice(place + cut));
				const given = outcome(() => parseJson(spoilt, longBytes));
				expect(given).toBe(outcome(() => JSON.parse(spoilt.toString())));
			},
		),
		{ numRuns: 1000 },
	);
});

test.each([
	'[]',
	'[ ]',
	'{ }',
	'[1,]',
	'{"a":1,}',
	'{"a":1,"a":2}',
	'{"é😀\\"":{"__proto__":[1]}}',
	'{"__proto__":{"polluted":true}}',
	'[{"a":[1}]',
	`{"${'k'.repeat(300)}":[1]}`,
])('%s', (text) => {
	const given = outcome(() => parseJson(Buffer.from(text), 0));
	expect(given).toBe(outcome(() => JSON.parse(text)));
});

test('takes what is nested deeper than the stack is', () => {
	const deep = '['.repeat(200_000) + ']'.repeat(200_000);
	expect(parseJson(Buffer.from(deep), 0)).toHaveLength(1);
});
