import type { IDataObject, INode, INodeExecutionData, INodeParameters } from 'n8n-workflow';
import type { StoredCredential } from './editor';
import type { Session } from './Session';
import { createWorkflow, itemsOf, runWorkflow } from './workflows';

export interface NodeRun {
	/** The node's full type, such as `n8n-nodes-call-transcripts.yeastar`. */
	type: string;
	parameters: INodeParameters;
	credential?: StoredCredential;
	/** What the node before gives; one empty item when left out. */
	input?: IDataObject[];
	onError?: INode['onError'];
	/** IANA name of the workflow's time zone. */
	timezone?: string;
}

/** Puts one node into a workflow after a manual trigger, runs it and returns its items; fails with the node's error. */
export async function runNode(session: Session, run: NodeRun): Promise<INodeExecutionData[]> {
	const { credential } = run;
	const node: INode = {
		id: 'node',
		name: 'Node',
		type: run.type,
		typeVersion: 1,
		position: [220, 0],
		parameters: run.parameters,
		...(run.onError && { onError: run.onError }),
		...(credential && {
			credentials: { [credential.type]: { id: credential.id, name: credential.name } },
		}),
	};
	const workflow = await createWorkflow(session, {
		name: `Run ${run.type}`,
		nodes: [
			{
				id: 'trigger',
				name: 'Trigger',
				type: 'n8n-nodes-base.manualTrigger',
				typeVersion: 1,
				position: [0, 0],
				parameters: {},
			},
			node,
		],
		connections: { Trigger: { main: [[{ node: node.name, type: 'main', index: 0 }]] } },
		...(run.timezone && { settings: { timezone: run.timezone } }),
		pinData: { Trigger: (run.input ?? [{}]).map((json) => ({ json })) },
	});
	const execution = await runWorkflow(session, workflow.id, 'Trigger');
	return itemsOf(execution, node.name);
}
