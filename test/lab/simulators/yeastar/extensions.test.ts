import { sampleExtensions } from './sampleExtensions';
import type { YeastarSimulator } from './simulator';
import { startYeastarSimulator } from './simulator';
import type { Json } from './testClient';
import { TestClient } from './testClient';
import { VirtualClock } from '../../virtualTime';

let pbx: YeastarSimulator;
let client: TestClient;

beforeEach(async () => {
	pbx = await startYeastarSimulator({ clock: new VirtualClock(Date.UTC(2026, 0, 1, 20, 5)) });
	client = await TestClient.signedIn(pbx);
});

afterEach(() => pbx.close());

const list = (operation: string, query: Record<string, string> = {}) =>
	client.get(`/openapi/v1.0/extension/${operation}`, query);

const numbersOf = ({ data }: Json) => (data as Json[]).map(({ number }) => number);

describe('extension/list', () => {
	test('gives a small page by default, and says how many there are', async () => {
		const answer = await list('list');
		expect(answer.total_number).toBe(sampleExtensions.length);
		expect(numbersOf(answer)).toHaveLength(8);
		const second = await list('list', { page: '2' });
		expect(numbersOf(second)).toHaveLength(sampleExtensions.length - 8);
	});

	test('sorts by the documented fields only', async () => {
		const all = { page_size: '1000', sort_by: 'id', order_by: 'desc' };
		const { data } = await list('list', all);
		expect((data as Json[])[0]).toMatchObject({ id: 69, number: '3208' });
		expect(await list('list', { sort_by: 'name' })).toMatchObject({ errcode: 40002 });
		expect(await list('list', { order_by: 'down' })).toMatchObject({ errcode: 40002 });
		expect(await list('list', { page: '0' })).toMatchObject({ errcode: 40002 });
		expect(await list('list', { page_size: 'ten' })).toMatchObject({ errcode: 40002 });
	});
});

describe('extension/search', () => {
	test('is fuzzy on number, name and e-mail', async () => {
		expect(numbersOf(await list('search', { search_value: '3202' }))).toEqual(['3202', '13202']);
		expect(numbersOf(await list('search', { search_value: 'KRISTIN' }))).toEqual(['3200']);
		expect(numbersOf(await list('search', { search_value: 'yuki.tanaka@' }))).toEqual(['3204']);
	});

	test('has four answers to no match', async () => {
		const nobody = () => list('search', { search_value: 'nobody' });
		expect(await nobody()).toMatchObject({ total_number: 0, data: [] });
		pbx.readings.noExtension = 'null';
		expect(await nobody()).toMatchObject({ data: null });
		pbx.readings.noExtension = 'missing';
		expect(await nobody()).not.toHaveProperty('data');
		pbx.readings.noExtension = 60001;
		expect(await nobody()).toMatchObject({ errcode: 60001 });
	});

	test('needs its permission', async () => {
		pbx.permissions.extension = false;
		expect(await list('search')).toEqual({ errcode: 10005, errmsg: 'ACCESS DENIED' });
	});
});

test('extension/get and extension/query go by ID', async () => {
	expect(await list('get', { id: '60' })).toMatchObject({ data: { id: 60, number: '3202' } });
	expect(await list('get', { id: '3202' })).toMatchObject({ errcode: 60001 });
	expect(await list('get')).toMatchObject({ errcode: 40002 });
	expect(numbersOf(await list('query', { ids: '60,51,99' }))).toEqual(['3202', '3200']);
});

describe('system/information', () => {
	const information = () => client.get('/openapi/v1.0/system/information');

	test('tells time and formats but no zone', async () => {
		Object.assign(pbx.options, { dateFormat: 'MM/DD/YYYY', timeFormat: 'hh:mm:ss AM' });
		expect(await information()).toMatchObject({
			data: {
				sn: pbx.options.serialNumber,
				firmware_version: '37.23.0.123',
				system_time: '01/02/2026 04:05:00 AM',
				system_date_format: 'MM/DD/YYYY',
				system_time_format: 'hh:mm:ss AM',
				timestamp: Date.UTC(2026, 0, 1, 20, 5) / 1000,
			},
		});
	});

	test('tells less on older firmware, and nothing where it is refused', async () => {
		pbx.readings.systemInformation = 'noTimestamp';
		expect((await information()).data).not.toHaveProperty('timestamp');
		pbx.readings.systemInformation = 'noFormats';
		expect((await information()).data).not.toHaveProperty('system_date_format');
		pbx.readings.systemInformation = 'denied';
		expect(await information()).toMatchObject({ errcode: 10005 });
	});
});
