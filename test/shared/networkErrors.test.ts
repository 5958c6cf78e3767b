import { ServiceError } from '../../nodes/shared/errors';
import {
	httpStatusError,
	networkError,
	networkErrorTable,
	unexpectedAnswer,
	unreadable,
} from '../../nodes/shared/networkErrors';
import { notJson } from '../../nodes/shared/http';
import { useVirtualClock } from '../support/clock';

const clock = useVirtualClock();
const origin = 'https://pbx.example.com';
const withCode = (code: string) => Object.assign(new Error('getaddrinfo'), { code });

describe('networkError', () => {
	test.each(Object.keys(networkErrorTable).filter((code) => !['SSRF', 'OTHER'].includes(code)))(
		'%s',
		(code) => {
			const error = networkError(withCode(code), origin);

			expect(error).toBeInstanceOf(ServiceError);
			expect(error.what).toContain('pbx.example.com');
			expect(error.what).not.toContain('{host}');
			expect(error.advice).toMatch(/\.$/);
			expect(error.serviceCode).toBe(code);
		},
	);

	test.each([
		['ECONNABORTED', 'did not answer in time'],
		['ENETUNREACH', 'cannot be reached'],
		['EPIPE', 'broke off'],
		['SELF_SIGNED_CERT_IN_CHAIN', 'is not trusted'],
		['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'is not trusted'],
		['ERR_TLS_CERT_ALTNAME_INVALID', 'another name'],
		['CERT_HAS_EXPIRED', 'has expired'],
		['EPROTO', 'does not speak HTTPS'],
		['ESOMETHING', 'The connection to pbx.example.com failed'],
	])('%s is told as "%s"', (code, part) => {
		expect(networkError(withCode(code), origin).what).toContain(part);
	});

	test('the code is found in causes, behind codes that say nothing', () => {
		const wrapped = new Error('n8n', {
			cause: Object.assign(new Error('axios', { cause: withCode('ECONNREFUSED') }), {
				code: 'ERR_BAD_REQUEST',
			}),
		});

		expect(networkError(wrapped, origin).serviceCode).toBe('ECONNREFUSED');
	});

	test('our own patience is a time-out', () => {
		const error = networkError(new DOMException('late', 'TimeoutError'), origin);

		expect(error).toMatchObject({ serviceCode: 'ETIMEDOUT', repeat: true });
	});

	test.each(['what', null, undefined, {}, 17])('%j is a failed connection', (thrown) => {
		expect(networkError(thrown, origin).what).toBe('The connection to pbx.example.com failed.');
	});

	test('no sentence holds what the error says, which may be a link', () => {
		const error = networkError(new Error('connect https://pbx/?access_token=secret'), origin);

		expect(`${error.message} ${error.stack}`).not.toContain('secret');
	});
});

describe('an address in the LAN without a port that does not answer', () => {
	test.each(['ECONNREFUSED', 'ETIMEDOUT', 'EHOSTUNREACH', 'ECONNABORTED'])(
		'%s: names port 8088',
		(code) => {
			for (const host of ['192.168.5.150', '10.1.2.3', '172.16.0.1', '172.31.255.1']) {
				for (const scheme of ['https', 'http']) {
					const { advice } = networkError(withCode(code), `${scheme}://${host}`);
					expect(advice).toContain(`try https://${host}:8088 as Base URL`);
				}
			}
		},
	);

	test.each([
		'https://192.168.5.150:8088',
		'https://172.32.0.1',
		'https://11.0.0.1',
		'https://pbx.example.com',
		'https://10.example.com',
	])('%s does not get that advice', (other) =>
		expect(networkError(withCode('ECONNREFUSED'), other).advice).not.toContain(
			'listens on port 8088',
		),
	);

	test('nor does a certificate', () => {
		const error = networkError(withCode('DEPTH_ZERO_SELF_SIGNED_CERT'), 'https://192.168.5.150');
		expect(error.advice).toContain('Ignore SSL Issues');
	});
});

describe('httpStatusError', () => {
	test.each([200, 204, 299])('%d is none', (status) => {
		expect(httpStatusError(origin, status, {})).toBeUndefined();
	});

	test.each([
		[302, 'another address', false, 'configuration-invalid'],
		[400, 'refused the request (HTTP 400)', false, 'configuration-invalid'],
		[404, 'refused the request (HTTP 404)', false, 'configuration-invalid'],
		[408, 'cannot answer at the moment', true, 'temporarily-unavailable'],
		[429, 'too many requests', true, 'rate-limited'],
		[500, 'cannot answer at the moment', true, 'temporarily-unavailable'],
		[599, 'cannot answer at the moment', true, 'temporarily-unavailable'],
	])('%d: %s (tried again: %s)', (status, part, repeat, cause) => {
		const error = httpStatusError(origin, status, {});

		expect(error?.what).toContain(part);
		expect(error).toMatchObject({ repeat, failure: { cause }, serviceCode: `HTTP ${status}` });
	});

	test.each([
		['7', 7000],
		['0.5', 500],
		['Thu, 04 Jun 2026 12:01:00 GMT', 60_000],
		['Thu, 04 Jun 2026 11:59:00 GMT', undefined],
		['0', undefined],
		['-1', undefined],
		['soon', undefined],
		['', undefined],
	])('Retry-After %j is %j ms', (value, expected) => {
		expect(clock.now()).toBe(Date.UTC(2026, 5, 4, 12));
		for (const status of [429, 503]) {
			const error = httpStatusError(origin, status, { 'retry-after': value });
			expect(error?.failure?.retryAfterMs).toBe(expected);
		}
	});
});

test.each([
	['', 'an empty answer', true],
	['  \n', 'an empty answer', true],
	['<!DOCTYPE html>', 'a web page instead of data', false],
	[' {"errcode":', 'an answer that was cut off', true],
	['[1,', 'an answer that was cut off', true],
	['Forbidden', 'an answer that is no JSON', false],
])('%j is told as %s', (text, came, repeat) => {
	expect(notJson(origin, text)).toMatchObject({ what: `pbx.example.com gave ${came}.`, repeat });
});

test('an answer in another form is told with what does not fit, and is not tried again', () => {
	expect(unexpectedAnswer('"id" is missing')).toMatchObject({
		repeat: false,
		failure: { cause: 'node-defect' },
	});
	expect(unexpectedAnswer('"id" is missing').what).toContain(': "id" is missing.');
	expect(unreadable(origin, 'a file', true)).toMatchObject({
		failure: { cause: 'temporarily-unavailable' },
	});
});
