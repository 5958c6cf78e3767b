import type { INodeExecutionData } from 'n8n-workflow';

import { byId, callAt, CytracomSetup, MINUTE } from '../../lab/support/cytracom';
import { useVirtualClock } from '../../lab/virtualTime';

const clock = useVirtualClock();
const moments = [10, 20, 30].map((minute) => Date.UTC(2026, 5, 1, 10, minute));
const ids = moments.map((moment) => callAt(moment).linkedId);

async function withCalls() {
	const setup = await CytracomSetup.start(clock);
	moments.forEach((moment) => setup.api.addCall(callAt(moment)));
	return setup;
}
const input = (values: object[]): INodeExecutionData[] =>
	values.map((json) => ({ json: json as INodeExecutionData['json'] }));
const get = { operation: 'getContext', linkedId: byId('={{ $json.id }}') };
const list = {
	startTime: '={{ $json.from }}',
	endTime: '={{ $json.to }}',
	filters: { status: '={{ $json.status }}' },
};
const hour = { from: '2026-06-01T10:00:00Z', to: '2026-06-01T11:00:00Z' };

describe('every item is paired with its input item', () => {
	test('of a list', async () => {
		await using setup = await withCalls();
		const half = { ...hour, to: '2026-06-01T10:25:00Z' };

		const { items } = await setup.run(list, { input: input([half, hour]) });

		expect(items.map(({ json, pairedItem }) => [json.id, pairedItem])).toEqual([
			[ids[1], { item: 0 }],
			[ids[0], { item: 0 }],
			[ids[2], { item: 1 }],
			[ids[1], { item: 1 }],
			[ids[0], { item: 1 }],
		]);
	});

	test('of single calls, in the order of the input', async () => {
		await using setup = await withCalls();
		const asked = [2, 0, 1, 0].map((index) => ({ id: ids[index] }));

		const { items } = await setup.run(get, { input: input(asked) });

		expect(items.map(({ json, pairedItem }) => [json.id, pairedItem])).toEqual(
			asked.map(({ id }, item) => [id, { item }]),
		);
	});
});

describe('no request is repeated', () => {
	test('for calls of the same hour', async () => {
		await using setup = await withCalls();
		await setup.items(get, { input: input([{ id: ids[0] }]) });
		const requests = setup.api.requests.length;

		await setup.items(get, { input: input(ids.map((id) => ({ id }))) });

		expect(setup.api.requests).toHaveLength(2 * requests);
	});

	test('for calls of the present hour, while time passes', async () => {
		await using setup = await CytracomSetup.start(clock);
		const recent = [3, 4, 5].map((age) => callAt(clock.now() - age * MINUTE));
		recent.forEach((call) => setup.api.addCall(call));
		await setup.items(get, { input: input([{ id: recent[0]!.linkedId }]) });
		const requests = setup.api.requests.length;
		const passing = clock.now.bind(clock);
		jest.spyOn(clock, 'now').mockImplementation(() => {
			clock.advance(7);
			return passing();
		});

		await setup.items(get, { input: input(recent.map(({ linkedId }) => ({ id: linkedId }))) });

		jest.restoreAllMocks();
		expect(setup.api.requests).toHaveLength(2 * requests);
	});

	test('for calls of the same hour that are nowhere', async () => {
		await using setup = await withCalls();
		const missing = ['1780308001.9', '1780308002.9', '1780308003.9'].map((id) => ({ id }));
		await setup.run(get, { input: input(missing.slice(0, 1)), onError: 'continueRegularOutput' });
		const requests = setup.api.requests.length;

		await setup.run(get, { input: input(missing), onError: 'continueRegularOutput' });

		expect(setup.api.requests).toHaveLength(2 * requests);
	});

	test('for the same list, also when it fails', async () => {
		await using setup = await withCalls();
		setup.api.faults.add({
			kind: 'errorCode',
			status: 400,
			errorCode: 'invalid_page_size',
			times: Infinity,
		});
		const same = { input: input([hour, hour, hour]), onError: 'continueRegularOutput' as const };

		const { items } = await setup.run(list, same);

		expect(items).toHaveLength(3);
		expect(setup.windows).toHaveLength(setup.api.requests.length);
	});

	test('but for another period or another filter', async () => {
		await using setup = await withCalls();
		const values = [hour, { ...hour, status: 'failed' }, { ...hour, status: 'completed' }];

		const { items } = await setup.run(list, { input: input(values) });

		expect(items.map(({ pairedItem }) => (pairedItem as { item: number }).item)).toEqual([
			0, 0, 0, 2, 2, 2,
		]);
	});
});

test('no input item, no request', async () => {
	await using setup = await withCalls();

	const { items } = await setup.run({}, { input: [] });

	expect(items).toEqual([]);
	expect(setup.api.requests).toEqual([]);
});
