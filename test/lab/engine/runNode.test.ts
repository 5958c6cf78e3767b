import type { IExecuteFunctions } from 'n8n-workflow';

import { runNode } from './index';
import { ask, probeTask } from './probe/Probe.node';
import { json, type ProbeServer } from './probe/probeServer';
import { setUp, type Setup } from './probe/setup';

let setup: Setup;
let server: ProbeServer;
const request = probeTask.run;
const type = 'test.probe';

beforeEach(async () => {
	setup = await setUp();
	({ server } = setup);
	probeTask.run = request;
});
afterEach(async () => await setup[Symbol.asyncDispose]());

async function run(options: Partial<Parameters<typeof runNode>[1]> = {}) {
	return await runNode(setup.engine, { type, credentials: setup.credentials, ...options });
}

/** Runs the probe with its instructions, and returns the first item. */
async function runTask(task: (context: IExecuteFunctions) => object, parameters = {}) {
	probeTask.run = async function () {
		return await Promise.resolve(task(this));
	};
	const { items, error } = await run({ parameters });
	if (error) throw new Error(error.message);
	return items[0]?.json;
}

test('input items go through expressions, output items are paired', async () => {
	const input = [{ json: { p: '/a' } }, { json: { p: '/b' } }];

	const { items, status } = await run({ parameters: { path: '={{ $json.p }}' }, input });

	expect(items).toEqual([
		{ json: { path: '/a' }, pairedItem: { item: 0 } },
		{ json: { path: '/b' }, pairedItem: { item: 1 } },
	]);
	expect(status).toBe('success');
});

describe('an error in the second of three items', () => {
	const input = ['/a', '/bad', '/c'].map((p) => ({ json: { p } }));
	const parameters = { path: '={{ $json.p }}' };
	beforeEach(() => {
		server.answer = ({ path }, response) => json(response, { path }, path === '/bad' ? 500 : 200);
	});

	test('stops the node, and is recorded as a plain object', async () => {
		const { items, error, status } = await run({ parameters, input });

		expect(items).toEqual([]);
		expect(status).toBe('error');
		expect(error).toMatchObject({ name: 'NodeApiError', httpCode: '500' });
		expect(error).not.toBeInstanceOf(Error);
	});

	test('continueRegularOutput: gives an item in its place', async () => {
		const { items } = await run({ parameters, input, onError: 'continueRegularOutput' });

		expect(items.map(({ json: { path, error } }) => path ?? error)).toEqual([
			'/a',
			'The service was not able to process your request',
			'/c',
		]);
	});

	test('continueErrorOutput: gives it to the second output, with the input item', async () => {
		const { items, errorItems } = await run({ parameters, input, onError: 'continueErrorOutput' });

		expect(items).toHaveLength(2);
		expect(errorItems).toMatchObject([{ json: { p: '/bad' }, pairedItem: { item: 1 } }]);
	});
});

describe('parameters', () => {
	test('have their defaults', async () => {
		const read = (context: IExecuteFunctions) => ({
			path: context.getNodeParameter('path', 0),
			since: context.getNodeParameter('since', 0),
			call: context.getNodeParameter('call', 0),
			options: context.getNodeParameter('options', 0),
		});

		expect(await runTask(read)).toEqual({
			path: '/default',
			since: expect.objectContaining({ isLuxonDateTime: true }) as unknown,
			call: { __rl: true, mode: 'list', value: '' },
			options: {},
		});
	});

	test('of a resource locator and a collection are as the editor stores them', async () => {
		const read = (context: IExecuteFunctions) => ({
			call: context.getNodeParameter('call', 0, '', { extractValue: true }),
			limit: context.getNodeParameter('options.limit', 0, 10),
		});
		const parameters = {
			call: { __rl: true, mode: 'id', value: '={{ "4" + 2 }}' },
			options: { limit: 3 },
		};

		expect(await runTask(read, parameters)).toEqual({ call: '42', limit: 3 });
	});

	test('that are required and missing are reported before the node runs', async () => {
		const { error } = await run({ credentials: {} });

		expect(error?.name).toBe('NodeOperationError');
		expect(server.requests).toEqual([]);
	});
});

test('the workflow has the time zone of the engine', async () => {
	const zones = await runTask((context) => ({
		zone: context.getTimezone(),
		now: context.evaluateExpression('{{ $now.zoneName }}', 0),
	}));

	expect(zones).toEqual({ zone: 'Europe/Berlin', now: 'Europe/Berlin' });
});

test('stopping the execution aborts its signal and the requests under way', async () => {
	const stop = new AbortController();
	server.answer = () => stop.abort();
	let aborted: boolean | undefined;
	probeTask.run = async function () {
		try {
			return (await ask(this, { url: '/slow' })) as object;
		} finally {
			aborted = this.getExecutionCancelSignal()?.aborted;
		}
	};

	const { status, error } = await run({ abortSignal: stop.signal });

	expect(aborted).toBe(true);
	expect(status).toBe('canceled');
	expect(error).toBeDefined();
});
