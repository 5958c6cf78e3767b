import { deflateSync, gzipSync } from 'node:zlib';

import fc from 'fast-check';

import type { ChangedBytes } from '../simulators';
import { anyText } from '../support/anyText';

/** One change of an answer on the wire. `at` is a part of the body, from 0 to 1. */
export type WireChange =
	| { do: 'cut'; at: number }
	| { do: 'empty' }
	| { do: 'flip'; at: number; bits: number }
	| { do: 'insert'; at: number; text: string }
	| { do: 'double'; from: number; to: number }
	| { do: 'replace'; text: string }
	| { do: 'encode'; encoding: 'utf16le' | 'latin1' | 'base64' | 'hex' }
	| { do: 'compress'; how: keyof typeof compressions; at: number }
	| { do: 'status'; status: number }
	| { do: 'header'; name: string; value: string };

/** What a header says of the body, and what the body is, in all combinations that a proxy gets wrong. */
const compressions = {
	rightGzip: (body: Buffer) => ({ body: gzipSync(body), encoding: 'gzip' }),
	brokenGzip: (body: Buffer) => ({ body: gzipSync(body), encoding: 'gzip', isBroken: true }),
	noGzip: (body: Buffer) => ({ body, encoding: 'gzip' }),
	untoldGzip: (body: Buffer) => ({ body: gzipSync(body), encoding: 'identity' }),
	deflate: (body: Buffer) => ({ body: deflateSync(body), encoding: 'deflate' }),
	noBrotli: (body: Buffer) => ({ body, encoding: 'br' }),
	unknown: (body: Buffer) => ({ body, encoding: 'made-up' }),
};

const PAGES = [
	'<!DOCTYPE html><html><body><form>Log in</form></body></html>',
	'<?xml version="1.0"?><error/>',
	'OK',
	'null',
	'""',
	'0',
	'[]',
	'{}',
	'[null]',
	'[[]]',
	'{"errcode":0}',
	'{"errcode":"0","data":null}',
	'{"code":200,"data":{}}',
	'[{},',
	'[{}}]',
	']',
	'\0\0\0\0',
	'{"errcode":0}{"errcode":0}',
];

const BETWEEN = ['\ufeff', '\0', ' ', '"', '\\', '{', '}', '[', ']', ',', 'null', '\r\n', '\ud83d'];

const HEADERS: Record<string, string[]> = {
	'Content-Type': ['text/html', 'text/plain; charset=made-up', 'image/png', 'x', 'application/xml'],
	Date: ['', 'yesterday', 'Thu, 01 Jan 1970 00:00:00 GMT', 'Fri, 31 Dec 9999 23:59:59 GMT', '0'],
	'Retry-After': ['-1', '0', '1', '1e99', 'soon', 'NaN', 'Fri, 31 Dec 9999 23:59:59 GMT'],
};

const STATUSES = [201, 203, 299, 300, 302, 307, 400, 401, 403, 404, 408, 410, 429, 500, 503, 999];

const header = fc.oneof(
	...Object.entries(HEADERS).map(([name, values]) =>
		fc.record({
			do: fc.constant('header' as const),
			name: fc.constant(name),
			value: fc.constantFrom(...values),
		}),
	),
);

const part = fc.integer({ min: 0, max: 1000 }).map((thousandths) => thousandths / 1000);

export const wireChange: fc.Arbitrary<WireChange> = fc.oneof(
	fc.record({ do: fc.constant('cut' as const), at: part }),
	fc.record({ do: fc.constant('empty' as const) }),
	fc.record({ do: fc.constant('flip' as const), at: part, bits: fc.integer({ min: 1, max: 255 }) }),
	fc.record({
		do: fc.constant('insert' as const),
		at: part,
		text: fc.oneof(fc.constantFrom(...BETWEEN), anyText),
	}),
	fc.record({ do: fc.constant('double' as const), from: part, to: part }),
	fc.record({
		do: fc.constant('replace' as const),
		text: fc.oneof(fc.constantFrom(...PAGES), anyText),
	}),
	fc.record({
		do: fc.constant('encode' as const),
		encoding: fc.constantFrom('utf16le', 'latin1', 'base64', 'hex'),
	}),
	fc.record({
		do: fc.constant('compress' as const),
		how: fc.constantFrom(...(Object.keys(compressions) as (keyof typeof compressions)[])),
		at: part,
	}),
	fc.record({ do: fc.constant('status' as const), status: fc.constantFrom(...STATUSES) }),
	header,
);

/** An answer with changes, one after the other. */
export function changeWire(answer: ChangedBytes, changes: readonly WireChange[]): ChangedBytes {
	return changes.reduce(apply, answer);
}

function apply(answer: ChangedBytes, one: WireChange): ChangedBytes {
	const { body, headers } = answer;
	const index = (at: number) => Math.floor(at * body.length);
	switch (one.do) {
		case 'cut':
			return { ...answer, body: body.subarray(0, index(one.at)) };
		case 'empty':
			return { ...answer, body: Buffer.alloc(0) };
		case 'flip':
			return { ...answer, body: flipped(body, index(one.at), one.bits) };
		case 'insert': {
			const at = index(one.at);
			const parts = [body.subarray(0, at), Buffer.from(one.text), body.subarray(at)];
			return { ...answer, body: Buffer.concat(parts) };
		}
		case 'double': {
			const [from, to] = [index(one.from), index(one.to)];
			return { ...answer, body: Buffer.concat([body.subarray(0, to), body.subarray(from)]) };
		}
		case 'replace':
			return { ...answer, body: Buffer.from(one.text) };
		case 'encode': {
			const text = body.toString();
			const isText = one.encoding === 'base64' || one.encoding === 'hex';
			const encoded = isText ? body.toString(one.encoding) : Buffer.from(text, one.encoding);
			return { ...answer, body: Buffer.from(encoded as Buffer) };
		}
		case 'compress': {
			const { encoding, ...packed } = compressions[one.how](body);
			const isBroken = 'isBroken' in packed;
			const at = Math.floor(one.at * packed.body.length);
			const sent = isBroken ? flipped(packed.body, at, 0x55) : packed.body;
			return { ...answer, body: sent, headers: { ...headers, 'Content-Encoding': encoding } };
		}
		case 'status':
			return { ...answer, status: one.status };
		case 'header':
			return { ...answer, headers: { ...headers, [one.name]: one.value } };
	}
}

function flipped(body: Buffer, at: number, bits: number): Buffer {
	const copy = Buffer.from(body);
	if (at < copy.length) copy[at] = copy[at]! ^ bits;
	return copy;
}
