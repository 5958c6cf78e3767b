import type { IExecuteFunctions, INodeType, INodeTypeDescription } from 'n8n-workflow';

import { cancelled, ServiceError } from '../../../../nodes/shared/requests/errors';
import { unreadable } from '../../../../nodes/shared/found';
import type {
	Connection,
	Operation,
	Resource,
} from '../../../../nodes/shared/operations/operation';
import { createMemo, Item } from '../../../../nodes/shared/operations/operation';
import { runOperations } from '../../../../nodes/shared/operations/runOperations';
import type { RunNodeOptions } from '../../../lab/engine';
import { CredentialStore, runNode } from '../../../lab/engine';

/** What the operation of the worker below does; each test says. */
let execute: Operation['execute'];

/** The phone system of an item: by default the same one for all. */
let open: (itemIndex: number) => Promise<Connection>;
const opened = (fingerprint = 'x'): Connection => ({ fingerprint, memo: createMemo() });
beforeEach(() => {
	open = async () => await Promise.resolve(opened());
});

const callMenu = { name: 'Call', value: 'call', defaultOperation: 'get' };

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
			...{ name: 'Get', value: 'get', description: 'Gets', action: 'Get', parameters: [] },
			toolDescription: 'Gets it.',
			execute: async (context, itemIndex, connection) =>
				await execute(context, itemIndex, connection),
		};
		const call: Resource = { ...callMenu, operations: [get] };
		return await runOperations(this, [call], async (_, itemIndex) => await open(itemIndex ?? 0));
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
	execute = async (_, __, { memo }) => await memo('key', ask);
	const { items } = await run(2);

	expect(items.map(({ json }) => json)).toEqual([{ asked: 1 }, { asked: 1 }]);
	expect(items[0]?.json).not.toBe(items[1]?.json);
});

test('eight items are in work at a time, and after an error no other is begun', async () => {
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
	expect(most).toBe(8);
	expect(begun).toBeLessThan(20);
});

test('an error stops the run and names the item', async () => {
	execute = async (_, item) => {
		if (item === 1) throw failure();
		return await Promise.resolve([{ item }]);
	};
	const { error, items } = await run(2);

	expect(items).toEqual([]);
	expect(error).toMatchObject({
		...{ name: 'NodeApiError', message: 'It failed.', description: 'Wait.' },
		context: { itemIndex: 1 },
	});
});

describe('the phone system', () => {
	test('is opened for each item; one credential is one connection, and others share nothing', async () => {
		const asked: number[] = [];
		open = async (item) => {
			asked.push(item);
			return await Promise.resolve(opened(item % 2 === 0 ? 'even' : 'odd'));
		};
		const met = new Map<number, Connection>();
		execute = async (_, item, connection) => {
			met.set(item, connection);
			return await Promise.resolve([]);
		};
		await run(4);

		expect(asked.sort()).toEqual([0, 1, 2, 3]);
		expect(met.get(2)).toBe(met.get(0));
		expect(met.get(3)).toBe(met.get(1));
		expect(met.get(1)).not.toBe(met.get(0));
	});

	test('that cannot be opened is the failure of its item', async () => {
		open = async (item) => {
			if (item === 0) throw failure();
			return await Promise.resolve(opened());
		};
		execute = async (_, item) => await Promise.resolve([{ item }]);

		expect((await run(2)).error).toMatchObject({
			...{ message: 'It failed.', context: { itemIndex: 0 } },
		});
		const { items } = await run(2, { onError: 'continueRegularOutput' });
		expect(items.map(({ json }) => json.error ?? json.item)).toEqual(['It failed.', 1]);
	});
});

/** A record that does not fit. */
const bad = (id?: string, reason = '"time" is missing') =>
	unreadable({ id, reason }, reason, { id }).unreadable;
const list = (records: ReturnType<typeof bad>[], readable: number) => ({
	...{ items: readable > 0 ? [{ n: 1 }] : [], unreadable: records, readable, hints: [] },
});

test('an item may have a file and a hint; each hint is told once, and many are cut short', async () => {
	const file = { data: '', mimeType: 'text/plain' };
	execute = async (_, item) =>
		await Promise.resolve([
			new Item({ item }, { binary: { file }, hint: `Look at ${item % 7}.` }),
			new Item({ item }, {}),
		]);
	const { items, hints } = await run(14);

	expect(items.slice(0, 2)).toEqual([
		{ json: { item: 0 }, binary: { file }, pairedItem: { item: 0 } },
		{ json: { item: 0 }, pairedItem: { item: 0 } },
	]);
	expect(hints.map(({ message }) => message)).toEqual([
		...[0, 1, 2, 3].map((item) => `Look at ${item}.`),
		'… and 3 more',
	]);
});

describe('records that cannot be read', () => {
	test.each([
		[[bad()], '1 call could not be read and is missing: "time" is missing'],
		[
			[bad('a'), bad('b'), bad(undefined, 'not valid JSON'), bad('c')],
			'4 calls could not be read and are missing: a ("time" is missing); b ("time" is missing); not valid JSON',
		],
	])('beside others are a hint: %#', async (records, message) => {
		execute = async () => await Promise.resolve(list(records, 1));
		const { items, hints, error } = await run(1);

		expect(error).toBeUndefined();
		expect(items.map(({ json }) => json)).toEqual([{ n: 1 }]);
		expect(hints).toMatchObject([{ message, type: 'warning' }]);
	});

	test('beside one that the filters leave out are a hint, too', async () => {
		execute = async () => await Promise.resolve({ ...list([bad()], 1), items: [] });
		const { hints, error } = await run(1);

		expect(error).toBeUndefined();
		expect(hints).toHaveLength(1);
	});

	test('are an error where nothing could be read', async () => {
		execute = async () => await Promise.resolve(list([bad('a'), bad('b')], 0));
		const { error, hints } = await run(1);

		expect(error).toMatchObject({
			message: 'This call could not be read: a ("time" is missing).',
			...{ failure: { cause: 'node-defect' }, context: { itemIndex: 0 } },
		});
		expect(hints).toEqual([]);
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
		execute = async () => await Promise.resolve(list([bad('20260509214921-8AA6D')], 2));
		const { items, hints } = await run(1, { onError });

		expect(items.map(({ json }) => json)).toEqual([
			{ n: 1 },
			{
				error: 'This call could not be read: 20260509214921-8AA6D ("time" is missing).',
				description:
					'Other calls are not affected. Check for an update to the node package. If there is none, report this error to its developers.',
			},
		]);
		expect(hints).toEqual([]);
	});

	test('an error without a description has none, and an unknown operation is one', async () => {
		const { items } = await run(1, { onError, parameters: { operation: 'put' } });
		expect(items.map(({ json }) => json)).toEqual([
			{ error: 'There is no operation named call: put' },
		]);
		const other = await run(1, { onError, parameters: { resource: 'none' } });
		expect(other.items.map(({ json }) => json)).toEqual([
			{ error: 'There is no operation named none: get' },
		]);
	});

	test('into the error output go those that failed, and no others', async () => {
		execute = async (_, item) => {
			if (item === 0) throw failure();
			return await Promise.resolve([{ item }]);
		};
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
