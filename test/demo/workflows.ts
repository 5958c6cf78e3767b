import type { INode } from 'n8n-workflow';
import { createCredential, type Credential, type StoredCredential } from '../e2e/harness/editor';
import { readRecipe, setUp, type Vendor } from '../e2e/harness/examples';
import type { Session } from '../e2e/harness/Session';
import { until } from '../e2e/harness/until';
import {
	createWorkflow,
	executionsOf,
	publishWorkflow,
	runWorkflow,
	type Execution,
	type Workflow,
} from '../e2e/harness/workflows';

const VENDORS: Vendor[] = ['yeastar', 'cytracom'];
const DATA_TABLE = 'n8n-nodes-base.dataTable';
const STICKY_NOTE = 'n8n-nodes-base.stickyNote';
const CHAT_MODEL = '@n8n/n8n-nodes-langchain.lmChatOpenAi';
const SLACK_TABLE = 'Messages to Slack';
/** One for each block of the recipe's message, in its order. */
const SLACK_COLUMNS = ['headline', 'call', 'summary', 'toDo'];
const QUESTION = 'What do we still have to do for our customers?';

/** Pages of the editor, below n8n's address. */
export interface Links {
	calls: string;
	messages: string;
	callsWorkflow: string;
	slackWorkflow: string;
	answer: string;
}

/** Puts credentials, tables and workflows into a new n8n, switches them on, and waits until they have run. */
export async function addWorkflows(session: Session, wanted: Credential[]): Promise<Links> {
	const credentials = await Promise.all(wanted.map((one) => createCredential(session, one)));
	const toTable = ofBothVendors('new-call-to-data-table', credentials);
	const toSlack = withoutSlack(ofBothVendors('new-call-to-slack', credentials));
	const agent = setUp(readRecipe('ask-your-calls'), {
		vendor: 'yeastar',
		credentials,
		types: [CHAT_MODEL],
	});
	const tables = await createTables(session, [
		...tablesOf(toTable),
		...tablesOf(toSlack),
		{ name: SLACK_TABLE, columns: SLACK_COLUMNS.map((name) => ({ name, type: 'string' })) },
	]);
	const [callsWorkflow, slackWorkflow, answer] = await Promise.all([
		publish(session, toTable),
		publish(session, toSlack),
		ask(session, agent),
	]);
	return {
		calls: tables['Phone Calls']!,
		messages: tables[SLACK_TABLE]!,
		callsWorkflow,
		slackWorkflow,
		answer,
	};
}

/** A recipe with the triggers of both phone systems, and without its notes, which tell what is done here already. */
function ofBothVendors(recipe: string, credentials: StoredCredential[]): Workflow {
	const [ofOne, ofOther] = VENDORS.map((vendor) =>
		setUp(readRecipe(recipe), { vendor, credentials }),
	);
	const nodes = ofOne!.nodes.map((node, place) => (node.disabled ? ofOther!.nodes[place]! : node));
	return { ...ofOne!, nodes: nodes.filter(({ type }) => type !== STICKY_NOTE) };
}

/** Writes the texts that would go to Slack into a table: the demo has no account of Slack. */
function withoutSlack(workflow: Workflow): Workflow {
	const inTable = (node: INode): INode => {
		if (node.type !== 'n8n-nodes-base.slack') return node;
		const blocks = (node.parameters.blocksUi as string).replace(/^=\{\{|\}\}$/g, '');
		const textOf = (place: number) =>
			`={{ [JSON.parse(${blocks}).blocks[${place}]].map((block) => (block?.text ?? block?.elements[0])?.text ?? "")[0] }}`;
		const value = Object.fromEntries(SLACK_COLUMNS.map((name, place) => [name, textOf(place)]));
		return {
			...node,
			type: DATA_TABLE,
			typeVersion: 1.1,
			parameters: {
				resource: 'row',
				operation: 'insert',
				dataTableId: { __rl: true, mode: 'name', value: SLACK_TABLE },
				columns: { mappingMode: 'defineBelow', value },
			},
			notes: 'Goes to a table in this demo',
			notesInFlow: true,
		};
	};
	return { ...workflow, nodes: workflow.nodes.map(inTable) };
}

interface Table {
	name: string;
	columns: { name: string; type: string }[];
}

/** The tables that a workflow would make in its first run: here two triggers would make them at the same time. */
function tablesOf({ nodes }: Workflow): Table[] {
	return nodes
		.map(
			({ parameters }) =>
				parameters as { tableName?: string; columns?: { column?: Table['columns'] } },
		)
		.filter(({ tableName }) => tableName !== undefined)
		.map(({ tableName, columns }) => ({ name: tableName!, columns: columns!.column! }));
}

/** @returns the pages of the tables by their names */
async function createTables(session: Session, tables: Table[]): Promise<Record<string, string>> {
	const { id: project } = await session.request<{ id: string }>('GET', '/rest/projects/personal');
	const pages: Record<string, string> = {};
	for (const table of tables) {
		const path = `/rest/projects/${project}/data-tables`;
		const { id } = await session.request<{ id: string }>('POST', path, table);
		pages[table.name] = `/projects/${project}/datatables/${id}`;
	}
	return pages;
}

/** Switches a workflow on, and waits until both triggers have handed over the calls of the last hours. */
async function publish(session: Session, workflow: Workflow): Promise<string> {
	const { id } = await createWorkflow(session, workflow);
	await publishWorkflow(session, id);
	const runs = await until(
		async () => {
			const ended = await executionsOf(session, id);
			return ended.length < VENDORS.length ? undefined : ended;
		},
		{ what: `execution of "${workflow.name}"`, withinMs: 90_000, everyMs: 500 },
	);
	return runs.map(pageOf)[0]!;
}

/** Asks the agent one question, as a chat would. */
async function ask(session: Session, workflow: Workflow): Promise<string> {
	const chat = workflow.nodes.find(({ type }) => type.endsWith('.chatTrigger'))!;
	const question = { chatInput: QUESTION, sessionId: 'demo', action: 'sendMessage' };
	const pinData = { [chat.name]: [{ json: question }] };
	const stored = await createWorkflow(session, { ...workflow, pinData });
	const execution = await runWorkflow(session, stored.id, chat.name);
	// the chat of the editor is for the user's own questions
	await session.request('PATCH', `/rest/workflows/${stored.id}`, { ...workflow, pinData: {} });
	return pageOf(execution);
}

/** @throws Error when the execution has failed */
function pageOf({ id, workflowId, status, data }: Execution): string {
	if (status === 'success') return `/workflow/${workflowId}/executions/${id}`;
	const { error, lastNodeExecuted } = data.resultData;
	throw new Error(`${lastNodeExecuted ?? status}: ${error?.message ?? status}`);
}
