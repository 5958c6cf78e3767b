import type { StoredCredential } from './harness/editor';
import { runNode } from './harness/runNode';
import type { Session } from './harness/Session';
import { contextRecord, summaryRecord, YEASTAR_FILE_RECORD } from './shared/expectedRecords';
import { exampleYeastar, YEASTAR, yeastarCredential } from './shared/phoneSystems';
import { sharedSession } from './shared/sharedN8n';
import { vendorExamples, type YeastarSimulator } from '../lab/simulators';

const RECEPTIONIST_LEG = '20260513222941-586E2';
const HUMAN_LEG = '20260513223234-3EE9E';

let pbx: YeastarSimulator;
let session: Session;
let credential: StoredCredential;

beforeAll(async () => {
	pbx = await exampleYeastar({ https: true });
	session = await sharedSession();
	credential = await yeastarCredential(session, pbx);
});

afterAll(() => pbx.close());

const run = (
	parameters: Parameters<typeof runNode>[1]['parameters'],
	rest: Partial<Parameters<typeof runNode>[1]> = {},
) => runNode(session, { type: YEASTAR, parameters, credential, ...rest });

describe('List Transcriptions', () => {
	const wholeDay = {
		operation: 'list',
		startTime: '2026-05-09T00:00:00.000Z',
		endTime: '2026-05-10T00:00:00.000Z',
	};

	test("gives the vendor's example as the record of the contract", async () => {
		const items = await run(wholeDay);

		expect(items).toEqual([{ json: YEASTAR_FILE_RECORD, pairedItem: { item: 0 } }]);
	});

	test('gives the object of the PBX with Simplify off', async () => {
		const [item] = await run({ ...wholeDay, simplify: false });

		expect(item?.json).toEqual(vendorExamples.yeastar.fileRecord);
	});

	test('gives the newest calls first, up to the limit', async () => {
		const items = await run({
			operation: 'list',
			startTime: '2026-05-01T00:00:00.000Z',
			endTime: '2026-05-31T00:00:00.000Z',
			limit: 2,
		});

		expect(items.map(({ json }) => json.id)).toEqual([HUMAN_LEG, RECEPTIONIST_LEG]);
	});

	test('reads a date without a zone in the time zone of the workflow', async () => {
		const inBerlin = { timezone: 'Europe/Berlin' };
		const from = (startTime: string) =>
			run({ ...wholeDay, startTime, endTime: '2026-05-09T23:00:00' }, inBerlin);

		expect(await from('2026-05-09T15:49:21')).toHaveLength(1);
		expect(await from('2026-05-09T15:49:22')).toHaveLength(0);
	});
});

describe('Get Context', () => {
	test("gives each leg of the vendor's example its own turns, in the order asked", async () => {
		const items = await run({
			operation: 'getContext',
			legId: { __rl: true, mode: 'id', value: `${HUMAN_LEG}, ${RECEPTIONIST_LEG}` },
		});

		expect(items.map(({ json }) => json)).toEqual([
			contextRecord(HUMAN_LEG, 'leg_2'),
			contextRecord(RECEPTIONIST_LEG, 'leg_1'),
		]);
	});
});

describe('Get Summary', () => {
	test.each([
		['by its number', { __rl: true, mode: 'number', value: '3202' }],
		['by its ID', { __rl: true, mode: 'id', value: '60' }],
	])("gives the vendor's example for an extension %s", async (_how, extension) => {
		const [item] = await run({
			operation: 'getSummary',
			legId: { __rl: true, mode: 'id', value: HUMAN_LEG },
			party: 'callee',
			extension,
		});

		expect(item?.json).toEqual(summaryRecord());
	});
});

describe('Get Summary with nothing but a call chosen', () => {
	const html = '<p>Summary</p><ul><li>one</li></ul>';
	const { file } = vendorExamples.yeastar.calls;
	const of = (extensionId: number) => ({ extensionId, html });
	const calls = [
		['inbound', 'Inbound', '+4930123456', '3202', { dst: of(60) }, '3202'],
		['outbound', 'Outbound', '3200', '+4930123456', { src: of(51) }, '3200'],
		['internal', 'Internal', '3200', '3202', { src: of(51) }, '3200'],
		['transferred', 'Inbound', '+4930123456', '3201', { dst: of(61) }, '3201'],
		['AI receptionist', 'Inbound', '+4930123456', '7000', undefined, null],
	] as const;
	const legOf = (index: number) => `2026060118000${index}-ABCDE`;

	beforeAll(() => {
		for (const [index, [, callType, callFrom, callTo, summaries]] of calls.entries()) {
			pbx.addCall({
				...file,
				...{ callType, callFrom, callTo, summaries, summary: summaries ? '' : html },
				legId: legOf(index),
				uid: index === 3 ? `call of ${legOf(0)}` : `call of ${legOf(index)}`,
				startedAt: Date.parse('2026-06-01T10:00:00Z') + index * 1000,
			});
		}
	});

	test.each(calls.map(([name, , , , , number], index) => ({ name, number, index })))(
		'gives that of an $name call',
		async ({ number, index }) => {
			const [item] = await run({
				operation: 'getSummary',
				legId: { __rl: true, mode: 'list', value: legOf(index) },
			});

			expect(item?.json).toMatchObject({
				id: legOf(index),
				summary: 'Summary\n- one',
				extensionNumber: number,
			});
		},
	);
});

describe('Get Call and Get Transcript File', () => {
	const legId = { __rl: true, mode: 'id', value: '20260509214921-8AA6D' };

	test("give the vendor's example", async () => {
		const [call] = await run({ operation: 'get', legId });
		const [file] = await run({ operation: 'download', legId, format: 'vtt' });

		expect(call?.json).toEqual(YEASTAR_FILE_RECORD);
		expect(file?.json).toEqual(call?.json);
		expect(file?.binary?.data).toMatchObject({
			fileName: '20260509214921-8AA6D.vtt',
			mimeType: 'text/vtt',
		});
	});
});

describe('Extension: List', () => {
	test('gives the objects of the PBX', async () => {
		const items = await run({
			resource: 'extension',
			operation: 'list',
			returnAll: true,
			filters: { search: 'Leo' },
		});

		expect(items.map(({ json }) => json)).toEqual([
			expect.objectContaining({ id: 60, number: '3202', caller_id_name: 'Leo Ball' }),
		]);
	});
});

describe('several input items', () => {
	const input = [{ leg: HUMAN_LEG }, { leg: 'no-such-leg' }, { leg: RECEPTIONIST_LEG }];
	const parameters = {
		operation: 'getContext',
		legId: { __rl: true, mode: 'id', value: '={{ $json.leg }}' },
	};

	test('give the items that work, and the error of the one that does not', async () => {
		const items = await run(parameters, { input, onError: 'continueRegularOutput' });

		expect(items.map(({ pairedItem }) => pairedItem)).toEqual([
			{ item: 0 },
			{ item: 1 },
			{ item: 2 },
		]);
		expect(items.map(({ json }) => json)).toEqual([
			contextRecord(HUMAN_LEG, 'leg_2'),
			expect.objectContaining({ error: expect.any(String) as string }),
			contextRecord(RECEPTIONIST_LEG, 'leg_1'),
		]);
	});

	test('stop at the one that does not work otherwise', async () => {
		await expect(run(parameters, { input })).rejects.toMatchObject({ context: { itemIndex: 1 } });
	});
});

test('all of this took one token', () => {
	expect(pbx.requests.filter(({ path }) => path.endsWith('/get_token'))).toHaveLength(1);
});
