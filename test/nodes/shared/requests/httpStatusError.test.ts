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
		'Check the Base URL in the credential, and any proxy or firewall before the phone system.';
	const TRY_LATER =
		'Try again in a few minutes; if it stays, check the phone system and any proxy before it.';
	test.each([
		[
			302,
			'pbx.example.com sent the request on to another address, which is not followed because it carries your token.',
			'Use the address that your browser shows when you open the phone system as Base URL.',
		],
		[400, 'pbx.example.com refused the request (HTTP 400).', CHECK_PROXY],
		[407, 'pbx.example.com refused the request (HTTP 407).', CHECK_PROXY],
		[499, 'pbx.example.com refused the request (HTTP 499).', CHECK_PROXY],
		[408, 'pbx.example.com cannot answer at the moment (HTTP 408).', TRY_LATER],
		[500, 'pbx.example.com cannot answer at the moment (HTTP 500).', TRY_LATER],
		[
			429,
			'pbx.example.com gets too many requests.',
			'Wait a few minutes, or let the workflow ask less often.',
		],
	])('of HTTP %d', (status, what, advice) => {
		expect(httpStatusError(origin, status, {})).toMatchObject({ what, advice });
	});

	test('of an answer that is not what it should be', () => {
		expect(badAnswer(origin, 'a file', true).advice).toBe(
			'Try again in a moment; if it stays, check any proxy between n8n and the phone system.',
		);
		expect(badAnswer(origin, 'a file', false)).toMatchObject({
			advice:
				'Check that the Base URL in the credential is that of the phone system itself, not of a proxy or a login page.',
			...{ repeat: false, failure: { cause: 'configuration-invalid' } },
		});
		expect(unexpectedAnswer('"id" is missing').message).toBe(
			'The phone system gave an answer in a form that this node does not know: "id" is missing. Check for an update of the node package; if there is none, report this sentence to its makers.',
		);
	});
});
