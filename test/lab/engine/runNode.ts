import { WorkflowExecute } from 'n8n-core';
import {
	createRunExecutionData,
	type ExecutionError,
	type ExecutionStatus,
	type INode,
	type INodeExecutionData,
	type IRun,
	type NodeExecutionHint,
	type WorkflowExecuteMode,
} from 'n8n-workflow';

import {
	createAdditionalData,
	createNode,
	createWorkflow,
	type EngineOptions,
	type NodeSettings,
} from './engine';
import { INPUT_NODE_TYPE } from './nodeTypes';

export interface RunNodeOptions extends NodeSettings {
	/** Default: one empty item, as a manual trigger gives. */
	input?: INodeExecutionData[];
	onError?: INode['onError'];
	/** Cancels the execution, as the Stop button does. */
	abortSignal?: AbortSignal;
	mode?: WorkflowExecuteMode;
}

export interface RunResult {
	/** The first output. Empty when the run failed. */
	items: INodeExecutionData[];
	/** The error output, of a node set to `continueErrorOutput`. */
	errorItems: INodeExecutionData[];
	/**
	 * What n8n records: a plain object with the error's own properties (`name`, `message`, `description`, `context`, ...),
	 * so no `instanceof`. `cause` is only there where it was an enumerable property: an error's native cause is lost.
	 */
	error?: ExecutionError;
	/** What n8n shows at the node after the run. */
	hints: NodeExecutionHint[];
	status: ExecutionStatus;
}

/**
 * Runs one node in a real execution (`WorkflowExecute`, n8n-core), after a node "Input" that returned the items: expressions
 * may refer to it, and pairing and the error output work as in a workflow. Missing required parameters are reported as
 * n8n does, before the node runs.
 */
export async function runNode(engine: EngineOptions, options: RunNodeOptions): Promise<RunResult> {
	const { input = [{ json: {} }], mode = 'trigger', onError, abortSignal } = options;
	const inputNode = createNode({ type: INPUT_NODE_TYPE, name: 'Input' });
	const node = createNode(options, onError && { onError });
	const workflow = createWorkflow(engine, [inputNode, node]);
	const items = structuredClone(input);
	const runExecutionData = createRunExecutionData({
		resultData: {
			runData: {
				Input: [
					{
						startTime: 0,
						executionTime: 0,
						executionIndex: 0,
						executionStatus: 'success',
						source: [],
						data: { main: [items] },
					},
				],
			},
		},
		executionData: {
			nodeExecutionStack: [
				{ node, data: { main: [items] }, source: { main: [{ previousNode: 'Input' }] } },
			],
		},
	});
	const execution = new WorkflowExecute(createAdditionalData(engine, mode), mode, runExecutionData);
	return await finish(() => execution.processRunExecutionData(workflow), node.name, abortSignal);
}

type Execution = ReturnType<WorkflowExecute['processRunExecutionData']>;

/** Waits for an execution and reads one node's result out of what n8n would store. */
export async function finish(
	start: () => Execution,
	nodeName: string,
	abortSignal?: AbortSignal,
): Promise<RunResult> {
	const execution = start();
	const cancel = () => execution.cancel();
	abortSignal?.addEventListener('abort', cancel);
	let run: IRun;
	try {
		if (abortSignal?.aborted) cancel();
		run = await execution;
	} finally {
		abortSignal?.removeEventListener('abort', cancel);
	}
	const { error, runData } = run.data.resultData;
	const { data, hints = [] } = runData[nodeName]?.at(-1) ?? {};
	const [items, errorItems] = data?.main ?? [];
	return { items: items ?? [], errorItems: errorItems ?? [], error, hints, status: run.status };
}
