import { createCredential, type StoredCredential } from '../e2e/harness/editor';
import type { Session } from '../e2e/harness/Session';
import {
	createWorkflow,
	runPublished,
	runWorkflow,
	unpublishWorkflow,
	type Execution,
	type Workflow,
} from '../e2e/harness/workflows';
import type { Service } from './services/service';

/** What starts a recipe that waits for no call. */
const SCHEDULE = 'n8n-nodes-base.scheduleTrigger';
const CHAT = '@n8n/n8n-nodes-langchain.chatTrigger';

/** Imports a workflow and runs it as it is meant to: a trigger is turned on, a schedule or a chat is started by hand. */
export async function runOnce(session: Session, workflow: Workflow): Promise<Execution> {
	const byHand = workflow.nodes.find(({ type }) => type === SCHEDULE || type === CHAT);
	if (!byHand) {
		const execution = await runPublished(session, workflow);
		await unpublishWorkflow(session, execution.workflowId);
		return execution;
	}
	const question = {
		chatInput: 'What were the calls about?',
		sessionId: 'one',
		action: 'sendMessage',
	};
	const pinData = byHand.type === CHAT ? { [byHand.name]: [{ json: question }] } : {};
	const { id } = await createWorkflow(session, { ...workflow, pinData });
	return await runWorkflow(session, id, byHand.name);
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
