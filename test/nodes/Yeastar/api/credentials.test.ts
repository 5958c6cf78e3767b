import {
	bindingOf,
	credentialFingerprint,
	originOf,
	storedSession,
	type YeastarCredentials,
} from '../../../../nodes/Yeastar/api/credentials';

test('an address that is none is told with examples', () => {
	expect(originOf('pbx.example:8088/openapi/v1.0')).toBe('https://pbx.example:8088');
	expect(() => originOf('the PBX')).toThrow(
		'The Base URL is not a valid web address. Enter the address of the PBX, such as https://192.168.5.150:8088 or https://name.example.yeastarcloud.com, in the credential.',
	);
});

test('what a token is bound to is a short sign of address, ID and secret, whatever else is there', () => {
	const credentials = { baseUrl: 'https://a.example', clientId: 'b', clientSecret: 'c' };
	const binding = (more: object) => bindingOf({ ...credentials, ...more } as YeastarCredentials);

	expect(binding({})).toMatch(/^[0-9a-f]{16}$/);
	expect(binding({ baseUrl: 'A.example/openapi', timeZone: 'UTC', sessionToken: 'x' })).toBe(
		binding({}),
	);
	for (const change of [
		{ baseUrl: 'https://x.example' },
		{ clientId: 'x' },
		{ clientSecret: 'x' },
	]) {
		expect(binding(change)).not.toBe(binding({}));
	}
	expect(binding({ clientId: 'bc', clientSecret: '' })).not.toBe(binding({ clientId: 'b' }));
});

describe('a stored session', () => {
	const credentials = { baseUrl: 'https://a.example', clientId: 'b', clientSecret: 'c' };
	const withSession = (sessionToken: unknown, more = {}) =>
		({ ...credentials, ...more, sessionToken }) as YeastarCredentials;
	const boundTo = bindingOf(withSession(''));

	test('counts where it was made from the credential as it is', () => {
		const session = { boundTo, token: 'a', expiresAt: 1 };
		const stored = JSON.stringify(session);
		expect(storedSession(withSession(stored))).toEqual(session);
		for (const changed of [
			{ clientSecret: 'x' },
			{ clientId: 'x' },
			{ baseUrl: 'https://x.example' },
		]) {
			expect(storedSession(withSession(stored, changed))).toBeUndefined();
		}
	});

	test.each(['', 'no JSON', 'null', '{}', undefined, { boundTo }])('%j is none', (sessionToken) => {
		expect(storedSession(withSession(sessionToken))).toBeUndefined();
	});

	test('is nothing that a person entered: credentials are told apart by the rest', () => {
		const one = credentialFingerprint(withSession('x'));
		expect(credentialFingerprint(withSession('y'))).toBe(one);
		expect(credentialFingerprint(withSession('x', { timeZone: 'UTC' }))).not.toBe(one);
	});
});
