import { createCredential, type Credential } from '../e2e/harness/editor';
import { exampleWorkflows } from '../e2e/harness/examples';
import type { Session } from '../e2e/harness/Session';
import {
	createWorkflow,
	itemsOf,
	publishWorkflow,
	runWorkflow,
	type Workflow,
} from '../e2e/harness/workflows';

const MANUAL_TRIGGER = 'n8n-nodes-base.manualTrigger';

/** A workflow of `examples/`, in n8n. */
export interface Sample {
	name: string;
	/** The page of the editor to look at, below n8n's address. */
	path: string;
	/** How many items its last node gave; absent where the workflow waits for calls. */
	items?: number;
}

/**
 * Puts the credentials and the workflows of `examples/` into n8n. What a person starts runs once; what a phone system
 * starts is switched on.
 */
export async function addSamples(session: Session, credentials: Credential[]): Promise<Sample[]> {
	const stored = await Promise.all(
		credentials.map((credential) => createCredential(session, credential)),
	);
	const samples: Sample[] = [];
	for (const example of exampleWorkflows(stored)) {
		const { id } = await createWorkflow(session, example);
		samples.push({ name: example.name, ...(await setGoing(session, id, example)) });
	}
	return samples;
}

async function setGoing(session: Session, id: string, { name, nodes }: Workflow) {
	const manual = nodes.find(({ type }) => type === MANUAL_TRIGGER);
	const last = nodes.at(-1);
	if (manual && last) {
		const execution = await runWorkflow(session, id, manual.name);
		return {
			path: `/workflow/${id}/executions/${execution.id}/${last.id}`,
			items: itemsOf(execution, last.name).length,
		};
	}
	const { status, triggers } = await publishWorkflow(session, id);
	if (status === 'failed') {
		throw new Error(`"${name}" could not be switched on: ${triggers[0]?.errorMessage ?? ''}`);
	}
	return { path: `/workflow/${id}/executions` };
}
