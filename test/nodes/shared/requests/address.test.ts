import fc from 'fast-check';

import { ServiceError } from '../../../../nodes/shared/requests/errors';
import { parseAddress } from '../../../../nodes/shared/requests/address';
import { bindingOf, originOf } from '../../../../nodes/Yeastar/api/credentials';

test.each([
	['https://192.168.5.150:8088', 'https://192.168.5.150:8088'],
	['192.168.5.150:8088', 'https://192.168.5.150:8088'],
	['192.168.5.150', 'https://192.168.5.150'],
	['pbx:8088/', 'https://pbx:8088'],
	['http://pbx.local:80/openapi', 'http://pbx.local'],
	[
		'https://name.example.yeastarcloud.com/openapi/v1.0?x=y#z',
		'https://name.example.yeastarcloud.com',
	],
	[' HTTPS://Name.Example.com:443/ \n', 'https://name.example.com'],
	['https://user:pass@pbx.example.com', 'https://pbx.example.com'],
	['[fe80::1]:8088', 'https://[fe80::1]:8088'],
	['httpserver.example.com', 'https://httpserver.example.com'],
])('%j is %s', (text, origin) => {
	expect(originOf(text)).toBe(origin);
});

test.each([
	'',
	'  ',
	'my pbx',
	'pbx,8088',
	'pbx;8088',
	'ftp://pbx',
	'file:///etc',
	'htps://pbx',
	'https//pbx',
	'https:/pbx',
	'https:',
	'http://',
	'pbx:80a',
	'https://pbx:99999',
	'javascript:alert(1)',
])('%j is refused with an example', (text) => {
	expect(() => originOf(text)).toThrow(ServiceError);
	expect(() => originOf(text)).toThrow(
		/^The Base URL is (empty|not a valid web address)\. .*https:\/\/192\.168\.5\.150:8088/,
	);
});

test('what to enter is said where there is nothing, and where it is no address', () => {
	const refusal = (text: string) => {
		try {
			return parseAddress(text, 'an address');
		} catch (error) {
			return { ...(error as ServiceError) };
		}
	};
	const advice = 'Enter an address in the credential.';
	const failure = { cause: 'configuration-invalid' };
	expect(refusal(' ')).toMatchObject({ what: 'The Base URL is empty.', advice, failure });
	expect(refusal('a b')).toMatchObject({
		what: 'The Base URL is not a valid web address.',
		advice,
		failure,
	});
});

test.each([
	['myhttp', 'myhttp'],
	['xhttps', 'xhttps'],
	['pbx?next=http://x', 'pbx'],
])('%s is a name like any other', (text, host) => {
	expect(parseAddress(text, 'x').hostname).toBe(host);
});

test.each(['http', 'https', 'http//pbx'])('%s is a scheme alone', (text) => {
	expect(() => parseAddress(text, 'x')).toThrow('is not a valid web address');
});

test('whatever is entered, it is an address or refused in a sentence', () => {
	fc.assert(
		fc.property(fc.oneof(fc.string(), fc.webUrl()), (text) => {
			try {
				expect(['http:', 'https:']).toContain(parseAddress(text, 'x').protocol);
			} catch (error) {
				expect(error).toBeInstanceOf(ServiceError);
			}
		}),
	);
});

test('a token is bound to address, ID and secret, however the address is written', () => {
	const credentials = { baseUrl: 'pbx:8088', clientId: 'a', clientSecret: 'b' } as Parameters<
		typeof bindingOf
	>[0];
	const binding = bindingOf(credentials);

	expect(bindingOf({ ...credentials, baseUrl: 'https://pbx:8088/openapi' })).toBe(binding);
	for (const change of [
		{ baseUrl: 'pbx' },
		{ clientId: 'ab', clientSecret: '' },
		{ clientSecret: 'c' },
	]) {
		expect(bindingOf({ ...credentials, ...change })).not.toBe(binding);
	}
});
