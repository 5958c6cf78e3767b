import type { INode, INodeParameters } from 'n8n-workflow';
import type { StoredCredential } from '../harness/editor';
import type { Workflow } from '../harness/workflows';

/** A node of a workflow, without what n8n fills in. */
export function node(
	name: string,
	type: string,
	parameters: INodeParameters,
	rest: Partial<INode> & { credential?: StoredCredential } = {},
): INode {
	const { credential, ...others } = rest;
	return {
		id: name,
		name,
		type,
		typeVersion: 1,
		position: [0, 0],
		parameters,
		...(credential && {
			credentials: { [credential.type]: { id: credential.id, name: credential.name } },
		}),
		...others,
	};
}

/** A workflow in which each node gets the items of the one before. */
export function chain(name: string, nodes: INode[]): Workflow {
	const links = nodes
		.slice(1)
		.map((next, index) => [
			nodes[index]?.name ?? '',
			{ main: [[{ node: next.name, type: 'main' as const, index: 0 }]] },
		]);
	return { name, nodes, connections: Object.fromEntries(links) as Workflow['connections'] };
}

/** A workflow in which every other node gets the items of the first one; they run in this order. */
export function fan(name: string, [first, ...others]: [INode, ...INode[]]): Workflow {
	const targets = others.map((next) => ({ node: next.name, type: 'main' as const, index: 0 }));
	const nodes = [first, ...others].map((one, place) => ({
		...one,
		// n8n runs the branches from top to bottom
		position: [place === 0 ? 0 : 220, 200 * place] as [number, number],
	}));
	return { name, nodes, connections: { [first.name]: { main: [targets] } } };
}

/** A trigger that is called by its address, and answers with what the last node gave. */
export const webhook = (path: string): INode =>
	node(
		'Webhook',
		'n8n-nodes-base.webhook',
		{ path, responseMode: 'lastNode', responseData: 'allEntries', options: {} },
		{ typeVersion: 2, webhookId: path },
	);

export const everyMinute = { pollTimes: { item: [{ mode: 'everyMinute' }] } };
