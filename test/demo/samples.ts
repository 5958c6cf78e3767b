import { createCredential, type Credential } from '../e2e/harness/editor';
import { readRecipe, setUp, type Vendor } from '../e2e/harness/examples';
import type { Session } from '../e2e/harness/Session';
import { itemsOf, runPublished } from '../e2e/harness/workflows';

/** The recipe that needs no other account: each call becomes a row of a data table. */
const RECIPE = 'new-call-to-data-table';
const VENDORS: Record<Vendor, string> = { yeastar: 'Yeastar', cytracom: 'Cytracom' };

/** A workflow of `examples/`, in n8n. */
export interface Sample {
	name: string;
	/** The page of the editor to look at, below n8n's address. */
	path: string;
	/** How many calls its first run has written. */
	items: number;
}

/** Puts the credentials and, for each phone system, a workflow into n8n and switches it on: it runs at once. */
export async function addSamples(session: Session, credentials: Credential[]): Promise<Sample[]> {
	const stored = await Promise.all(
		credentials.map((credential) => createCredential(session, credential)),
	);
	const samples: Sample[] = [];
	for (const [vendor, shown] of Object.entries(VENDORS) as [Vendor, string][]) {
		const workflow = setUp(readRecipe(RECIPE), { vendor, credentials: stored });
		const name = `${shown}: ${workflow.name}`;
		const execution = await runPublished(session, { ...workflow, name });
		samples.push({
			name,
			path: `/workflow/${execution.workflowId}/executions/${execution.id}`,
			items: itemsOf(execution, 'Write Row').length,
		});
	}
	return samples;
}
