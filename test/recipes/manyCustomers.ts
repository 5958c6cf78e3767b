import { createCredential } from '../e2e/harness/editor';
import { readRecipe, setUp } from '../e2e/harness/examples';
import type { Session } from '../e2e/harness/Session';
import {
	sampleCytracomCall,
	startCytracomSimulator,
	type CytracomSimulator,
} from '../lab/simulators';
import { runOnce } from './kitchen';
import type { Row } from './report';
import { DataTable } from './services/dataTable';

const MINUTE_MS = 60_000;
const CUSTOMERS = 50;
const CALLS = 3;
/** Two customers whose calls cannot be had: one with a wrong token, one whose phone system is off. */
const WRONG_TOKEN = 7;
const OFF = 13;

export const MANY_CUSTOMERS = 'many-customers-to-data-table';

interface Customer {
	name: string;
	account: CytracomSimulator;
}

const markOf = (call: number, { name }: Customer) => `Call ${call} of ${name}.`;

/** The recipe for service providers over 50 accounts of Cytracom, two of which fail, twice. */
export async function manyCustomers(session: Session): Promise<Row> {
	const customers = await Promise.all(
		Array.from({ length: CUSTOMERS }, (_, place) => customer(place + 1)),
	);
	const failing = [WRONG_TOKEN, OFF].map((number) => customers[number - 1]!);
	const row: Row = {
		recipe: MANY_CUSTOMERS,
		vendor: 'cytracom',
		calls: CALLS * (CUSTOMERS - failing.length),
		written: [],
		faults: [],
	};
	try {
		await failing[1]!.account.close();
		const table = await DataTable.create(session, 'Customer Accounts', [
			'customer',
			'token',
			'baseUrl',
		]);
		await table.insert(customers.map(rowOf));
		const credential = await createCredential(session, {
			name: 'Any customer',
			type: 'cytracomApi',
			data: { token: '={{ $json.token }}', baseUrl: '={{ $json.baseUrl }}' },
		});
		const workflow = setUp(readRecipe(MANY_CUSTOMERS), {
			vendor: 'cytracom',
			credentials: [credential],
		});
		for (const run of [1, 2]) {
			const { data } = await runOnce(session, workflow);
			const message = data.resultData.error?.message ?? '';
			const named = customers.filter(({ name }) => message.includes(`${name}: `));
			const rows = (await (await DataTable.named(session, 'Calls of Customers'))?.rows()) ?? [];
			row.written.push(rows.length);
			const faults = [
				...customers.flatMap((one) => misplaced(one, rows, failing.includes(one) ? 0 : CALLS)),
				...(named.length === failing.length && failing.every((one) => named.includes(one))
					? []
					: [`the error names ${named.map(({ name }) => name).join(', ')}: ${message}`]),
			];
			row.faults.push(...faults.map((fault) => `run ${run}: ${fault}`));
		}
	} catch (error) {
		row.faults.push(error instanceof Error ? error.message : String(error));
	} finally {
		await Promise.all(customers.map(({ account }) => account.close().catch(() => undefined)));
	}
	return row;
}

async function customer(number: number): Promise<Customer> {
	const token = `simulated-token-of-customer-${number}-0123456789`;
	const account = await startCytracomSimulator({ token });
	// no name of one is the beginning of another's
	const one = { name: `Customer ${100 + number}`, account };
	for (let call = 1; call <= CALLS; call++) {
		const startedAt = Date.now() - (60 + call * 10) * MINUTE_MS;
		const sample = sampleCytracomCall({ startedAt, index: call });
		// the same IDs at every customer
		account.addCall({
			...sample,
			linkedId: `1700000000.${call}`,
			summary: `${markOf(call, one)} ${sample.summary!}`,
		});
	}
	return one;
}

const rowOf = ({ name, account }: Customer, place: number) => ({
	customer: name,
	token: place + 1 === WRONG_TOKEN ? 'wrong' : account.options.token,
	baseUrl: account.url,
});

/** What is wrong with the rows that stand under a customer's name. */
function misplaced(one: Customer, rows: Record<string, unknown>[], expected: number): string[] {
	const own = rows.filter((row) => row.customer === one.name);
	const marks = Array.from({ length: expected }, (_, place) => markOf(place + 1, one));
	const isRight =
		own.length === expected &&
		marks.every((mark) => own.some(({ summary }) => String(summary).includes(mark)));
	return isRight ? [] : [`${one.name}: ${own.length} rows, not its own ${expected}`];
}
