import { LoadOptionsContext } from 'n8n-core';
import type { INodeListSearchResult } from 'n8n-workflow';

import {
	createAdditionalData,
	createNode,
	createWorkflow,
	type EngineOptions,
	getNodeTypes,
	type NodeSettings,
} from './engine';

export interface SearchListOptions extends NodeSettings {
	/** Name of one of the node's `methods.listSearch`. */
	method: string;
	filter?: string;
	paginationToken?: string;
	/** Parameter whose picker is open. n8n resolves relative names (`&name`) by it. */
	path?: string;
}

/**
 * Opens the list of a resource locator: `getResourceLocatorResults` in n8n's `dynamic-node-parameters.service.js`.
 * The editor sends the node's parameters with their defaults, so they are filled in here.
 */
export async function searchList(
	engine: EngineOptions,
	options: SearchListOptions,
): Promise<INodeListSearchResult> {
	const { type, method, filter, paginationToken, path = '' } = options;
	const search = getNodeTypes(engine).getByName(type).methods?.listSearch?.[method];
	if (!search) throw new Error(`Node type "${type}" has no listSearch method named "${method}"`);
	const node = createNode({ ...options, name: 'Temp-Node' });
	const workflow = createWorkflow(engine, [node]);
	const additionalData = createAdditionalData(engine, 'internal', {
		currentNodeParameters: node.parameters,
	});
	const context = new LoadOptionsContext(workflow, node, additionalData, path);
	const result = await search.call(context, filter, paginationToken);
	const { paginationToken: token } = result as { paginationToken?: unknown };
	return typeof token === 'number' ? { ...result, paginationToken: String(token) } : result;
}
