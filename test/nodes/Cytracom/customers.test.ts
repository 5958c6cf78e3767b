import type { INodeExecutionData } from 'n8n-workflow';

import { type CytracomSimulator, startCytracomSimulator } from '../../lab/simulators';
import { mark, namedByItem, namedIn, Several, upTo } from '../../lab/support/customers';
import { callAt, CytracomSetup, getContext, getSummary, HOUR } from '../../lab/support/cytracom';
import { useVirtualClock } from '../../lab/virtualTime';

const clock = useVirtualClock();

/** An account with a call that has the same ID in all, and says whose it is. */
async function accountOf(customer: number): Promise<CytracomSimulator> {
	const api = await startCytracomSimulator({ clock, token: `token-of-customer-${customer}` });
	const name = mark(customer);
	api.addCall(callAt(clock.now() - HOUR, { transcript: name, summary: name, caller: name }));
	return api;
}

const customers = async (count: number) =>
	new Several(await Promise.all(upTo(count).map(async (customer) => await accountOf(customer))));

const from = (source: '$json' | '$vars') => ({
	credential: { baseUrl: `={{ ${source}.baseUrl }}`, token: `={{ ${source}.token }}` },
});
const fieldsOf = ({ url, options: { token } }: CytracomSimulator) => ({ baseUrl: url, token });
const itemsOf = (systems: readonly CytracomSimulator[]): INodeExecutionData[] =>
	systems.map((api) => ({ json: fieldsOf(api) }));

/** What was sent to an account in place of its own token. */
const foreignTokens = ({ requests, options: { token } }: CytracomSimulator) =>
	requests.filter(({ headers }) => headers.authorization !== `Basic ${btoa(`token:${token}`)}`);

test('List gives each input item the calls of its own customer, in any order', async () => {
	await using setup = await CytracomSetup.start(clock, from('$json'));
	await using two = await customers(2);
	const [a, b] = itemsOf(two.systems) as [INodeExecutionData, INodeExecutionData];

	const { items, error } = await setup.run({}, { input: [b, a, b, a] });

	expect(error).toBeUndefined();
	expect(namedByItem(items)).toEqual([
		[0, [1]],
		[1, [0]],
		[2, [1]],
		[3, [0]],
	]);
});

describe('50 customers in one loop: each item has its own, and no token goes astray', () => {
	test.each([
		['List Transcriptions', () => ({})],
		['Get Context', (id: string) => getContext(id)],
		['Get Summary', (id: string) => getSummary(id)],
	])('%s', async (_name, parameters) => {
		await using setup = await CytracomSetup.start(clock, from('$json'));
		await using all = await customers(50);
		const { systems } = all;
		const { linkedId } = callAt(clock.now() - HOUR);

		const { items, error } = await setup.run(parameters(linkedId), { input: itemsOf(systems) });

		expect(error).toBeUndefined();
		expect(namedByItem(items)).toEqual(upTo(50).map((customer) => [customer, [customer]]));
		expect(systems.flatMap(foreignTokens)).toEqual([]);
		expect(setup.api.requests).toEqual([]);
	});
});

test('Get Health asks the account of each input item', async () => {
	await using setup = await CytracomSetup.start(clock, from('$json'));
	await using two = await customers(2);
	const { systems } = two;

	const { items } = await setup.run(
		{ resource: 'system', operation: 'getHealth' },
		{ input: itemsOf(systems) },
	);

	expect(items.map(({ json: { problem } }) => problem)).toEqual([null, null]);
	expect(systems.map(({ requests }) => requests.length > 0)).toEqual([true, true]);
	expect(systems.flatMap(foreignTokens)).toEqual([]);
});

test('the picker of calls shows those of the customer that it is opened for', async () => {
	await using setup = await CytracomSetup.start(clock, from('$vars'));
	await using all = await customers(50);
	const { systems } = all;

	const named: unknown[] = [];
	for (const api of [...systems, ...systems]) {
		setup.engine.variables = fieldsOf(api);
		named.push(namedIn(await setup.search()));
	}

	expect(named).toEqual([...upTo(50), ...upTo(50)].map((customer) => [customer]));
	expect(systems.flatMap(foreignTokens)).toEqual([]);
});
