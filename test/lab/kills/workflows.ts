import { createCredential } from '../../e2e/harness/editor';
import type { Session } from '../../e2e/harness/Session';
import { createWorkflow, publishWorkflow } from '../../e2e/harness/workflows';
import { VENDORS, type BusyPhones, type Vendor } from './phones';

/** One consumer of a vendor's calls: each of them has a state of its own in n8n. */
export interface Consumer {
	workflowId: string;
	vendor: Vendor;
}

export const TRIGGER = 'Trigger';

/** Publishes a number of workflows per vendor that start with the vendor's trigger. */
export async function publishConsumers(
	session: Session,
	credentials: BusyPhones['credentials'],
	perVendor: number,
): Promise<Consumer[]> {
	const consumers: Consumer[] = [];
	for (const vendor of VENDORS) {
		const { id, name, type } = await createCredential(session, credentials[vendor]);
		for (let number = 1; number <= perVendor; number++) {
			const workflow = await createWorkflow(session, {
				name: `${name} ${number}`,
				nodes: [
					{
						id: 'trigger',
						name: TRIGGER,
						type: `n8n-nodes-call-transcripts.${vendor}Trigger`,
						typeVersion: 1,
						position: [0, 0],
						parameters: {
							pollTimes: { item: [{ mode: 'everyMinute' }] },
							event: 'newTranscription',
							filters: {},
							options: {},
						},
						credentials: { [type]: { id, name } },
					},
					{
						id: 'end',
						name: 'End',
						type: 'n8n-nodes-base.noOp',
						typeVersion: 1,
						position: [220, 0],
						parameters: {},
					},
				],
				connections: { [TRIGGER]: { main: [[{ node: 'End', type: 'main', index: 0 }]] } },
			});
			const { status } = await publishWorkflow(session, workflow.id);
			if (status !== 'published') throw new Error(`A workflow could not be published: ${status}`);
			consumers.push({ workflowId: workflow.id, vendor });
		}
	}
	return consumers;
}
