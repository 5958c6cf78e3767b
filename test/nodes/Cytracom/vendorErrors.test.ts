import { CytracomSetup, DAY, between } from '../../lab/support/cytracom';
import { useVirtualClock } from '../../lab/virtualTime';

const clock = useVirtualClock();
const start = async () => await CytracomSetup.start(clock);

/** What a person reads of each code of the page "API - Transcription", in part. */
const codes = {
	missing_from_date: /had no start date/,
	missing_to_date: /had no end date/,
	invalid_from_date: /could not read the start date/,
	invalid_to_date: /could not read the end date/,
	invalid_date_range: /The start date is not before the end date/,
	to_date_in_future: /By Cytracom's clock, the end date is in the future/,
	window_too_large: /longer than Cytracom allows/,
	retention_exceeded: /Cytracom keeps transcripts for 90 days/,
	invalid_page_size: /rejected the page size/,
	bad_cursor: /lost its place in the list/,
};

describe.each(Object.entries(codes))('%s', (errorCode, sentence) => {
	test.each([
		['with its HTTP status', 400],
		['in an answer of HTTP 200', 200],
	])('%s: its own sentences and the code, asked once for each window', async (_, status) => {
		await using setup = await start();
		const body = JSON.stringify({ code: 400, error_code: errorCode, msg: 'no' });
		setup.api.faults.add({ kind: 'body', status, body, times: Infinity });

		const error = await setup.failure(between(clock.now() - 2 * DAY, clock.now() - 1.5 * DAY));

		expect(error).toMatchObject({ name: 'NodeApiError', context: { itemIndex: 0 } });
		expect(error.message).toMatch(sentence);
		expect(error.description).toMatch(new RegExp(`^[A-Z].*\\. \\(Code ${errorCode}\\)$`));
		expect(setup.api.requests).toHaveLength(setup.windows.length);
		expect(clock.waits).toEqual([]);
	});
});

test.each(['msg', 'message'] as const)('the text of an error may be called %s', async (field) => {
	await using setup = await start();
	setup.api.readings.errorMessageField = field;
	setup.api.tokens.clear();

	const error = await setup.failure();

	expect(error.message).toBe('Cytracom rejected the token: it is wrong or no longer valid.');
	expect(error.description).toMatch(/administrator.*Users > Tokens.*\(Code HTTP 403\)$/);
});

describe.each([
	[401, 'Cytracom does not recognize the token.'],
	[403, 'Cytracom rejected the token: it is wrong or no longer valid.'],
])('HTTP %d', (status, sentence) => {
	test.each([
		['as on the page', { code: status, msg: 'Invalid or expired token' }],
		['with a code', { code: status, error_code: 'invalid_token', msg: 'Invalid' }],
		['with a code that every object has', { code: status, error_code: 'constructor' }],
		['in another form', ['no']],
	])('%s: is about the token, and is not repeated', async (_, body) => {
		await using setup = await start();
		setup.api.faults.add({
			kind: 'body',
			status,
			body: JSON.stringify(body),
			times: Infinity,
		});

		const error = await setup.failure(between(clock.now() - 2 * DAY, clock.now() - 1.5 * DAY));

		expect(error.message).toBe(sentence);
		expect(error.description).toContain('Users > Tokens');
		expect(clock.waits).toEqual([]);
	});
});

test.each(['quota_of_the_day', 'constructor', '__proto__', 'toString', 'other'])(
	'a code that no page names, %s, is told with the code',
	async (errorCode) => {
		await using setup = await start();
		setup.api.faults.add({ kind: 'errorCode', status: 400, errorCode, times: Infinity });

		const error = await setup.failure();

		expect(error.message).toBe('Cytracom rejected the request.');
		expect(error.description).toBe(
			`Try again in a few minutes. If it keeps happening, ask Cytracom support about the code. (Code ${errorCode})`,
		);
	},
);

test('a code that is a novel is cut short', async () => {
	await using setup = await start();
	setup.api.faults.add({
		kind: 'errorCode',
		status: 400,
		errorCode: 'x'.repeat(5000),
		times: Infinity,
	});

	expect((await setup.failure()).description?.length).toBeLessThan(200);
});

test.each([
	[404, /rejected the request \(HTTP 404\)/, /Base URL/],
	[405, /rejected the request \(HTTP 405\)/, /Base URL/],
	[500, /is not available right now \(HTTP 500\)/, /Try again in a few minutes/],
])('HTTP %d without a code', async (status, message, description) => {
	await using setup = await start();
	setup.api.faults.add({ kind: 'errorCode', status, times: Infinity });

	const error = await setup.failure();

	expect(error.message).toMatch(message);
	expect(error.description).toMatch(description);
	expect(error.description).toContain(`(Code HTTP ${status})`);
});

test('a server error that passes is not noticed', async () => {
	await using setup = await start();
	setup.api.faults.add(
		{ kind: 'errorCode', status: 500 },
		{ kind: 'http', status: 502 },
		{ kind: 'errorCode', status: 500, errorCode: 'internal' },
	);

	expect(await setup.run()).toMatchObject({ items: [], status: 'success' });
	expect(clock.waits.length).toBeGreaterThan(0);
});
