import { vendorExamples } from '../../../lab/simulators';
import { byNumber, getSummary, listExtensions, YeastarSetup } from '../../../lab/support/yeastar';
import { useVirtualClock } from '../../../lab/virtualTime';

const clock = useVirtualClock();
const { legId } = vendorExamples.yeastar.calls.human;
const queries = (setup: YeastarSetup, path: string) =>
	setup.requests(path).map(({ query }) => {
		const { access_token: token, ...rest } = query;
		expect(token).toBeTruthy();
		return rest;
	});
/** A PBX that answers with these extensions, whatever it is asked. */
async function withExtensions(data: object[], total_number?: number) {
	const setup = await YeastarSetup.start(clock);
	const body = JSON.stringify({ errcode: 0, data, total_number });
	setup.pbx.faults.add({ kind: 'body', body, match: 'extension/', times: Infinity });
	return setup;
}

test('all are listed, by number; some are searched for', async () => {
	await using setup = await YeastarSetup.start(clock);
	const usual = { sort_by: 'number', order_by: 'asc', page: '1' };

	await setup.items(listExtensions({ returnAll: true }));
	await setup.items(listExtensions({ limit: 7, filters: { search: 'leo' } }));

	expect(queries(setup, 'extension/list')).toEqual([{ ...usual, page_size: '500' }]);
	expect(queries(setup, 'extension/search')).toEqual([
		{ ...usual, page_size: '7', search_value: 'leo' },
	]);
});

test('those without ID are known by what else they have', async () => {
	const extensions = [
		{ number: '1' },
		{ number: '2' },
		{ number: '1' },
		{ id: 7 },
		{ id: 7, a: 1 },
	];
	await using setup = await withExtensions(extensions);

	expect(await setup.items(listExtensions({ returnAll: true }))).toEqual([
		{ number: '1' },
		{ number: '2' },
		{ id: 7, a: 1 },
	]);
});

test.each([
	[2, 1],
	[3, 2],
	[undefined, 2],
])('of %j in all, two are read with %d requests', async (total, requests) => {
	await using setup = await withExtensions([{ id: 1 }, { id: 2 }], total);

	expect(await setup.items(listExtensions({ returnAll: true }))).toHaveLength(2);
	expect(setup.requests('extension/list')).toHaveLength(requests);
});

test('a PBX that sends more than was asked for gives no more, one without any none', async () => {
	await using setup = await withExtensions([{ id: 1 }, { id: 2 }]);
	expect(await setup.items(listExtensions({ limit: 1 }))).toEqual([{ id: 1 }]);
	setup.pbx.faults.clear();
	setup.pbx.faults.add({ kind: 'errcode', errcode: 60001, match: 'extension/' });
	expect(await setup.items(listExtensions())).toEqual([]);
});

test('one that cannot be read is told', async () => {
	await using setup = await withExtensions([{ id: [] }]);

	expect((await setup.failure(listExtensions())).message).toBe(
		'The phone system sent a response that this node does not understand: "id": expected text, got a list.',
	);
});

describe('the extension of a number', () => {
	test('is not one without a number or an ID; blanks around the number are none', async () => {
		const others = [{ id: 1 }, { number: '3202' }, { id: 2, number: '13202' }];
		await using setup = await withExtensions([...others, { id: 60, number: ' 3202 ' }]);

		await setup.items(getSummary(legId, byNumber('3202')));

		expect(setup.requests('getaisummary')[0]?.query.dst_ext_id).toBe('60');
	});

	test('that there is not is told', async () => {
		await using setup = await withExtensions([{ number: '3202' }]);

		expect(await setup.failure(getSummary(legId, byNumber('3202')))).toMatchObject({
			message: 'The PBX has no extension 3202.',
			description:
				'Select the extension from the list, or check its number under Extension and Trunk > Extension.',
			failure: { cause: 'configuration-invalid' },
		});
	});
});
