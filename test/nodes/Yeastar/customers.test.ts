import type { INodeExecutionData } from 'n8n-workflow';

import { startYeastarSimulator, type YeastarSimulator } from '../../lab/simulators';
import { mark, namedByItem, namedIn, Several, upTo } from '../../lab/support/customers';
import {
	byNumber,
	callAt,
	getContext,
	getSummary,
	listExtensions,
	turnsAfter,
	YeastarSetup,
} from '../../lab/support/yeastar';
import { useVirtualClock } from '../../lab/virtualTime';

const clock = useVirtualClock();
const legId = 'the same leg';
const startedAt = '2026-06-04T11:00:00Z';

/** A PBX on which everything is called as at the others, and says whose it is. */
async function pbxOf(customer: number): Promise<YeastarSimulator> {
	const number = '1000';
	const id = 500 + customer;
	const name = mark(customer);
	const pbx = await startYeastarSimulator({
		clock,
		clientId: `client ${customer}`,
		clientSecret: `secret ${customer}`,
		model: name,
		extensions: [{ id, number, name }],
	});
	const html = `<p>${name}</p>`;
	pbx.addCall(
		callAt(startedAt, legId, {
			callTo: number,
			callToName: name,
			turns: turnsAfter(startedAt, [number, 1, name]),
			summary: html,
			summaries: { dst: { extensionId: id, html } },
		}),
	);
	return pbx;
}

const customers = async (count: number) =>
	new Several(await Promise.all(upTo(count).map(async (customer) => await pbxOf(customer))));

/** One stored credential whose fields come from where an expression begins. */
const from = (source: '$json' | '$vars') => ({
	credential: {
		baseUrl: `={{ ${source}.baseUrl }}`,
		clientId: `={{ ${source}.clientId }}`,
		clientSecret: `={{ ${source}.clientSecret }}`,
	},
});
const fieldsOf = ({ url, options: { clientId, clientSecret } }: YeastarSimulator) => ({
	...{ baseUrl: url, clientId, clientSecret },
});
const itemsOf = (systems: readonly YeastarSimulator[]): INodeExecutionData[] =>
	systems.map((pbx) => ({ json: fieldsOf(pbx) }));
const signIns = (pbx: YeastarSimulator) =>
	pbx.requests.filter(({ path }) => path.endsWith('/get_token')).length;

test('List gives each input item the calls of its own customer, in any order', async () => {
	await using setup = await YeastarSetup.start(clock, from('$json'));
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

describe('50 customers in one loop: each item has its own, and each PBX is signed in to once', () => {
	test.each([
		['List Transcriptions', {}],
		['Get Context', getContext(legId)],
		['Get Summary', getSummary(legId, byNumber('1000'))],
		['List of extensions', listExtensions()],
		['Get Health', { resource: 'system', operation: 'getHealth' }],
	])('%s', async (_name, parameters) => {
		await using setup = await YeastarSetup.start(clock, from('$json'));
		await using all = await customers(50);
		const { systems } = all;

		const { items, error } = await setup.run(parameters, { input: itemsOf(systems) });

		expect(error).toBeUndefined();
		expect(namedByItem(items)).toEqual(upTo(50).map((customer) => [customer, [customer]]));
		expect(systems.map(signIns)).toEqual(upTo(50).map(() => 1));
		expect(setup.pbx.requests).toEqual([]);
	});
});

test.each(['searchCalls', 'searchExtensions'] as const)(
	'the picker %s shows the entries of the customer that it is opened for, and signs in to each once',
	async (method) => {
		await using setup = await YeastarSetup.start(clock, from('$vars'));
		await using all = await customers(50);
		const { systems } = all;
		// the label of a call has numbers only
		systems.forEach((pbx, customer) => {
			pbx.addCall(callAt(startedAt, legId, { callTo: mark(customer) }));
		});

		const named: unknown[] = [];
		for (const pbx of [...systems, ...systems]) {
			setup.engine.variables = fieldsOf(pbx);
			named.push(namedIn(await setup.search(method)));
		}

		expect(named).toEqual([...upTo(50), ...upTo(50)].map((customer) => [customer]));
		expect(systems.map(signIns)).toEqual(upTo(50).map(() => 1));
	},
);
