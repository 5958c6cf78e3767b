import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from './installation';
import type { StoredCredential } from './editor';
import type { Workflow } from './workflows';

/** The credential type of each of the package's nodes. */
const CREDENTIAL_OF: Record<string, string> = {
	'n8n-nodes-call-transcripts.yeastar': 'yeastarApi',
	'n8n-nodes-call-transcripts.yeastarTrigger': 'yeastarApi',
	'n8n-nodes-call-transcripts.cytracom': 'cytracomApi',
	'n8n-nodes-call-transcripts.cytracomTrigger': 'cytracomApi',
};

/** The workflows of `examples/`, with credentials chosen for their nodes as a user would after importing them. */
export function exampleWorkflows(credentials: StoredCredential[]): Workflow[] {
	const folder = join(projectRoot, 'examples');
	return readdirSync(folder)
		.filter((file) => file.endsWith('.json'))
		.sort()
		.map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as Workflow)
		.map((workflow) => withCredentials(workflow, credentials));
}

function withCredentials(workflow: Workflow, credentials: StoredCredential[]): Workflow {
	return {
		...workflow,
		nodes: workflow.nodes.map((node) => {
			const chosen = credentials.find(({ type }) => type === CREDENTIAL_OF[node.type]);
			if (!chosen) return node;
			const { id, name, type } = chosen;
			return { ...node, credentials: { [type]: { id, name } } };
		}),
	};
}
