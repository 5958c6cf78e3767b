import type { IHttpRequestOptions } from 'n8n-workflow';

import { ServiceError } from '../../../../nodes/shared/requests/errors';
import { toOwnHost } from '../../../../nodes/shared/requests/ownHost';

const origin = 'https://api.example:8088';
const base = `${origin}/v1.0`;
/** As n8n's HTTP Request node has it. */
const fromUri = (uri: string, more = {}) => ({ uri, ...more }) as unknown as IHttpRequestOptions;

test.each([
	['/calls?from=a%20b', '/v1.0/calls?from=a%20b'],
	[
		`${origin}/v2/calls?from=2026-06-01&to=2026-06-02#top`,
		'/v2/calls?from=2026-06-01&to=2026-06-02',
	],
	['https://API.example:8088/calls', '/calls'],
])('%s goes to the host as %s', (url, path) => {
	expect(toOwnHost({ url }, base)).toMatchObject({ baseURL: origin, url: path });
	if (url.startsWith('http')) {
		expect(toOwnHost(fromUri(url), base)).toMatchObject({ baseURL: origin, url: path });
	}
});

test('an address below one of its own is left there', () => {
	expect(toOwnHost({ url: '/calls', baseURL: origin }, base).url).toBe('/calls');
});

test('what else the request has stays, and it has a name', () => {
	const request = { url: '/a', qs: { b: 1 }, headers: { c: 'd' }, timeout: 5 };

	expect(toOwnHost(request, base)).toEqual({
		...request,
		baseURL: origin,
		url: '/v1.0/a',
		headers: { c: 'd', 'User-Agent': 'n8n-nodes-call-transcripts' },
		disableFollowRedirect: true,
	});
});

test('the HTTP Request node is told in its own words what is not followed and not checked', () => {
	const request = toOwnHost(
		fromUri(`${origin}/a`, { followRedirect: true, followAllRedirects: true }),
		...([base, true] as const),
	);

	expect(request).not.toHaveProperty('uri');
	expect(request).toMatchObject({
		...{ disableFollowRedirect: true, followRedirect: false, followAllRedirects: false },
		...{ skipSslCertificateValidation: true, rejectUnauthorized: false },
	});
	expect(toOwnHost(fromUri(`${origin}/a`), base)).not.toHaveProperty('rejectUnauthorized');
	expect(toOwnHost({ url: '/a' }, base, true)).toMatchObject({
		skipSslCertificateValidation: true,
	});
});

test.each<IHttpRequestOptions>([
	{ url: 'https://elsewhere.example/' },
	{ url: 'http://api.example:8088/v1.0' },
	{ url: 'https://api.example/v1.0' },
	{ url: `https://api.example:8088@elsewhere.example/` },
	{ url: '/a', baseURL: 'https://elsewhere.example' },
	{ url: 'https://elsewhere.example/', baseURL: origin },
	{ url: '//elsewhere.example/a', baseURL: origin },
	fromUri('https://elsewhere.example/a'),
	fromUri('https://elsewhere.example/a', { url: '/a' }),
	fromUri('https://elsewhere.example/a', { baseURL: origin }),
])('%j goes elsewhere: the error says where it may go', (options) => {
	expect.assertions(2);
	try {
		toOwnHost(options, base);
	} catch (error) {
		expect(error).toBeInstanceOf(ServiceError);
		expect(error).toMatchObject({
			what: 'The request does not go to the address in the credential.',
			advice: `Use an address that starts with ${origin}, so that the token is not sent anywhere else.`,
			failure: { cause: 'configuration-invalid' },
		});
	}
});

test('an address is never taken for a host', () => {
	for (const url of ['.elsewhere.example/', '@elsewhere.example/', '//elsewhere.example/a']) {
		expect(new URL(origin + toOwnHost({ url }, base).url).origin).toBe(origin);
	}
	for (const url of ['.elsewhere.example/', '@elsewhere.example/']) {
		expect(() => toOwnHost({ url }, 'https://api.example')).toThrow('does not go to the address');
	}
});
