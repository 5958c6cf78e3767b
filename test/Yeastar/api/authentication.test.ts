import { authenticate, connectionTest } from '../../../nodes/Yeastar/api/authentication';
import type { YeastarCredentials } from '../../../nodes/Yeastar/api/credentials';
import { errorTable } from '../../../nodes/Yeastar/api/errors';
import type { ServiceError } from '../../../nodes/shared/requests/errors';

const origin = 'https://pbx.example:8088';
const credentials: YeastarCredentials = {
	baseUrl: `${origin}/openapi/v1.0`,
	authentication: 'accessToken',
	clientId: '',
	clientSecret: '',
	accessToken: ' secret ',
	allowUnauthorizedCerts: false,
	timeZone: '',
	sessionToken: '',
};

test('the token goes in the query, beside what is there, and is not carried on', () => {
	const request = { url: '/a', qs: { b: 1 }, headers: { c: 'd' } };

	expect(authenticate(credentials, request)).toEqual({
		url: '/a',
		baseURL: origin,
		qs: { b: 1, access_token: 'secret' },
		headers: { c: 'd', 'User-Agent': 'n8n-nodes-call-transcripts' },
		disableFollowRedirect: true,
		skipSslCertificateValidation: false,
	});
	expect(authenticate(credentials, { url: `${origin}/a` }).qs).toEqual({ access_token: 'secret' });
	const insecure = { ...credentials, allowUnauthorizedCerts: true };
	expect(authenticate(insecure, request).skipSslCertificateValidation).toBe(true);
});

test.each([
	{ url: 'https://elsewhere.example/' },
	{ url: '/a', baseURL: 'https://elsewhere.example' },
	{ url: 'https://pbx.example/a' },
	{ url: 'http://pbx.example:8088/a' },
])('%j goes elsewhere and gets no token: the error says where it may go', (request) => {
	expect.assertions(2);
	try {
		authenticate(credentials, request);
	} catch (error) {
		expect((error as ServiceError).message).toBe(
			`The request does not go to the PBX of the credential. Use an address that begins with ${origin}, so that the access token stays on the PBX.`,
		);
		expect((error as ServiceError).failure?.cause).toBe('configuration-invalid');
	}
});

describe('the Test button', () => {
	const { request, rules = [] } = connectionTest;

	test('asks for the transcript of a call that no PBX has, and does not wait long', () => {
		expect(request).toMatchObject({
			url: '/openapi/v2.0/cdr/getaicontext',
			qs: { cdr_ids: '20000101000000-00000' },
			timeout: 20_000,
		});
	});

	test('knows the errors of the PBX by number and by text, with what to do', () => {
		const told = Object.keys(errorTable).filter((code) =>
			rules.some(({ properties }) => String((properties as { value: unknown }).value) === code),
		);
		expect(told.sort()).toEqual(
			[
				...['-1', '-2', '10001', '10002', '10003', '10004', '10005', '10009'],
				...['60002', '70004', '70087', '70123'],
			].sort(),
		);
		for (const code of told) {
			const { what, advice } = errorTable[code]!;
			for (const value of [code, Number(code)]) {
				expect(rules).toContainEqual({
					type: 'responseSuccessBody',
					properties: { key: 'errcode', value, message: `${what} ${advice}` },
				});
			}
		}
		expect(rules).toHaveLength(2 * told.length);
	});
});
