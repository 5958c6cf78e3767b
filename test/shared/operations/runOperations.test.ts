import type { IExecuteFunctions, INodeType, INodeTypeDescription } from 'n8n-workflow';

import { cancelled, ServiceError } from '../../../nodes/shared/requests/errors';
import type { Operation } from '../../../nodes/shared/operations/operation';
import { createMemo, runOperations } from '../../../nodes/shared/operations/operation';
import type { RunNodeOptions } from '../../engine';
import { CredentialStore, runNode } from '../../engine';

/** What the operation of the worker below does; each test says. */
let execute: Operation['execute'];

/** A node with one operation and the least of parameters. */
class Worker implements INodeType {
	description: INodeTypeDescription = {
		...{ displayName: 'Worker', name: 'worker', group: ['transform'], version: 1 },
		...{ description: 'Works', defaults: { name: 'Worker' }, inputs: ['main'], outputs: ['main'] },
		properties: [
			{ displayName: 'Resource', name: 'resource', type: 'string', default: 'call' },
			{ displayName: 'Operation', name: 'operation', type: 'string', default: 'get' },
		],
	};

	async execute(this: IExecuteFunctions) {
		const get: Operation = {
			parameters: [],
			execute: async (context, itemIndex, memo) => await execute(context, itemIndex, memo),
		};
		return await runOperations(this, { call: { get } });
	}
}

const engine = {
	...{ nodeTypes: { 'test.worker': Worker }, credentialTypes: [] },
	...{ store: new CredentialStore(), timezone: 'UTC' },
};
const run = async (items: number, options: Partial<RunNodeOptions> = {}) =>
	await runNode(engine, {
		type: 'test.worker',
		input: Array.from({ length: items }, (_, n) => ({ json: { n } })),
		...options,
	});
const failure = (more = {}) => new ServiceError({ what: 'It failed.', advice: 'Wait.', ...more });

test('what an item leads to is paired with it, in the order of the input', async () => {
	execute = async (_, item) => {
		for (let turns = 0; turns < 3 - item; turns++) await Promise.resolve();
		return Array.from({ length: item }, (_, n) => ({ item, n }));
	};
	const { items } = await run(3);

	expect(items).toEqual([
		{ json: { item: 1, n: 0 }, pairedItem: { item: 1 } },
		{ json: { item: 2, n: 0 }, pairedItem: { item: 2 } },
		{ json: { item: 2, n: 1 }, pairedItem: { item: 2 } },
	]);
});

test('items that share an answer are copies of it, and ask once', async () => {
	let asked = 0;
	const ask = async () => await Promise.resolve([{ asked: ++asked }]);
	execute = async (_, __, memo) => await memo('key', ask);
	const { items } = await run(2);

	expect(items.map(({ json }) => json)).toEqual([{ asked: 1 }, { asked: 1 }]);
	expect(items[0]?.json).not.toBe(items[1]?.json);
});

test('four items are in work at a time, and after an error no other is begun', async () => {
	let working = 0;
	let most = 0;
	let begun = 0;
	execute = async (_, item) => {
		begun++;
		most = Math.max(most, ++working);
		for (let turns = 0; turns < 20; turns++) await Promise.resolve();
		working--;
		if (item === 4) throw failure();
		return [];
	};
	const { error } = await run(20);

	expect(error?.message).toBe('It failed.');
	expect(most).toBe(4);
	expect(begun).toBeLessThan(20);
});

test('an error stops the run and names the item', async () => {
	execute = async (_, item) => (item === 1 ? [failure()] : await Promise.resolve([{ item }]));
	const { error, items } = await run(2);

	expect(items).toEqual([]);
	expect(error).toMatchObject({
		...{ name: 'NodeApiError', message: 'It failed.', description: 'Wait.' },
		context: { itemIndex: 1 },
	});
});

describe('with On Error: Continue', () => {
	const onError = 'continueRegularOutput';

	test('a failed item is an item with the error, in its place', async () => {
		execute = async (_, item) => {
			if (item === 0) throw failure({ serviceCode: '60001' });
			return await Promise.resolve([{ item }]);
		};
		expect((await run(2, { onError })).items).toEqual([
			{ json: { error: 'It failed.', description: 'Wait. (Code 60001)' }, pairedItem: { item: 0 } },
			{ json: { item: 1 }, pairedItem: { item: 1 } },
		]);
	});

	test('a record that cannot be read is one too, and the others of its item are good', async () => {
		execute = async () => await Promise.resolve([{ n: 1 }, failure(), { n: 2 }]);
		expect((await run(1, { onError })).items.map(({ json }) => json)).toEqual([
			{ n: 1 },
			{ error: 'It failed.', description: 'Wait.' },
			{ n: 2 },
		]);
	});

	test('an error without a description has none, and an unknown operation is one', async () => {
		const { items } = await run(1, { onError, parameters: { operation: 'put' } });
		expect(items.map(({ json }) => json)).toEqual([{ error: 'There is no operation call: put' }]);
		const other = await run(1, { onError, parameters: { resource: 'none' } });
		expect(other.items.map(({ json }) => json)).toEqual([
			{ error: 'There is no operation none: get' },
		]);
	});

	test('into the error output go those that failed, and no others', async () => {
		execute = async (_, item) => (item === 0 ? [failure()] : await Promise.resolve([{ item }]));
		const { items, errorItems } = await run(2, { onError: 'continueErrorOutput' });
		expect(items.map(({ json }) => json)).toEqual([{ item: 1 }]);
		expect(errorItems.map(({ json }) => json.error)).toEqual(['It failed.']);
		expect((await run(2, { onError })).items[0]).not.toHaveProperty('error');
	});
});

test('a stop ends the run as canceled, also with On Error: Continue', async () => {
	execute = async () => await Promise.reject(cancelled());
	for (const onError of [undefined, 'continueRegularOutput'] as const) {
		expect((await run(1, { onError })).error?.message).toBe('The execution was canceled.');
	}
});

test('asks once for a key, also while the answer is on its way', async () => {
	const memo = createMemo();
	let asked = 0;
	const ask = async () => await Promise.resolve(++asked);

	expect(await Promise.all([memo('a', ask), memo('a', ask)])).toEqual([1, 1]);
	expect(await memo('a', ask)).toBe(1);
	expect(await memo('b', ask)).toBe(2);
});

test('a failure is remembered too: items that need the same answer fail alike', async () => {
	const memo = createMemo();
	let asked = 0;
	const ask = async () => await Promise.reject(new Error(`failure ${++asked}`));

	await expect(memo('a', ask)).rejects.toThrow('failure 1');
	await expect(memo('a', ask)).rejects.toThrow('failure 1');
});

test('each execution has its own', async () => {
	let asked = 0;
	const ask = async () => await Promise.resolve(++asked);

	expect(await createMemo()('a', ask)).toBe(1);
	expect(await createMemo()('a', ask)).toBe(2);
});
