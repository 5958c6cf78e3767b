import { installPackage, packPackage } from '../e2e/harness/communityPackage';
import { createCredential, type StoredCredential } from '../e2e/harness/editor';
import { startN8n } from '../e2e/harness/N8n';
import type { Session } from '../e2e/harness/Session';
import { userFolder } from '../e2e/harness/userFolder';
import { yeastarFields } from '../e2e/shared/phoneSystems';
import { startCytracomSimulator, startYeastarSimulator } from '../simulators';
import { callsOf, onCytracom, onYeastar, type Call, type Vendor } from './calls';
import { judge } from './judge';
import { failureOf, readRecipe, runOnce, setUp, storeCredentials } from './kitchen';
import { RECIPES, type Recipe } from './list';
import { Outside } from './outside';

/*
 * Whether the recipes of `examples/` write: `npm run recipes`, or some of them by parts of their names:
 * `npm run recipes -- slack hubspot`. Each is imported into real n8n and run twice over the same calls, with
 * stand-ins for the phone systems and for the services that it writes to.
 */
const VENDORS: Vendor[] = ['yeastar', 'cytracom'];

interface Row {
	recipe: string;
	vendor: Vendor;
	calls: number;
	/** How many things were written after each run. */
	written: number[];
	faults: string[];
}

interface Kitchen {
	session: Session;
	outside: Outside;
	calls: Record<Vendor, Call[]>;
	phones: Record<Vendor, StoredCredential>;
}

async function cook(recipe: Recipe, vendor: Vendor, kitchen: Kitchen): Promise<Row> {
	const { session, outside, phones } = kitchen;
	const calls = kitchen.calls[vendor];
	const service = recipe.service();
	outside.hold(service);
	const row: Row = { recipe: recipe.file, vendor, calls: calls.length, written: [], faults: [] };
	try {
		const credentials = [phones[vendor], ...(await storeCredentials(session, service))];
		const imported = { workflow: await readRecipe(recipe.file), choices: recipe.choices };
		const workflow = setUp(imported, vendor, credentials, service);
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

function print(row: Row): void {
	const { recipe, vendor, calls, written, faults } = row;
	const [first = '-', second = '-'] = written;
	const cells = [recipe.padEnd(36), vendor.padEnd(9), ...[calls, first, second].map(column)];
	console.log(`${cells.join(' ')}  ${faults.length === 0 ? 'good' : 'BAD'}`);
	for (const fault of faults) console.log(`    ${fault}`);
}

const column = (text: string | number) => String(text).padStart(7);

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
		console.log(
			`${'recipe'.padEnd(36)} ${'trigger'.padEnd(9)} ${['calls', 'run 1', 'run 2'].map(column).join(' ')}  verdict`,
		);
		const chosen = RECIPES.filter(
			({ file }) => wanted.length === 0 || wanted.some((part) => file.includes(part)),
		);
		const rows: Row[] = [];
		for (const recipe of chosen) {
			for (const vendor of VENDORS) {
				const row = await cook(recipe, vendor, { session, outside, calls, phones });
				print(row);
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
