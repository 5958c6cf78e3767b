import { WorkflowExecute } from 'n8n-core';
import {
	createRunExecutionData,
	type IDataObject,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	Workflow,
} from 'n8n-workflow';

import {
	createAdditionalData,
	createNode,
	type EngineOptions,
	getNodeTypes,
	type NodeSettings,
	WORKFLOW_ID,
} from './engine';

/** A tool as LangChain has it. */
interface Tool {
	name: string;
	description: string;
	invoke(args: IDataObject): Promise<string>;
}

export interface ToolAnswer {
	description: string;
	/** What the model reads, parsed. */
	answer: IDataObject[];
	/** Characters of it. */
	length: number;
}

/**
 * Calls a node as a tool of an agent, as n8n does: `$fromAI` in its parameters is what the model sends. The type gets
 * "Tool" after its name and the connection of a tool, as in n8n's `ai-tools.js`.
 *
 * @throws what the model would read as an error
 */
export async function callTool(
	engine: EngineOptions,
	{ type, ...settings }: NodeSettings,
	args: IDataObject = {},
): Promise<ToolAnswer> {
	const nodeTypes = getNodeTypes(engine);
	const nodeType = nodeTypes.getByName(type);
	const description = { ...nodeType.description, usableAsTool: undefined };
	const toolType = Object.create(nodeType, {
		description: {
			value: { ...description, name: `${description.name}Tool`, inputs: [], outputs: ['ai_tool'] },
		},
	}) as INodeType;
	let outcome: Promise<ToolAnswer> | undefined;
	nodeTypes.add(`${type}Tool`, toolType);
	nodeTypes.add(
		'test.agent',
		agentThat(async (tool) => await (outcome = ask(tool, args))),
	);

	const agent = createNode({ type: 'test.agent', name: 'Agent' });
	const tool = createNode({ ...settings, type: `${type}Tool`, name: 'Tool' });
	const workflow = new Workflow({
		id: WORKFLOW_ID,
		nodes: [agent, tool],
		connections: { Tool: { ai_tool: [[{ node: 'Agent', type: 'ai_tool', index: 0 }]] } },
		active: false,
		nodeTypes,
		settings: { executionOrder: 'v1', timezone: engine.timezone },
	});
	const items = [[{ json: {} }]];
	const data = createRunExecutionData({
		executionData: { nodeExecutionStack: [{ node: agent, data: { main: items }, source: null }] },
	});
	const execution = new WorkflowExecute(createAdditionalData(engine, 'trigger'), 'trigger', data);
	const run = await execution.processRunExecutionData(workflow);
	if (outcome) return await outcome;
	throw new Error('The tool was not called', { cause: run.data.resultData.error });
}

async function ask(tool: Tool, args: IDataObject): Promise<ToolAnswer> {
	const text = await tool.invoke(args);
	return {
		description: tool.description,
		answer: JSON.parse(text) as IDataObject[],
		length: text.length,
	};
}

const agentThat = (asks: (tool: Tool) => Promise<unknown>): INodeType => ({
	description: {
		displayName: 'Agent',
		name: 'agent',
		group: ['transform'],
		version: 1,
		description: 'Calls the one tool that it has',
		defaults: { name: 'Agent' },
		inputs: ['main', 'ai_tool'],
		outputs: ['main'],
		properties: [],
	},
	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const [tool] = (await this.getInputConnectionData('ai_tool', 0)) as [Tool];
		await asks(tool);
		return [[]];
	},
});
