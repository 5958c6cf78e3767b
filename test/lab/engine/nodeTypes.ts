import { commonPollingParameters } from 'n8n-core/dist/nodes-loader/constants';
import type { IDataObject, INodeType, INodeTypes } from 'n8n-workflow';

/** The previous node of a run: the items that the node under test gets come from here. */
export const INPUT_NODE_TYPE = 'n8n-nodes-base.manualTrigger';

const inputNode: INodeType = {
	description: {
		displayName: 'Input',
		name: INPUT_NODE_TYPE,
		group: ['trigger'],
		version: 1,
		description: 'Gives the input items of the node under test',
		defaults: { name: 'Input' },
		inputs: [],
		outputs: ['main'],
		properties: [],
	},
};

/**
 * The node types of a run, in place of n8n's `node-types.js`. As n8n's loader does (`directory-loader.js`,
 * `applySpecialNodeParameters`), a polling node gets the parameter `pollTimes`.
 */
export class NodeTypes implements INodeTypes {
	private readonly types = new Map<string, INodeType>([[INPUT_NODE_TYPE, inputNode]]);

	constructor(classes: Record<string, new () => INodeType>) {
		for (const [name, NodeClass] of Object.entries(classes)) this.add(name, new NodeClass());
	}

	add(name: string, nodeType: INodeType): void {
		const { polling, properties } = nodeType.description;
		if (polling) nodeType.description.properties = [...commonPollingParameters, ...properties];
		this.types.set(name, nodeType);
	}

	getByName(name: string): INodeType {
		const nodeType = this.types.get(name);
		if (!nodeType) throw new Error(`The engine knows no node type "${name}"`);
		return nodeType;
	}

	getByNameAndVersion(name: string): INodeType {
		return this.getByName(name);
	}

	getKnownTypes(): IDataObject {
		return {};
	}
}
