import type {
	IDataObject,
	INodeExecutionData,
	IPinData,
	IRunExecutionData,
	IWorkflowBase,
} from 'n8n-workflow';
import { installation } from './installation';
import type { Session } from './Session';
import { until } from './until';

/** The parts of a workflow that a file of `examples/` holds. */
export type Workflow = Pick<IWorkflowBase, 'name' | 'nodes' | 'connections'> & {
	id?: string;
	settings?: IDataObject;
	pinData?: IPinData;
};

/** A workflow as n8n stored it. */
export interface StoredWorkflow extends Workflow {
	id: string;
	versionId: string;
}

/** One run of a workflow, with its data. */
export interface Execution {
	id: string;
	workflowId: string;
	status: string;
	mode: string;
	createdAt: string;
	data: IRunExecutionData;
}

const UNFINISHED = new Set(['new', 'running', 'waiting', 'unknown']);
const { parse } = installation.require('flatted') as { parse: (text: string) => unknown };

export function createWorkflow(session: Session, workflow: Workflow): Promise<StoredWorkflow> {
	return session.request('POST', '/rest/workflows', { settings: {}, ...workflow });
}

/** Starts a workflow from one of its triggers, as the button of the editor does; returns the execution's ID. */
export async function beginWorkflow(
	session: Session,
	workflowId: string,
	trigger: string,
): Promise<string> {
	const { executionId } = await session.request<{ executionId: string }>(
		'POST',
		`/rest/workflows/${workflowId}/run`,
		{ triggerToStartFrom: { name: trigger } },
	);
	return executionId;
}

/** The same, and waits for its end. */
export async function runWorkflow(
	session: Session,
	workflowId: string,
	trigger: string,
): Promise<Execution> {
	return await finishedExecution(session, await beginWorkflow(session, workflowId, trigger));
}

/** Reads an execution with its data as soon as it has ended. */
export function finishedExecution(session: Session, id: string): Promise<Execution> {
	return until(
		async () => {
			const found = await readExecution(session, id);
			return UNFINISHED.has(found.status) ? undefined : found;
		},
		{ what: `end of execution ${id}`, withinMs: 120_000 },
	);
}

/** Reads an execution with the data that it has so far. */
export async function readExecution(session: Session, id: string): Promise<Execution> {
	const found = await session.request<Omit<Execution, 'data'> & { data: string }>(
		'GET',
		`/rest/executions/${id}`,
	);
	return { ...found, data: parse(found.data) as IRunExecutionData };
}

export interface ExecutionFilter {
	workflowId?: string;
	status?: string[];
}

/** The newest executions that fit, a hundred at most, and how many there are. */
export function executionsWith(
	session: Session,
	filter: ExecutionFilter,
): Promise<{ count: number; results: { id: string; status: string; workflowName: string }[] }> {
	const asText = encodeURIComponent(JSON.stringify(filter));
	return session.request('GET', `/rest/executions?limit=100&filter=${asText}`);
}

/** All executions of a workflow that have ended, oldest first, with their data. */
export async function executionsOf(session: Session, workflowId: string): Promise<Execution[]> {
	const { results } = await executionsWith(session, { workflowId });
	const ended = results.filter(({ status }) => !UNFINISHED.has(status)).reverse();
	return await Promise.all(ended.map(({ id }) => finishedExecution(session, id)));
}

/** What a node gave in an execution; fails with the node's own error if it gave one. */
export function itemsOf(execution: Execution, node: string): INodeExecutionData[] {
	const { runData, error } = execution.data.resultData;
	const run = runData[node]?.at(-1);
	const failure = run?.error ?? error;
	if (failure) throw failure;
	return run?.data?.main?.[0] ?? [];
}

export interface Publication {
	status: 'published' | 'partial' | 'failed' | 'not_published' | 'in_progress';
	triggers: { nodeId: string; status: string; errorMessage: string | null }[];
}

/** Publishes a workflow and waits until n8n, which does it in the background, has started its triggers or given up. */
export async function publishWorkflow(session: Session, id: string): Promise<Publication> {
	const { versionId } = await session.request<StoredWorkflow>('GET', `/rest/workflows/${id}`);
	await session.request('POST', `/rest/workflows/${id}/activate`, { versionId });
	return await until(
		async () => {
			const publication = await session.request<Publication>(
				'GET',
				`/rest/workflows/${id}/publication-status`,
			);
			return publication.status === 'in_progress' ? undefined : publication;
		},
		{ what: `publication of workflow ${id}`, withinMs: 150_000 },
	);
}

/** Switches the triggers of a workflow off. */
export async function unpublishWorkflow(session: Session, id: string): Promise<void> {
	await session.request('POST', `/rest/workflows/${id}/deactivate`, {});
}

/** Stores a workflow, switches it on, and waits for the end of its first execution. It stays on. */
export async function runPublished(session: Session, workflow: Workflow): Promise<Execution> {
	const { id } = await createWorkflow(session, workflow);
	const { status, triggers } = await publishWorkflow(session, id);
	if (status === 'failed') {
		const reason = triggers.find(({ errorMessage }) => errorMessage)?.errorMessage ?? '';
		throw new Error(`"${workflow.name}" could not be switched on: ${reason}`);
	}
	return await until(async () => (await executionsOf(session, id))[0], {
		what: `execution of "${workflow.name}"`,
		withinMs: 90_000,
		everyMs: 500,
	});
}

/** Runs an execution that has failed once more from the node that failed, and waits for its end. */
export async function retryExecution(session: Session, id: string): Promise<Execution> {
	const path = `/rest/executions/${id}/retry`;
	const retry = await session.request<{ id: string }>('POST', path, { loadWorkflow: false });
	return await finishedExecution(session, retry.id);
}
