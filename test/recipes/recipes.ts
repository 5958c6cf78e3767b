import { installPackage, packPackage } from '../e2e/harness/communityPackage';
import { createCredential, type StoredCredential } from '../e2e/harness/editor';
import { startN8n } from '../e2e/harness/N8n';
import type { Session } from '../e2e/harness/Session';
import { userFolder } from '../e2e/harness/userFolder';
import { yeastarFields } from '../e2e/shared/phoneSystems';
import { startCytracomSimulator, startYeastarSimulator } from '../lab/simulators';
import { callsOf, onCytracom, onYeastar, type Call } from './calls';
import { judge } from './judge';
import { readRecipe, setUp, type Vendor } from '../e2e/harness/examples';
import { INTERRUPTED, interrupted } from './interrupted';
import { failureOf, runOnce, storeCredentials } from './kitchen';
import { RECIPES, type Recipe } from './list';
import { Outside } from './outside';
import { HEADER, lineOf, type Row } from './report';
import { SILENT_TRIGGER, silentTrigger } from './silentTrigger';
import { DataTable } from './services/dataTable';
import { MANY_CUSTOMERS, manyCustomers } from './manyCustomers';

/*
 * Whether the recipes of `examples/` write: `npm run lab -- recipes`, or some of them by parts of their names:
 * `npm run lab -- recipes slack hubspot`. Each is imported into real n8n and run twice over the same calls, with
 * stand-ins for the phone systems and for the services that it writes to.
 */
const VENDORS: Vendor[] = ['yeastar', 'cytracom'];

interface Kitchen {
	session: Session;
	outside: Outside;
	calls: Record<Vendor, Call[]>;
	phones: Record<Vendor, StoredCredential>;
}

async function cook(recipe: Recipe, vendor: Vendor, kitchen: Kitchen): Promise<Row> {
	const { session, outside, phones } = kitchen;
	const calls = kitchen.calls[vendor];
	const service = await recipe.service();
	outside.hold(service);
	const row: Row = { recipe: recipe.file, vendor, calls: calls.length, written: [], faults: [] };
	try {
		await DataTable.removeAll(session);
		const credentials = [phones[vendor], ...(await storeCredentials(session, service))];
		const { choices } = recipe;
		const workflow = setUp(readRecipe(recipe.file), {
			vendor,
			credentials,
			types: service.nodes,
			choices,
		});
		for (const run of [1, 2]) {
			const failure = failureOf(await runOnce(session, workflow));
			const written = await service.written(session);
			row.written.push(written.length);
			const faults = [...(failure ? [failure] : []), ...judge(recipe, calls, written)];
			row.faults.push(...faults.map((fault) => `run ${run}: ${fault}`));
		}
	} catch (error) {
		row.faults.push(error instanceof Error ? error.message : String(error));
	}
	row.faults.push(...outside.unexpected.map((request) => `unexpected: ${request}`));
	return row;
}

async function main(wanted: string[]): Promise<boolean> {
	const undo: (() => Promise<unknown>)[] = [];
	try {
		const { folder, remove } = await userFolder();
		undo.push(remove);
		const yeastar = await startYeastarSimulator();
		const cytracom = await startCytracomSimulator();
		undo.push(() => Promise.all([yeastar.close(), cytracom.close()]));
		const calls = { yeastar: callsOf('yeastar'), cytracom: callsOf('cytracom') };
		for (const call of calls.yeastar.map(onYeastar)) yeastar.addCall(call);
		for (const call of calls.cytracom.map(onCytracom)) cytracom.addCall(call);
		const outside = await Outside.start(folder);
		undo.push(() => outside.close());
		await installPackage(folder, await packPackage(folder));
		const n8n = await startN8n({ folder, env: outside.environment });
		undo.push(() => n8n.stop());
		const session = await n8n.session();
		const phones = {
			yeastar: await createCredential(session, {
				name: 'Yeastar',
				type: 'yeastarApi',
				data: yeastarFields(yeastar),
			}),
			cytracom: await createCredential(session, {
				name: 'Cytracom',
				type: 'cytracomApi',
				data: {
					token: cytracom.options.token,
					baseUrl: cytracom.url,
					ownNumbers: '+15125553*',
				},
			}),
		};
		console.log(HEADER);
		const isWanted = ({ file }: { file: string }) =>
			wanted.length === 0 || wanted.some((part) => file.includes(part));
		const rows: Row[] = [];
		for (const recipe of RECIPES.filter(isWanted)) {
			for (const vendor of recipe.vendors ?? VENDORS) {
				const row = await cook(recipe, vendor, { session, outside, calls, phones });
				console.log(lineOf(row));
				rows.push(row);
			}
		}
		if (isWanted({ file: INTERRUPTED })) {
			await DataTable.removeAll(session);
			const row = await interrupted(session, outside, phones.yeastar, calls.yeastar);
			console.log(lineOf(row));
			rows.push(row);
		}
		if (isWanted({ file: MANY_CUSTOMERS })) {
			await DataTable.removeAll(session);
			const row = await manyCustomers(session);
			console.log(lineOf(row));
			rows.push(row);
		}
		if (isWanted({ file: SILENT_TRIGGER })) {
			for (const [vendor, { faults }] of [
				['yeastar', yeastar],
				['cytracom', cytracom],
			] as const) {
				await DataTable.removeAll(session);
				const row = await silentTrigger(session, outside, vendor, phones[vendor], faults);
				console.log(lineOf(row));
				rows.push(row);
			}
		}
		return rows.length > 0 && rows.every(({ faults }) => faults.length === 0);
	} finally {
		for (const step of undo.reverse()) await step().catch(console.error);
	}
}

main(process.argv.slice(2)).then(
	(isGood) => process.exit(isGood ? 0 : 1),
	(error: unknown) => {
		console.error(error);
		process.exit(1);
	},
);
