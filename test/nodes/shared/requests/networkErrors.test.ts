import { ServiceError } from '../../../../nodes/shared/requests/errors';
import {
	badAnswer,
	blockedBySsrfGuard,
	networkError,
	networkErrorTable,
	unexpectedAnswer,
} from '../../../../nodes/shared/requests/networkErrors';
import { notJson } from '../../../../nodes/shared/requests/http';

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
		['ECONNABORTED', 'did not respond in time'],
		['ENETUNREACH', 'cannot reach'],
		['EPIPE', 'closed the connection'],
		['SELF_SIGNED_CERT_IN_CHAIN', 'is not trusted'],
		['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'is not trusted'],
		['ERR_TLS_CERT_ALTNAME_INVALID', 'a different name'],
		['CERT_HAS_EXPIRED', 'has expired'],
		['EPROTO', 'does not use HTTPS'],
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
			for (const host of [
				'192.168.5.150',
				'10.1.2.3',
				'172.16.0.1',
				'172.20.0.1',
				'172.31.255.1',
			]) {
				for (const scheme of ['https', 'http']) {
					const { advice } = networkError(withCode(code), `${scheme}://${host}`);
					expect(advice).toContain(`try https://${host}:8088 as the Base URL`);
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

test.each([
	['', 'an empty response', true],
	['  \n', 'an empty response', true],
	['<!DOCTYPE html>', 'a web page instead of data', false],
	[' {"errcode":', 'a response that was cut off', true],
	['[1,', 'a response that was cut off', true],
	['Forbidden', 'a response that is not JSON', false],
])('%j is told as %s', (text, came, repeat) => {
	expect(notJson(origin, text)).toMatchObject({
		what: `pbx.example.com returned ${came}.`,
		repeat,
	});
});

test('an answer in another form is told with what does not fit, and is not tried again', () => {
	expect(unexpectedAnswer('"id" is missing')).toMatchObject({
		repeat: false,
		failure: { cause: 'node-defect' },
	});
	expect(unexpectedAnswer('"id" is missing').what).toContain(': "id" is missing.');
	expect(badAnswer(origin, 'a file', true)).toMatchObject({
		failure: { cause: 'temporarily-unavailable' },
	});
});

describe('where a failure hides', () => {
	const inCauses = (error: unknown, times: number): unknown =>
		times === 0 ? error : new Error('wrapped', { cause: inCauses(error, times - 1) });

	test('a code is found seven causes deep, and no deeper', () => {
		expect(networkError(inCauses(withCode('EPIPE'), 7), origin).serviceCode).toBe('EPIPE');
		expect(networkError(inCauses(withCode('EPIPE'), 8), origin).serviceCode).toBeUndefined();
	});

	test.each([
		['', undefined],
		[17, undefined],
		['ERR_BAD_RESPONSE', undefined],
		['ERR_STREAM_PREMATURE_CLOSE', 'ERR_STREAM_PREMATURE_CLOSE'],
	])('the code %j is %j', (code, serviceCode) => {
		expect(networkError({ code }, origin).serviceCode).toBe(serviceCode);
	});

	test('an answer that broke off is known by the words of axios', () => {
		const error = networkError(new Error('stream has been aborted'), origin);
		expect(error).toMatchObject({
			...{ what: 'pbx.example.com closed the connection unexpectedly.', serviceCode: 'ECONNRESET' },
		});
	});

	test('n8n’s guard against private addresses is known by the name of its error', () => {
		class SsrfBlockedIpError extends Error {}
		const named = Object.assign(new Error('blocked'), { name: 'SsrfError' });
		for (const error of [new SsrfBlockedIpError('blocked'), named, inCauses(named, 7)]) {
			expect(blockedBySsrfGuard(error, 'https://10.0.0.1:8088')?.what).toBe(
				'n8n is set up to block requests to 10.0.0.1:8088, an address on the local network.',
			);
		}
		for (const other of [inCauses(named, 8), new Error('Ssrf'), 'SsrfError', undefined]) {
			expect(blockedBySsrfGuard(other, origin)).toBeUndefined();
		}
	});
});

test.each([
	['EHOSTDOWN', 'cannot reach'],
	['ERR_STREAM_PREMATURE_CLOSE', 'closed the connection'],
	['DEPTH_ZERO_SELF_SIGNED_CERT', 'is not trusted'],
	['UNABLE_TO_GET_ISSUER_CERT', 'is not trusted'],
	['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'is not trusted'],
	['ERR_SSL_WRONG_VERSION_NUMBER', 'does not use HTTPS'],
])('%s is told as "%s", too', (code, part) => {
	expect(networkError(withCode(code), origin).what).toContain(part);
});

test.each(['https://110.1.2.3', 'https://10.0.0.1.example', 'https://172.15.0.1'])(
	'%s is no address in the LAN',
	(other) => {
		const { advice } = networkError(withCode('ETIMEDOUT'), other);
		expect(advice).toBe(networkErrorTable.ETIMEDOUT?.advice);
	},
);
