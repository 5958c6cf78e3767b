import { sampleExtensions, yeastarReadingValues } from '../../lab/simulators';
import { listExtensions, YeastarSetup } from '../../lab/support/yeastar';
import { useVirtualClock } from '../../lab/virtualTime';

const clock = useVirtualClock();
const manyExtensions = Array.from({ length: 1234 }, (_, index) => ({
	id: index + 1,
	number: String(10_000 + index),
	name: `Person ${index}`,
}));
const numbers = (items: object[]) => items.map((item) => (item as { number: string }).number);

test("List gives the PBX's own objects, by number, whatever the default page of the PBX", async () => {
	await using setup = await YeastarSetup.start(clock);

	const items = await setup.items(listExtensions());

	expect(numbers(items)).toEqual(
		sampleExtensions.map(({ number }) => number).sort((a, b) => Number(a) - Number(b)),
	);
	expect(items.find(({ number }) => number === '3202')).toEqual({
		id: 60,
		number: '3202',
		caller_id_name: 'Leo Ball',
		role_name: '',
		email_addr: 'leo.ball@example.com',
		mobile_number: '',
		presence_status: 'available',
		custom_presence_status: '',
		online_status: expect.objectContaining({ linkus_web: { status: 0 } }) as unknown,
	});
});

test.each([
	[{}, 50],
	[{ limit: 3 }, 3],
	[{ limit: 501 }, 501],
	[{ returnAll: true }, 1234],
])('%j gives %d of many', async (parameters, count) => {
	await using setup = await YeastarSetup.start(clock, { pbx: { extensions: manyExtensions } });

	const found = numbers(await setup.items(listExtensions(parameters)));

	expect(found).toEqual(manyExtensions.slice(0, count).map(({ number }) => number));
});

test('a PBX that gives small pages, whatever is asked, is read to the end', async () => {
	await using setup = await YeastarSetup.start(clock, {
		pbx: { extensions: manyExtensions.slice(0, 20) },
	});
	setup.pbx.faults.add({
		kind: 'json',
		match: 'extension/list',
		times: Infinity,
		change: () => {
			const { page } = setup.pbx.requests.at(-1)!.query;
			const first = (Number(page) - 1) * 8;
			return {
				errcode: 0,
				total_number: 20,
				data: manyExtensions.slice(first, Math.min(first + 8, 20)),
			};
		},
	});

	expect(await setup.items(listExtensions({ returnAll: true }))).toHaveLength(20);
	expect(setup.requests('extension/list')).toHaveLength(3);
});

test('a PBX that gives the same page again and again is read once', async () => {
	await using setup = await YeastarSetup.start(clock);
	const answer = { errcode: 0, data: [{ id: 1, number: '1' }] };
	setup.pbx.faults.add({
		kind: 'body',
		match: 'extension/list',
		times: Infinity,
		body: JSON.stringify(answer),
	});

	expect(await setup.items(listExtensions({ returnAll: true }))).toEqual([{ id: 1, number: '1' }]);
	expect(setup.requests('extension/list')).toHaveLength(2);
});

test.each([
	['3202', ['3202', '13202']],
	[' 3202 ', ['3202', '13202']],
	['leo', ['3202']],
	['ada.okafor@', ['3201']],
	['', 11],
])('search for "%s"', async (search, expected) => {
	await using setup = await YeastarSetup.start(clock);

	const found = numbers(await setup.items(listExtensions({ filters: { search } })));

	expect(Array.isArray(expected) ? found : found.length).toEqual(expected);
});

test.each(yeastarReadingValues.noExtension)('nothing found is no item: %s', async (noExtension) => {
	await using setup = await YeastarSetup.start(clock, { pbx: { readings: { noExtension } } });

	expect(await setup.run(listExtensions({ filters: { search: 'zzz' } }))).toMatchObject({
		items: [],
		status: 'success',
	});
});
