import { describeNode, subtitleOf } from '../../../../nodes/shared/operations/describeNode';
import type { Operation, Resource } from '../../../../nodes/shared/operations/operation';
import { limitParameters, simplifyParameter } from '../../../../nodes/shared/operations/parameters';

const operation = (
	name: string,
	value: string,
	parameters: Operation['parameters'],
): Operation => ({
	...{
		name,
		value,
		parameters,
		description: `${name}.`,
		toolDescription: `${name}!`,
		action: `${name} of a call`,
	},
	execute: async () => await Promise.resolve([]),
});
const resources: Resource[] = [
	{
		...{ name: 'Call', value: 'call', defaultOperation: 'list' },
		operations: [
			operation('Get Call', 'get', [simplifyParameter]),
			operation('List Calls', 'list', limitParameters),
		],
	},
	{
		...{ name: 'System', value: 'system', defaultOperation: 'get' },
		operations: [operation('Get Health', 'get', [])],
	},
];
const { properties, ...node } = describeNode({
	...{ displayName: 'Phone', name: 'phone', description: 'Calls', credential: 'phoneApi' },
	...{ resources, defaultResource: 'call' },
});

test('a node has one input, one output and its credential', () => {
	expect(node).toMatchObject({
		...{ displayName: 'Phone', name: 'phone', defaults: { name: 'Phone' } },
		...{ inputs: ['main'], outputs: ['main'] },
		credentials: [{ name: 'phoneApi', required: true }],
	});
});

test('its menus are its resources and their operations', () => {
	const [resource, ofCall, ofSystem] = properties;

	expect(resource).toMatchObject({
		...{ name: 'resource', noDataExpression: true, default: 'call' },
		options: [
			{ name: 'Call', value: 'call' },
			{ name: 'System', value: 'system' },
		],
	});
	expect(ofCall).toMatchObject({
		...{ name: 'operation', noDataExpression: true, default: 'list' },
		displayOptions: { show: { resource: ['call'] } },
		options: [
			{ name: 'Get Call', value: 'get', description: 'Get Call.', action: 'Get Call of a call' },
			{ name: 'List Calls', value: 'list' },
		],
	});
	expect(ofSystem).toMatchObject({
		...{ default: 'get', displayOptions: { show: { resource: ['system'] } } },
	});
});

test('each parameter is shown with its operation only, and under its own condition', () => {
	expect(
		properties
			.slice(3)
			.filter(({ name }) => name !== 'toolDescription')
			.map(({ name, displayOptions }) => [name, displayOptions?.show]),
	).toEqual([
		['simplify', { resource: ['call'], operation: ['get'] }],
		['returnAll', { resource: ['call'], operation: ['list'] }],
		['limit', { returnAll: [false], resource: ['call'], operation: ['list'] }],
	]);
});

test('the subtitle is the name of the operation, also where two resources have one of that value', () => {
	const subtitle = (resource: string, operationValue: string) => {
		const { expression } = /^=\{\{(?<expression>.*)\}\}$/.exec(subtitleOf(resources))!.groups!;
		// eslint-disable-next-line @typescript-eslint/no-implied-eval
		const evaluate = new Function('$parameter', `return ${expression!}`) as (of: object) => unknown;
		return evaluate({ resource, operation: operationValue });
	};
	expect(subtitle('call', 'get')).toBe('Get Call');
	expect(subtitle('call', 'list')).toBe('List Calls');
	expect(subtitle('system', 'get')).toBe('Get Health');
});
