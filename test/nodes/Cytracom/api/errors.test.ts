import fc from 'fast-check';

import { errorTable, requireOk } from '../../../../nodes/Cytracom/api/errors';
import { ServiceError } from '../../../../nodes/shared/requests/errors';

const origin = 'https://api.cytracom.net';
const failureOf = (status: number, json: unknown, headers: Record<string, string> = {}) => {
	try {
		requireOk(origin, status, headers, json);
		return undefined;
	} catch (error) {
		if (error instanceof ServiceError) return error;
		throw error;
	}
};

test.each(Object.entries(errorTable))('%s is told in whole sentences', (_, { what, advice }) => {
	expect(what).toMatch(/^[A-Z].*[^.]\.$/);
	expect(advice).toMatch(/^[A-Z].*[^.]\.$/);
});

test.each([
	['credential-invalid', ['401', '403']],
	['rate-limited', ['rateLimited']],
	['temporarily-unavailable', ['bad_cursor', 'other']],
	['configuration-invalid', ['invalid_date_range', 'to_date_in_future', 'retention_exceeded']],
	[
		'node-defect',
		[
			...['missing_from_date', 'missing_to_date', 'invalid_from_date', 'invalid_to_date'],
			...['window_too_large', 'invalid_page_size'],
		],
	],
])('to n8n %s are %j', (cause, codes) => {
	const found = Object.keys(errorTable).filter((code) => errorTable[code]!.cause === cause);
	expect(found).toEqual(codes);
});

test('a code that repeats the token is not told', () => {
	const error = failureOf(400, { code: 400, error_code: 'bad token d41d8cd98f00b204e980' });

	expect(error?.serviceCode).toBe('bad token …');
});

test.each([
	[401, {}, 'credential-invalid', false],
	[403, { msg: 'Invalid or expired token' }, 'credential-invalid', false],
	[403, { message: 'Rate limit exceeded' }, 'rate-limited', true],
	[403, { message: 'Too many requests' }, 'rate-limited', true],
	[429, {}, 'rate-limited', true],
	[500, {}, 'temporarily-unavailable', true],
	[503, { error_code: 'maintenance' }, 'temporarily-unavailable', true],
	[500, { error_code: 'maintenance' }, 'temporarily-unavailable', true],
	[499, { error_code: 'maintenance' }, 'temporarily-unavailable', false],
	[400, { error_code: 'retention_exceeded' }, 'configuration-invalid', false],
	[400, { error_code: 'window_too_large' }, 'node-defect', false],
	[400, { error_code: 'never_heard' }, 'temporarily-unavailable', false],
	[400, { error_code: 'bad_cursor', msg: 'Limit reached' }, 'temporarily-unavailable', false],
	[401, { message: 'Rate limit exceeded' }, 'credential-invalid', false],
	[404, {}, 'configuration-invalid', false],
	[300, {}, 'configuration-invalid', false],
])('%d with %j is %s; asked again: %s', (status, body, cause, repeat) => {
	const error = failureOf(status, { code: status, ...body });

	expect(error?.failure?.cause).toBe(cause);
	expect(error?.repeat).toBe(repeat);
});

test('a body may tell an error that the status hides', () => {
	expect(failureOf(200, { code: 300 })?.serviceCode).toBe('HTTP 300');
	expect(failureOf(200, { code: 299 })).toBeUndefined();
	expect(failureOf(299, {})).toBeUndefined();
	expect(failureOf(401, {})?.serviceCode).toBe('HTTP 401');
	expect(failureOf(300, {})?.serviceCode).toBe('HTTP 300');
	expect(failureOf(300, { code: 200 })?.serviceCode).toBe('HTTP 300');
	expect(failureOf(200, {})).toBeUndefined();
});

test('where the body is none of Cytracom’s, the status tells', () => {
	for (const body of ['nothing here', null, []]) {
		expect(failureOf(404, body)?.what).toBe('api.cytracom.net rejected the request (HTTP 404).');
	}
	expect(failureOf(200, 'fine')?.failure?.cause).toBe('node-defect');
});

test('the wait that Cytracom asks for is told on', () => {
	const limited = failureOf(403, {}, { 'retry-after': '7' });

	expect(limited).toMatchObject({ serviceCode: 'HTTP 403', failure: { retryAfterMs: 7000 } });
	expect(failureOf(429, {})?.failure).toEqual({ cause: 'rate-limited' });
});

test('whatever comes, it is a success or an error in sentences', () => {
	const word = fc.oneof(fc.constantFrom('constructor', '__proto__', 'hasOwnProperty'), fc.string());
	const body = fc.oneof(
		fc.record(
			{
				code: fc.oneof(fc.integer({ min: 0, max: 999 }), fc.anything()),
				error_code: fc.oneof(word, fc.anything()),
				msg: fc.oneof(word, fc.anything()),
			},
			{ requiredKeys: [] },
		),
		fc.anything(),
	);
	fc.assert(
		fc.property(fc.integer({ min: 200, max: 599 }), body, (status, json) => {
			const error = failureOf(status, json);
			if (status >= 300) expect(error).toBeDefined();
			if (error) expect(error.message).toMatch(/^\S[^]*\.( \(Code [^)]+\))?$/);
		}),
	);
});
