import { callAt, CytracomSetup, HOUR, MINUTE, SECOND } from '../../lab/support/cytracom';
import { useVirtualClock } from '../../lab/virtualTime';

const clock = useVirtualClock();
/** In Cytracom's own words, and in those of a proxy before it. */
const message = /more requests than Cytracom allows|received too many requests/;

/** An account with one call, and a first answer that is spoilt. */
async function withLimit(status: number, headers: Record<string, string>, body?: string) {
	const setup = await CytracomSetup.start(clock);
	setup.api.addCall(callAt(clock.now() - HOUR));
	setup.api.faults.add({ kind: 'http', status, headers, body });
	return setup;
}
const inFuture = (ms: number) => new Date(clock.now() + ms).toUTCString();

describe.each([
	['429', 429, '<html>busy</html>'],
	['429 in JSON', 429, '{"code":429,"msg":"slow down"}'],
	['403 of a proxy that is a rate limit', 403, '<h1>Too Many Requests</h1>'],
	['403 that is a rate limit', 403, '{"code":403,"msg":"Rate limit exceeded"}'],
	['429 in an answer of HTTP 200', 200, '{"code":429,"msg":"slow down"}'],
])('%s', (_, status, body) => {
	test.each([
		['seconds', () => '20', 20 * SECOND],
		['an HTTP date', () => inFuture(20 * SECOND), 20 * SECOND],
		['a minute', () => '60', MINUTE],
	])('is waited out as Retry-After says: %s', async (_form, retryAfter, wait) => {
		await using setup = await withLimit(status, { 'Retry-After': retryAfter() }, body);

		const items = await setup.items();

		expect(items).toHaveLength(1);
		expect(clock.waits).toEqual([wait]);
	});

	test.each([
		['too long', () => '3600'],
		['too far', () => inFuture(HOUR)],
	])('is an error that says what to do where Retry-After is %s', async (_form, retryAfter) => {
		await using setup = await withLimit(status, { 'Retry-After': retryAfter() }, body);

		const error = await setup.failure();

		expect(error.message).toMatch(message);
		expect(error.description).toMatch(/^Wait .*\(Code HTTP (429|403)\)$/);
		expect(clock.waits).toEqual([]);
	});

	test.each(['', '0', '-5', 'soon', 'Thu, 01 Jan 1970 00:00:00 GMT'])(
		'is tried again after a little where Retry-After is "%s"',
		async (retryAfter) => {
			const headers = retryAfter === '' ? undefined : { 'Retry-After': retryAfter };
			await using setup = await withLimit(status, headers ?? {}, body);

			expect(await setup.items()).toHaveLength(1);
			expect(clock.waits).toHaveLength(1);
			expect(clock.waits[0]).toBeGreaterThanOrEqual(500);
		},
	);
});

test('a 403 with a Retry-After is a rate limit, whatever it says', async () => {
	await using setup = await withLimit(
		403,
		{ 'Retry-After': '5' },
		'{"code":403,"msg":"Forbidden"}',
	);

	expect(await setup.items()).toHaveLength(1);
	expect(clock.waits).toEqual([5 * SECOND]);
});

test('a rate limit that stays is an error after three tries', async () => {
	await using setup = await CytracomSetup.start(clock);
	setup.api.faults.add({
		kind: 'http',
		status: 429,
		headers: { 'Retry-After': '30' },
		times: Infinity,
	});

	const error = await setup.failure({ startTime: '2026-06-04T00:00:00Z' });

	expect(error.message).toMatch(message);
	expect(setup.api.requests).toHaveLength(3);
	expect(clock.waits).toEqual([30 * SECOND, 30 * SECOND]);
});

test('a busy server says when to come back, too', async () => {
	await using setup = await withLimit(503, { 'Retry-After': '15' });

	expect(await setup.items()).toHaveLength(1);
	expect(clock.waits).toEqual([15 * SECOND]);
});
