import { ExecutionLifecycleHooks, ExternalSecretsProxy } from 'n8n-core';
import {
	deepCopy,
	type ICredentialType,
	type IDataObject,
	type INode,
	type INodeCredentials,
	type INodeParameters,
	type INodeType,
	type IWorkflowExecuteAdditionalData,
	Workflow,
	type WorkflowExecuteMode,
} from 'n8n-workflow';

import type { CredentialStore } from './credentialStore';
import { CredentialsHelper } from './credentialsHelper';
import { prepareEnvironment } from './environment';
import { NodeTypes } from './nodeTypes';

export const WORKFLOW_ID = 'engine-test';

/** What an n8n instance knows: its nodes, its types of credentials, its stored credentials, its time zone. */
export interface EngineOptions {
	/** By the full name that workflows use, `n8n-nodes-call-transcripts.yeastar`. Each class is created once. */
	nodeTypes: Record<string, new () => INodeType>;
	credentialTypes: ICredentialType[];
	store: CredentialStore;
	/** Time zone of the workflow, an IANA name. Default: `America/New_York`, as in n8n. */
	timezone?: string;
	/** `$vars` in expressions; may be changed between two runs. */
	variables?: IDataObject;
}

/** A node as in a workflow; what `parameters` leaves out gets the default of the node's description. */
export interface NodeSettings {
	type: string;
	parameters?: INodeParameters;
	credentials?: INodeCredentials;
	name?: string;
	/** Default 1. */
	typeVersion?: number;
}

const nodeTypesOfEngines = new WeakMap<EngineOptions, NodeTypes>();

export function getNodeTypes(engine: EngineOptions): NodeTypes {
	prepareEnvironment();
	const known = nodeTypesOfEngines.get(engine) ?? new NodeTypes(engine.nodeTypes);
	nodeTypesOfEngines.set(engine, known);
	return known;
}

export function getCredentialsHelper(engine: EngineOptions): CredentialsHelper {
	return new CredentialsHelper(engine.credentialTypes, engine.store, getNodeTypes(engine));
}

/** A deep copy, as n8n reads a workflow afresh from its database: n8n fills defaults into a node's parameters. */
export function createNode(settings: NodeSettings, extra: Partial<INode> = {}): INode {
	const { type, parameters = {}, credentials, name = 'Node', typeVersion = 1 } = settings;
	return {
		id: name,
		name,
		type,
		typeVersion,
		position: [0, 0],
		...deepCopy({ parameters, credentials }),
		...extra,
	};
}

export function createWorkflow(
	engine: EngineOptions,
	nodes: INode[],
	{ active = false, staticData = {} }: { active?: boolean; staticData?: IDataObject } = {},
): Workflow {
	const [first, second] = nodes;
	const connections =
		first && second
			? { [first.name]: { main: [[{ node: second.name, type: 'main' as const, index: 0 }]] } }
			: {};
	return new Workflow({
		id: WORKFLOW_ID,
		name: 'Engine test',
		nodes,
		connections,
		active,
		nodeTypes: getNodeTypes(engine),
		staticData,
		settings: { executionOrder: 'v1', timezone: engine.timezone },
	});
}

/** In place of `getBase` in `n8n/dist/workflow-execute-additional-data.js`. */
export function createAdditionalData(
	engine: EngineOptions,
	mode: WorkflowExecuteMode,
	more: Partial<IWorkflowExecuteAdditionalData> = {},
): IWorkflowExecuteAdditionalData {
	const url = 'http://localhost:5678/';
	const absent = (): never => {
		throw new Error('This part of n8n is not in the engine of the tests');
	};
	return {
		currentNodeExecutionIndex: 0,
		credentialsHelper: getCredentialsHelper(engine),
		executeWorkflow: absent,
		getRunExecutionData: absent,
		getRuntimeCredential: absent,
		startRunnerTask: absent,
		logAiEvent: () => undefined,
		executionId: '1',
		hooks: new ExecutionLifecycleHooks(mode, '1', {
			id: WORKFLOW_ID,
			name: 'Engine test',
			active: false,
			activeVersionId: null,
			isArchived: false,
			createdAt: new Date(),
			updatedAt: new Date(),
			nodes: [],
			connections: {},
		}),
		externalSecretsProxy: new ExternalSecretsProxy(),
		variables: engine.variables ?? {},
		workflowId: WORKFLOW_ID,
		restApiUrl: `${url}rest`,
		instanceBaseUrl: url,
		formBaseUrl: `${url}form`,
		formWaitingBaseUrl: `${url}form-waiting`,
		formTestBaseUrl: `${url}form-test`,
		webhookBaseUrl: `${url}webhook`,
		webhookWaitingBaseUrl: `${url}webhook-waiting`,
		webhookTestBaseUrl: `${url}webhook-test`,
		mcpBaseUrl: `${url}mcp`,
		mcpTestBaseUrl: `${url}mcp-test`,
		...more,
	};
}
