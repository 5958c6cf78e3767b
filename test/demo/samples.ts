import { createCredential, type Credential } from '../e2e/harness/editor';
import { exampleWorkflows } from '../e2e/harness/examples';
import type { Session } from '../e2e/harness/Session';
import { createWorkflow, itemsOf, runWorkflow } from '../e2e/harness/workflows';

const MANUAL_TRIGGER = 'n8n-nodes-base.manualTrigger';

/** A sample workflow that has run once. */
export interface Sample {
	name: string;
	/** The page of the editor that shows the run, below n8n's address. */
	path: string;
	/** How many items its last node gave. */
	items: number;
}

/** Puts the credentials and the workflows of `examples/` into n8n, and runs each workflow once. */
export async function addSamples(session: Session, credentials: Credential[]): Promise<Sample[]> {
	const stored = await Promise.all(
		credentials.map((credential) => createCredential(session, credential)),
	);
	const samples: Sample[] = [];
	for (const example of exampleWorkflows(stored)) {
		const trigger = example.nodes.find(({ type }) => type === MANUAL_TRIGGER);
		const last = example.nodes.at(-1);
		const { id } = await createWorkflow(session, example);
		if (!trigger || !last) continue;
		const execution = await runWorkflow(session, id, trigger.name);
		samples.push({
			name: example.name,
			path: `/workflow/${id}/executions/${execution.id}/${last.id}`,
			items: itemsOf(execution, last.name).length,
		});
	}
	return samples;
}
