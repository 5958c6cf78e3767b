import type { Vendor } from '../e2e/harness/examples';
import { readRecipe, setUp } from '../e2e/harness/examples';
import type { StoredCredential } from '../e2e/harness/editor';
import type { Session } from '../e2e/harness/Session';
import { createWorkflow, publishWorkflow, unpublishWorkflow } from '../e2e/harness/workflows';
import type { FaultList } from '../lab/simulators';
import { failureOf, runOnce, storeCredentials } from './kitchen';
import type { Outside } from './outside';
import type { Row } from './report';
import { slack } from './services/slack';

export const SILENT_TRIGGER = 'alert-when-a-trigger-is-silent';
const WATCHED = 'The watched workflow';

/** The recipe over a trigger that works, and twice after its phone system went away: one message. */
export async function silentTrigger(
	session: Session,
	outside: Outside,
	vendor: Vendor,
	phone: StoredCredential,
	faults: FaultList,
): Promise<Row> {
	const service = slack();
	outside.hold(service);
	const row: Row = { recipe: SILENT_TRIGGER, vendor, calls: 0, written: [], faults: [] };
	const credentials = [phone, ...(await storeCredentials(session, service))];
	const recipe = readRecipe(SILENT_TRIGGER);
	const trigger = readRecipe('new-call-to-slack').nodes.filter(({ type }) =>
		type.endsWith(`${vendor}Trigger`),
	);
	const watched = setUp(
		{ name: WATCHED, nodes: trigger, connections: {} },
		{ vendor, credentials: [phone] },
	);
	const { id } = await createWorkflow(session, watched);
	try {
		await publishWorkflow(session, id);
		for (const [minutes, expected] of [
			[60, 0],
			[0, 1],
			[0, 1],
		] as const) {
			if (minutes === 0) faults.add({ kind: 'http', status: 500, times: Infinity });
			const workflow = setUp(recipe, { vendor, credentials, types: service.nodes });
			const silent = workflow.nodes.find(({ name }) => name === 'Silent for an Hour')!;
			const text = JSON.stringify(silent.parameters).replace('60', String(minutes));
			silent.parameters = JSON.parse(text) as typeof silent.parameters;
			const failure = failureOf(await runOnce(session, workflow));
			const written = (await service.written(session)).filter(({ text }) => text.includes(WATCHED));
			row.written.push(written.length);
			if (failure) row.faults.push(failure);
			if (written.length !== expected) {
				row.faults.push(`after ${minutes} minutes ${written.length} written, not ${expected}`);
			}
		}
	} catch (error) {
		row.faults.push(error instanceof Error ? error.message : String(error));
	} finally {
		faults.clear();
		await unpublishWorkflow(session, id);
	}
	return row;
}
