import type { INodeProperties, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { actionBuilderHint } from '../builderHints';
import { toolDescriptionParameter } from './agentTool';
import type { Connection, Resource } from './operation';
import { shownWith } from './parameters';

interface NodeFacts<C extends Connection> {
	displayName: string;
	name: string;
	description: string;
	credential: string;
	/** In alphabetical order. */
	resources: Resource<C>[];
	defaultResource: string;
}

/** The description of an action node: menus and parameters, all taken from its operations. */
export const describeNode = <C extends Connection>({
	displayName,
	name,
	description,
	credential,
	resources,
	defaultResource,
}: NodeFacts<C>): Omit<INodeTypeDescription, 'icon' | 'subtitle' | 'version'> => ({
	displayName,
	name,
	group: ['input'],
	description,
	defaults: { name: displayName },
	builderHint: actionBuilderHint(name, displayName),
	inputs: [NodeConnectionTypes.Main],
	outputs: [NodeConnectionTypes.Main],
	credentials: [{ name: credential, required: true }],
	// rows of the pickers fit into it whole
	parameterPane: 'wide',
	properties: [
		{
			displayName: 'Resource',
			name: 'resource',
			type: 'options',
			noDataExpression: true,
			options: resources.map(({ name: resource, value }) => ({ name: resource, value })),
			default: defaultResource,
		},
		...resources.map(operationMenu),
		...resources.flatMap(({ value, operations }) =>
			operations.flatMap(({ value: operation, toolDescription, parameters }) =>
				shownWith(value, operation, [
					toolDescriptionParameter(`${toolDescription} Phone system: ${displayName}.`),
					...parameters,
				]),
			),
		),
	],
});

const operationMenu = <C extends Connection>({
	value: resource,
	operations,
	defaultOperation,
}: Resource<C>): INodeProperties => ({
	displayName: 'Operation',
	name: 'operation',
	type: 'options',
	noDataExpression: true,
	displayOptions: { show: { resource: [resource] } },
	options: operations.map(({ name, value, description, action }) => ({
		name,
		value,
		description,
		action,
	})),
	default: defaultOperation,
});

/** What the canvas shows below the node: the name of its operation. */
export const subtitleOf = <C extends Connection>(resources: Resource<C>[]): string =>
	`={{ (${JSON.stringify(namesOf(resources))})[$parameter["resource"] + ":" + $parameter["operation"]] }}`;

const namesOf = <C extends Connection>(resources: Resource<C>[]): Record<string, string> =>
	Object.fromEntries(
		resources.flatMap(({ value: resource, operations }) =>
			operations.map(({ value, name }) => [`${resource}:${value}`, name]),
		),
	);
