import { WorkflowExecute } from 'n8n-core';
import { HttpBasicAuth } from 'n8n-nodes-base/dist/credentials/HttpBasicAuth.credentials';
import { SplitInBatchesV3 } from 'n8n-nodes-base/dist/nodes/SplitInBatches/v3/SplitInBatchesV3.node';
import { SplitOut } from 'n8n-nodes-base/dist/nodes/Transform/SplitOut/SplitOut.node';
import type { IConnections, INodeExecutionData } from 'n8n-workflow';
import { createRunExecutionData, Workflow } from 'n8n-workflow';

import { CytracomApi } from '../../credentials/CytracomApi.credentials';
import { YeastarApi } from '../../credentials/YeastarApi.credentials';
import { Cytracom } from '../../nodes/Cytracom/Cytracom.node';
import { CytracomTrigger } from '../../nodes/Cytracom/CytracomTrigger.node';
import { Yeastar } from '../../nodes/Yeastar/Yeastar.node';
import { YeastarTrigger } from '../../nodes/Yeastar/YeastarTrigger.node';
import type { EngineOptions, NodeSettings } from '../lab/engine';
import { CredentialStore } from '../lab/engine';
import { createAdditionalData, createNode, getNodeTypes } from '../lab/engine/engine';
import { INPUT_NODE_TYPE } from '../lab/engine/nodeTypes';
import { HttpRequest } from '../lab/support/httpRequestNode';

/** An n8n with the nodes of all contestants and no credential yet. */
export const createEngine = (): EngineOptions => ({
	nodeTypes: {
		'n8n-nodes-call-transcripts.cytracom': Cytracom,
		'n8n-nodes-call-transcripts.cytracomTrigger': CytracomTrigger,
		'n8n-nodes-call-transcripts.yeastar': Yeastar,
		'n8n-nodes-call-transcripts.yeastarTrigger': YeastarTrigger,
		'n8n-nodes-base.httpRequest': HttpRequest,
		'n8n-nodes-base.splitInBatches': SplitInBatchesV3,
		'n8n-nodes-base.splitOut': SplitOut,
	},
	credentialTypes: [new CytracomApi(), new YeastarApi(), new HttpBasicAuth()],
	store: new CredentialStore(),
	timezone: 'UTC',
});

/** A node of a workflow, and where its outputs lead: by name, one list for each output. */
export interface Step extends NodeSettings {
	name: string;
	to?: string[][];
}

/**
 * Runs a workflow in n8n's engine from its first step on.
 *
 * @param input what the first step gets
 * @returns what the step "Last" gives
 * @throws the error with which the execution ended
 */
export async function runWorkflow(
	engine: EngineOptions,
	steps: Step[],
	input: INodeExecutionData[] = [{ json: {} }],
): Promise<INodeExecutionData[]> {
	const inputNode = createNode({ type: INPUT_NODE_TYPE, name: 'Input' });
	const nodes = steps.map((step) => createNode(step));
	const [first] = nodes;
	const connections = Object.fromEntries(
		[{ name: 'Input', to: [[first!.name]] }, ...steps].map(({ name, to = [] }) => [
			name,
			{ main: to.map((names) => names.map((node) => ({ node, type: 'main', index: 0 }))) },
		]),
	) as IConnections;
	const workflow = new Workflow({
		id: 'bench',
		nodes: [inputNode, ...nodes],
		connections,
		active: false,
		nodeTypes: getNodeTypes(engine),
		settings: { executionOrder: 'v1', timezone: 'UTC' },
	});
	const data = createRunExecutionData({
		resultData: {
			runData: {
				Input: [
					{
						startTime: 0,
						executionTime: 0,
						executionIndex: 0,
						executionStatus: 'success',
						source: [],
						data: { main: [input] },
					},
				],
			},
		},
		executionData: {
			nodeExecutionStack: [
				{ node: first!, data: { main: [input] }, source: { main: [{ previousNode: 'Input' }] } },
			],
		},
	});
	const execution = new WorkflowExecute(createAdditionalData(engine, 'trigger'), 'trigger', data);
	const { data: ended } = await execution.processRunExecutionData(workflow);
	if (ended.resultData.error) throw ended.resultData.error;
	return ended.resultData.runData.Last?.at(-1)?.data?.main?.[0] ?? [];
}
