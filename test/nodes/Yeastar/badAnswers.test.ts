import type { Fault } from '../../lab/simulators';
import { vendorExamples } from '../../lab/simulators';
import {
	byNumber,
	getContext,
	getSummary,
	listExtensions,
	YeastarSetup,
} from '../../lab/support/yeastar';
import { useVirtualClock } from '../../lab/virtualTime';

const clock = useVirtualClock();
const { file, human } = vendorExamples.yeastar.calls;
const proxyPage = '<html><head><title>502</title></head><body>Bad Gateway</body></html>';
const loginPage = '<!DOCTYPE html>\n<html><body><form>Log in</form></body></html>';

/** Each step of each operation, with what the PBX's answer to it is called here. */
const steps = [
	['the file of a list', {}, 'aidownload'],
	['the file itself', {}, '/api/download/'],
	['a transcript', getContext(file.legId), 'getaicontext'],
	['a summary', getSummary(human.legId, byNumber('3202')), 'getaisummary'],
	['an extension', getSummary(human.legId, byNumber('3202')), 'extension/search'],
	['the extensions', listExtensions(), 'extension/list'],
	['the PBX itself', {}, 'system/information'],
	['the sign-in', {}, 'get_token'],
] as const;

async function failureOf(parameters: object, fault: Fault) {
	await using setup = await YeastarSetup.start(clock);
	setup.pbx.faults.add({ times: Infinity, ...fault });
	const error = await setup.failure(parameters as never);
	return { error, requests: setup.requests(fault.match as string).length };
}

describe.each(steps)('in place of %s', (_, parameters, match) => {
	test('a page of a proxy: tried again, then told with its status', async () => {
		const { error, requests } = await failureOf(parameters, { kind: 'http', status: 502, match });

		expect(error).toMatchObject({ name: 'NodeApiError', context: { itemIndex: 0 } });
		expect(error.message).toMatch(/^127\.0\.0\.1:\d+ is not available right now \(HTTP 502\)\.$/);
		expect(error.description).toContain('(Code HTTP 502)');
		expect(requests).toBeGreaterThanOrEqual(3);
	});

	test('a login page of status 200: told, and not tried again', async () => {
		const fault = { kind: 'body', body: loginPage, contentType: 'text/html', match } as const;
		const { error, requests } = await failureOf(parameters, fault);

		expect(error.message).toMatch(/^127\.0\.0\.1:\d+ returned a web page instead of data\.$/);
		expect(error.description).toContain('login page');
		expect(requests).toBe(1);
	});

	test('JSON that is cut off: tried again, then told', async () => {
		const { error, requests } = await failureOf(parameters, { kind: 'cutJson', match });

		expect(error.message).toMatch(
			/^127\.0\.0\.1:\d+ returned (a response|a file) that was cut off\.$/,
		);
		expect(requests).toBeGreaterThanOrEqual(3);
	});

	test('nothing: tried again, then told', async () => {
		const { error } = await failureOf(parameters, { kind: 'body', body: '', match });

		expect(error.message).toMatch(/returned (an empty response|a file that was cut off)\.$/);
	});

	test.each(
		['[]', 'null', '"text"', '17', 'true', '{}', '{"errcode":null}', '{"errcode":[]}'].filter(
			// an empty file, and a file of null, are no match
			(body) => match !== '/api/download/' || !['[]', 'null'].includes(body),
		),
	)('%s: told', async (body) => {
		const { error } = await failureOf(parameters, { kind: 'body', body, match });

		expect(error.message).toMatch(
			/^The phone system sent a response that this node does not understand: .+\.$/,
		);
		expect(error.description).toContain('update to the node package');
	});

	test('a page of a proxy with status 200, once: the item that came after it is right', async () => {
		await using setup = await YeastarSetup.start(clock);
		setup.pbx.faults.add({ kind: 'http', status: 503, body: proxyPage, match });

		expect((await setup.items(parameters)).length).toBeGreaterThan(0);
	});
});

describe('an answer with something else than is due in a place', () => {
	test.each([
		[
			'a list for data',
			getContext(file.legId),
			'getaicontext',
			{ data: [1] },
			'"data": expected an object, got a list',
		],
		[
			'a text for data',
			getContext(file.legId),
			'getaicontext',
			{ data: 'x' },
			'"data": expected an object, got text',
		],
		[
			'a list for a leg',
			getContext(file.legId),
			'getaicontext',
			{ data: { leg_1: [1] } },
			'"data.leg_1": expected an object, got a list',
		],
		[
			'a text for turns',
			getContext(file.legId),
			'getaicontext',
			{ data: { leg_1: { context: 'x' } } },
			'"data.leg_1.context": expected a list, got text',
		],
		[
			'a number for a turn',
			getContext(file.legId),
			'getaicontext',
			{ data: { leg_1: { context: [1] } } },
			'"0": expected an object, got a number',
		],
		[
			'a text for a time',
			getContext(file.legId),
			'getaicontext',
			{ data: { leg_1: { context: [{ timestamp: 'x' }] } } },
			'"0.timestamp": expected a number, got text',
		],
		[
			'a list for a summary',
			getSummary(human.legId, byNumber('3202')),
			'getaisummary',
			{ data: { dst: [] } },
			'expected an object, got a list',
		],
		[
			'a list for its text',
			getSummary(human.legId, byNumber('3202')),
			'getaisummary',
			{ data: { dst: { summary: [] } } },
			'"summary": expected text, got a list',
		],
		[
			'an object for extensions',
			listExtensions(),
			'extension/list',
			{ data: {} },
			'"data": expected a list, got an object',
		],
		[
			'null for an extension',
			listExtensions(),
			'extension/list',
			{ data: [null] },
			'expected an object, got null',
		],
		[
			'a link that is none',
			{},
			'aidownload',
			{ download_resource_url: {} },
			'"download_resource_url": expected text, got an object',
		],
	])('%s', async (_, parameters, match, change, issue) => {
		const { error, requests } = await failureOf(parameters, {
			kind: 'json',
			match,
			change: (answer) => ({ ...(answer as object), ...change }),
		});

		expect(error.message).toBe(
			`The phone system sent a response that this node does not understand: ${issue}.`,
		);
		expect(requests).toBe(1);
	});
});

test('a time that no calendar has is null, and no TypeError', async () => {
	await using setup = await YeastarSetup.start(clock);
	const turn = { content: 'Hi', source_number: '9', timestamp: 9e15 };
	setup.pbx.faults.add({
		kind: 'body',
		match: 'getaicontext',
		body: JSON.stringify({ errcode: 0, data: { leg_1: { context: [turn] } } }),
	});
	setup.pbx.faults.add({
		kind: 'body',
		match: 'getaisummary',
		body: JSON.stringify({ errcode: 0, data: { src: { summary: 'Hi', created_at: 9e15 } } }),
	});

	const [transcript] = await setup.items(getContext(human.legId));
	const [summary] = await setup.items(getSummary(human.legId, byNumber('3202')));

	expect(transcript).toMatchObject({ transcript: '9: Hi', turns: [{ at: null }] });
	expect(summary).toMatchObject({ summary: 'Hi', transcribedAt: null });
});

test.each([1e300, -1, 8.64e12, 1_780_574_400_000])(
	'a PBX that gives %d as the time in seconds: the calls come all the same, at their right times',
	async (timestamp) => {
		await using setup = await YeastarSetup.start(clock);
		const right = await setup.items();
		await using other = await YeastarSetup.start(clock);
		other.pbx.faults.add({
			kind: 'json',
			match: 'system/information',
			change: (answer) => {
				const { data } = answer as { data: object };
				return { ...(answer as object), data: { ...data, timestamp } };
			},
		});

		const items = await other.items();

		const withTurns = ({ turns }: { turns?: unknown }) => (turns as unknown[]).length > 0;
		expect(items.filter(withTurns)).toEqual(right.filter(withTurns));
	},
);

test('On Error: Continue gives a sentence for a bad answer, and the other items', async () => {
	await using setup = await YeastarSetup.start(clock);
	setup.pbx.faults.add({ kind: 'body', match: 'getaicontext', body: loginPage });
	const input = [{ json: { id: file.legId } }, { json: { id: human.legId } }];

	const { items } = await setup.run(getContext('={{ $json.id }}'), {
		input,
		onError: 'continueRegularOutput',
	});

	expect(items.filter(({ json }) => json.error !== undefined)).toHaveLength(1);
	expect(items.filter(({ json }) => json.transcript)).toHaveLength(1);
});
