import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createCredential, type StoredCredential } from '../e2e/harness/editor';
import { projectRoot } from '../e2e/harness/installation';
import type { Session } from '../e2e/harness/Session';
import {
	createWorkflow,
	executionsOf,
	publishWorkflow,
	runWorkflow,
	unpublishWorkflow,
	type Execution,
	type Workflow,
} from '../e2e/harness/workflows';
import { until } from '../e2e/harness/until';
import type { Vendor } from './calls';
import type { Recipe } from './list';
import type { Service } from './services/service';

const PACKAGE = 'n8n-nodes-call-transcripts';
const ANY_VENDOR = /yeastar|cytracom/;
/** What starts a recipe that waits for no call. */
const SCHEDULE = 'n8n-nodes-base.scheduleTrigger';
const CHAT = '@n8n/n8n-nodes-langchain.chatTrigger';

/** Reads a recipe as it is in `examples/`. */
export async function readRecipe(file: string): Promise<Workflow> {
	const text = await readFile(join(projectRoot, 'examples', `${file}.json`), 'utf8');
	return JSON.parse(text) as Workflow;
}

/**
 * What a user does after the import: activates the trigger of the own phone system, or puts its node in the place of the other's, makes the choices of
 * the notes; and asks for the calls of the last day, so that there is something to write at once.
 */
export function setUp(
	{ workflow, choices = {} }: { workflow: Workflow; choices?: Recipe['choices'] },
	vendor: Vendor,
	credentials: StoredCredential[],
	{ nodes: withCredential }: Pick<Service, 'nodes'>,
): Workflow {
	const choose = (type: string) => credentials.filter((one) => one.type === type);
	const outside = credentials.filter(({ type }) => !/^(yeastar|cytracom)Api$/.test(type));
	return {
		...workflow,
		nodes: workflow.nodes.map((imported) => {
			const node = {
				...imported,
				parameters: { ...imported.parameters, ...choices[imported.name] },
			};
			if (node.type.startsWith(`${PACKAGE}.`)) {
				const isTrigger = node.type.endsWith('Trigger');
				const credentials = references(choose(`${vendor}Api`));
				if (!isTrigger)
					return { ...node, type: node.type.replace(ANY_VENDOR, vendor), credentials };
				const options = { ...(node.parameters.options as object), initialLookbackHours: 24 };
				const disabled = !node.type.startsWith(`${PACKAGE}.${vendor}`);
				return { ...node, disabled, parameters: { ...node.parameters, options }, credentials };
			}
			return withCredential.includes(node.type)
				? { ...node, credentials: references(outside) }
				: node;
		}),
	};
}

const references = (credentials: StoredCredential[]) =>
	Object.fromEntries(credentials.map(({ type, id, name }) => [type, { id, name }]));

/** Imports a workflow and runs it as it is meant to: a trigger is switched on, a schedule or a chat started by hand. */
export async function runOnce(session: Session, workflow: Workflow): Promise<Execution> {
	const byHand = workflow.nodes.find(({ type }) => type === SCHEDULE || type === CHAT);
	if (!byHand) return await runPublished(session, workflow);
	const question = {
		chatInput: 'What were the calls about?',
		sessionId: 'one',
		action: 'sendMessage',
	};
	const pinData = byHand.type === CHAT ? { [byHand.name]: [{ json: question }] } : {};
	const { id } = await createWorkflow(session, { ...workflow, pinData });
	return await runWorkflow(session, id, byHand.name);
}

/** Switches it on, waits for its first execution, and switches it off again. */
async function runPublished(session: Session, workflow: Workflow): Promise<Execution> {
	const { id } = await createWorkflow(session, workflow);
	const { status, triggers } = await publishWorkflow(session, id);
	if (status !== 'published') throw new Error(triggers[0]?.errorMessage ?? status);
	try {
		return await until(async () => (await executionsOf(session, id))[0], {
			what: `execution of "${workflow.name}"`,
			withinMs: 90_000,
			everyMs: 500,
		});
	} finally {
		await unpublishWorkflow(session, id);
	}
}

/** Puts a service's credential into n8n. */
export async function storeCredentials(
	session: Session,
	{ credential }: Service,
): Promise<StoredCredential[]> {
	return credential ? [await createCredential(session, credential)] : [];
}

/** What went wrong in an execution; undefined when nothing did. */
export function failureOf({ status, data }: Execution): string | undefined {
	if (status === 'success') return undefined;
	const { error, lastNodeExecuted } = data.resultData;
	return `${lastNodeExecuted ?? status}: ${error?.message ?? status} ${error?.description ?? ''}`;
}
