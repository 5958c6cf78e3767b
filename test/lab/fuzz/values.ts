import fc from 'fast-check';

import { anyHtml } from '../../nodes/shared/record/html/arbitraries';
import { anyText } from '../support/anyText';
import { toText, toTree } from './jsonTree';

/** What stands for "nothing", and what only looks like a number, a truth value or a date. */
const TEXTS = [
	'',
	' ',
	'\u00a0',
	'\n',
	'\0',
	'\ufeff',
	'0',
	'-0',
	'-1',
	'-2',
	'2',
	'12',
	'1e400',
	'0x10',
	'1_000',
	'1,5',
	'NaN',
	'Infinity',
	'null',
	'undefined',
	'true',
	'[object Object]',
	'{}',
	'[]',
	'__proto__',
	'constructor',
	'toString',
	'hasOwnProperty',
	'rejected',
	'10004',
	'60001',
	'40002',
	'\ud800',
	'\udc00a',
	'a\ud83d',
	'\u202e\u2066',
	'={{ $json.id }}',
	'${x}',
	'%s%d%n',
	'../../etc/passwd',
	'//evil.example/api/download/x',
	'/api/download/../../openapi/v1.0/get_token',
	'https://evil.example/api/download/x',
	'javascript:alert(1)',
	'Name<3200>',
	'<3200>',
	'Name<',
	'Agent: words\nCustomer:\n: more\n12:30 o’clock',
];

/** Dates of no calendar, at the ends of every calendar, and in forms that are nearly right. */
const DATES = [
	'2026/02/30 10:00:00',
	'2026-02-30T10:00:00Z',
	'0000-00-00T00:00:00Z',
	'0000/00/00 00:00:00',
	'0001/01/01 00:00:00',
	'9999/12/31 23:59:59',
	'+275760-09-13T00:00:00.000Z',
	'+275760-09-13T00:00:00.001Z',
	'-271821-04-20T00:00:00Z',
	'2026-06-04T24:00:00Z',
	'2026-06-04T25:61:61Z',
	'2026-06-04T10:00:00+99:99',
	'2026-06-04T10:00:00+14:00',
	'2026-06-04',
	'2026-W23-4',
	'2026-155',
	'10:00:00',
	'04/06/2026 10:00:00 PM',
	'13/13/2026 10:00:00',
	'2026/06/04 13:00:00 AM',
	'2026/06/04 00:00:00 PM',
	'1780000000',
	'1780000000000',
	'8640000000000000',
	'8640000000000001',
	'-8640000000000000',
	'1e15',
	'YYYY/MM/DD',
	'hh:mm:ss AM',
	"YYYY'MM'DD",
	'[YYYY]',
	"'",
	'ZZZZ',
];

/** As they are written: a double holds not all of them. */
const NUMBERS = [
	'0',
	'-0',
	'1',
	'-1',
	'0.1',
	'-0.5',
	'2',
	'200',
	'299',
	'300',
	'403',
	'429',
	'500',
	'10004',
	'10005',
	'40002',
	'60001',
	'60002',
	'70082',
	'99999',
	'1e3',
	'1e15',
	'8640000000000',
	'8640000000001',
	'8640000000000000',
	'8640000000000001',
	'-8640000000000001',
	'9007199254740993',
	'1e21',
	'1e300',
	'-1e300',
	'1e400',
	'-1e400',
	'5e-324',
	'0.30000000000000004',
	'123456789012345678901234567890',
];

/** Words that are JSON's own, and words that only JavaScript knows. */
const WORDS = [
	'null',
	'true',
	'false',
	'NaN',
	'undefined',
	'-Infinity',
	"'x'",
	'',
	',',
	'01',
	'+1',
];

/** Objects and lists that a careless program trips over. */
const TRAPS = [
	'{}',
	'[]',
	'[[]]',
	'[null]',
	'[{}]',
	'{"":null}',
	'{"length":3}',
	'{"then":1}',
	'{"toString":1,"valueOf":1}',
	'{"toJSON":"x"}',
	'{"__proto__":{"polluted":true}}',
	'{"__proto__":null}',
	'{"constructor":{"prototype":{"polluted":true}}}',
	'[{"__proto__":{"polluted":true}}]',
	'{"json":{},"binary":{},"pairedItem":99,"error":"x"}',
];

const inQuotes = (text: string) => JSON.stringify(text);

/** Lists or objects in each other: a careless program climbs down until its stack is full. */
const nested = fc
	.record({
		depth: fc.constantFrom(2, 50, 1_000, 20_000),
		inList: fc.boolean(),
	})
	.map(({ depth, inList }) =>
		inList
			? '['.repeat(depth) + ']'.repeat(depth)
			: `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`,
	);

const long = fc
	.record({
		part: fc.constantFrom(
			'a',
			' ',
			'<',
			'<p>',
			'&',
			': ',
			'A: b\n',
			'客',
			'\ud800',
			'1',
			'*',
			'- ',
		),
		times: fc.constantFrom(100, 3_000, 50_000),
	})
	.map(({ part, times }) => inQuotes(part.repeat(times)));

/** A value of JSON, or nearly of JSON, as it is written. */
export const strangeValue: fc.Arbitrary<string> = fc.oneof(
	{ weight: 6, arbitrary: fc.constantFrom(...TEXTS).map(inQuotes) },
	{ weight: 6, arbitrary: fc.constantFrom(...DATES).map(inQuotes) },
	{ weight: 8, arbitrary: fc.constantFrom(...NUMBERS) },
	{ weight: 4, arbitrary: fc.constantFrom(...NUMBERS).map(inQuotes) },
	{ weight: 4, arbitrary: fc.constantFrom('null', 'null', 'true', 'false') },
	{ weight: 1, arbitrary: fc.constantFrom(...WORDS) },
	{ weight: 6, arbitrary: fc.constantFrom(...TRAPS) },
	{ weight: 6, arbitrary: anyHtml.map(inQuotes) },
	{ weight: 3, arbitrary: anyText.map(inQuotes) },
	{ weight: 2, arbitrary: fc.double().map((number) => String(number)) },
	{ weight: 2, arbitrary: fc.jsonValue().map((value) => toText(toTree(value))) },
	{ weight: 1, arbitrary: nested },
	{ weight: 1, arbitrary: long },
);

/** Keys that mean something to JavaScript or to n8n. */
export const strangeKey: fc.Arbitrary<string> = fc.oneof(
	fc.constantFrom(
		...['__proto__', 'constructor', 'prototype', 'toString', 'length', 'then', 'toJSON', '', ' '],
		...['0', 'json', 'error', 'errcode', 'data', 'src', 'dst', 'id', 'next_cursor', 'offset'],
	),
	anyText,
);
