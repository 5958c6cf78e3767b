import type { INodeParameters } from 'n8n-workflow';

import type { Fault } from '../../lab/simulators';
import {
	between,
	callAt,
	CytracomSetup,
	DAY,
	getContext,
	getSummary,
	HOUR,
} from '../../lab/support/cytracom';
import { mostOpen, openAtFirst } from '../../lab/support/load';
import { useVirtualClock } from '../../lab/virtualTime';

const clock = useVirtualClock({ patienceMs: 1_000 });
jest.setTimeout(60_000);

/** Input items for one call each, of different hours. */
function addCalls({ api }: CytracomSetup, count: number) {
	return Array.from({ length: count }, (_, at) => {
		const call = callAt(clock.now() - (at + 2) * HOUR);
		api.addCall(call);
		return { json: { id: call.linkedId } };
	});
}

/** Input items for a month each, of which no two are the same. */
const months = (count: number) =>
	Array.from({ length: count }, (_, at) => ({ json: { month: at } }));
const monthOfItem: INodeParameters = {
	startTime: '={{ $now.minus({ days: 30 + $json.month }).toISO() }}',
	endTime: '={{ $now.minus({ days: $json.month }).toISO() }}',
	returnAll: true,
};
const idOfItem = '={{ $json.id }}';

describe('at most 8 requests are open at Cytracom', () => {
	test.each([
		['Get Context', getContext(idOfItem)],
		['Get Summary', getSummary(idOfItem)],
	])('%s of 200 items', async (_, parameters) => {
		await using setup = await CytracomSetup.start(clock);
		const input = addCalls(setup, 200);
		let given: unknown[] = [];

		const most = await mostOpen(setup.api, async () => {
			given = (await setup.items(parameters, { input })).map(({ id }) => id);
		});

		expect(given).toEqual(input.map(({ json }) => json.id));
		expect(most).toBeLessThanOrEqual(8);
		expect(most).toBeGreaterThan(2);
	});

	test('List of 10 items, a month each', async () => {
		await using setup = await CytracomSetup.start(clock);
		setup.api.addCall(callAt(clock.now() - 15 * DAY));
		let given: unknown[] = [];

		const most = await mostOpen(setup.api, async () => {
			given = await setup.items(monthOfItem, { input: months(10) });
		});

		expect(given).toHaveLength(10);
		expect(most).toBeLessThanOrEqual(8);
		expect(most).toBeGreaterThan(4);
	});
});

const faults: [string, Partial<Fault>][] = [
	['429', { kind: 'http', status: 429 }],
	['503', { kind: 'http', status: 503 }],
	['silence', { kind: 'hang' }],
];

test.each(faults)(
	'after %s Cytracom is asked for half as much, then for more again',
	async (_, fault) => {
		await using setup = await CytracomSetup.start(clock);
		const ask = async () => await setup.items(monthOfItem, { input: months(2) });
		const atFirst = async () => await openAtFirst(setup.api, ask);
		await ask();
		const grown = await atFirst();

		setup.api.faults.add(fault as Fault);
		await setup.items(between(clock.now() - 2 * HOUR, clock.now() - HOUR));
		const halved = await atFirst();
		await ask();

		expect(grown).toBeLessThanOrEqual(8);
		// the answers of the run in between may have let it grow again, by one each
		expect(halved).toBeLessThanOrEqual(grown / 2 + 2);
		expect(await atFirst()).toBe(grown);
	},
);
