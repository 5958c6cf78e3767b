import {
	badAnswer,
	httpStatusError,
	unexpectedAnswer,
} from '../../../../nodes/shared/requests/networkErrors';
import { useVirtualClock } from '../../../lab/virtualTime';

const clock = useVirtualClock();
const origin = 'https://pbx.example.com';

describe('httpStatusError', () => {
	test.each([200, 204, 299])('%d is none', (status) => {
		expect(httpStatusError(origin, status, {})).toBeUndefined();
	});

	test.each([
		[302, 'another address', false, 'configuration-invalid'],
		[400, 'rejected the request (HTTP 400)', false, 'configuration-invalid'],
		[404, 'rejected the request (HTTP 404)', false, 'configuration-invalid'],
		[408, 'is not available right now', true, 'temporarily-unavailable'],
		[429, 'too many requests', true, 'rate-limited'],
		[500, 'is not available right now', true, 'temporarily-unavailable'],
		[599, 'is not available right now', true, 'temporarily-unavailable'],
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
	[300, {}, '', 'configuration-invalid'],
	[399, {}, '', 'configuration-invalid'],
	[403, {}, '', 'configuration-invalid'],
	[403, { 'retry-after': '1' }, '', 'rate-limited'],
	[403, {}, 'API rate limit exceeded', 'rate-limited'],
	[403, {}, 'Rate limiting', 'rate-limited'],
	[403, {}, 'Too Many Requests', 'rate-limited'],
	[403, {}, 'a corporate limit', 'configuration-invalid'],
	[404, { 'retry-after': '1' }, 'Too Many Requests', 'configuration-invalid'],
])('HTTP %d with %j and "%s" is %s', (status, headers: Record<string, string>, text, cause) => {
	expect(httpStatusError(origin, status, headers, text)?.failure?.cause).toBe(cause);
});

describe('what users read', () => {
	const CHECK_PROXY =
		'Check the Base URL in the credential, and any proxy or firewall in front of the phone system.';
	const TRY_LATER =
		'Try again in a few minutes. If it keeps happening, check the phone system and any proxy in front of it.';
	test.each([
		[
			302,
			'pbx.example.com redirected the request to another address, which n8n did not follow because the request carries your token.',
			'In the Base URL, use the address that your browser shows when you open the phone system.',
		],
		[400, 'pbx.example.com rejected the request (HTTP 400).', CHECK_PROXY],
		[407, 'pbx.example.com rejected the request (HTTP 407).', CHECK_PROXY],
		[499, 'pbx.example.com rejected the request (HTTP 499).', CHECK_PROXY],
		[408, 'pbx.example.com is not available right now (HTTP 408).', TRY_LATER],
		[500, 'pbx.example.com is not available right now (HTTP 500).', TRY_LATER],
		[
			429,
			'pbx.example.com received too many requests.',
			'Wait a few minutes, or run the workflow less often.',
		],
	])('of HTTP %d', (status, what, advice) => {
		expect(httpStatusError(origin, status, {})).toMatchObject({ what, advice });
	});

	test('of an answer that is not what it should be', () => {
		expect(badAnswer(origin, 'a file', true).advice).toBe(
			'Try again in a moment. If it keeps happening, check any proxy between n8n and the phone system.',
		);
		expect(badAnswer(origin, 'a file', false)).toMatchObject({
			advice:
				'Check that the Base URL in the credential points to the phone system itself, not to a proxy or a login page.',
			...{ repeat: false, failure: { cause: 'configuration-invalid' } },
		});
		expect(unexpectedAnswer('"id" is missing').message).toBe(
			'The phone system sent a response that this node does not understand: "id" is missing. Check for an update to the node package. If there is none, report this error to its developers.',
		);
	});
});
