import type { StoredCredential } from './harness/editor';
import { runNode } from './harness/runNode';
import type { Session } from './harness/Session';
import { cytracomRecord } from './shared/expectedRecords';
import {
	CYTRACOM,
	cytracomCredential,
	exampleCytracom,
	recentCytracomCall,
} from './shared/phoneSystems';
import { sharedSession } from './shared/sharedN8n';
import { vendorExamples, type CytracomSimulator } from '../lab/simulators';

const call = recentCytracomCall();
const LINKED_ID = { __rl: true, mode: 'id', value: call.linkedId };
const iso = (ms: number) => new Date(ms).toISOString();
const around = { searchFrom: iso(call.startedAt - 60_000), searchTo: iso(call.startedAt + 60_000) };

let account: CytracomSimulator;
let session: Session;
let credential: StoredCredential;

beforeAll(async () => {
	account = await exampleCytracom();
	session = await sharedSession();
	credential = await cytracomCredential(session, account);
});

afterAll(() => account.close());

const run = (parameters: Parameters<typeof runNode>[1]['parameters']) =>
	runNode(session, { type: CYTRACOM, parameters, credential });

const range = (from: number, to: number) => ({
	operation: 'list',
	startTime: iso(from),
	endTime: iso(to),
});

describe('List Transcriptions', () => {
	test("gives the vendor's example as the record of the contract, both ends inclusive", async () => {
		const items = await run(range(call.startedAt, call.startedAt));

		expect(items).toEqual([{ json: cytracomRecord(call), pairedItem: { item: 0 } }]);
	});

	test("gives the vendor's row with Simplify off", async () => {
		const [item] = await run({
			...range(call.startedAt - 1000, call.startedAt + 1000),
			simplify: false,
		});

		expect(item?.json).toEqual({
			...vendorExamples.cytracom.row,
			start_time: expect.any(String) as string,
			created_at: expect.any(String) as string,
		});
	});

	test('searches weeks, newest first', async () => {
		const older = {
			...call,
			linkedId: '1700000000.1',
			startedAt: call.startedAt - 20 * 86_400_000,
		};
		account.addCall(older);

		const items = await run(range(Date.now() - 30 * 86_400_000, Date.now()));

		account.removeCall(older.linkedId);
		expect(items.map(({ json }) => json.id)).toEqual([call.linkedId, older.linkedId]);
	});
});

test('Get Context gives the record without the summary', async () => {
	const [item] = await run({ operation: 'getContext', linkedId: LINKED_ID, options: around });

	expect(item?.json).toEqual({
		...cytracomRecord(call),
		summary: null,
		summaryMarkdown: null,
	});
});

test('Get Summary gives the record without transcript and turns', async () => {
	const [item] = await run({ operation: 'getSummary', linkedId: LINKED_ID, options: around });

	expect(item?.json).toEqual({ ...cytracomRecord(call), transcript: null, turns: [] });
});

test('an unknown ID says where it was looked for', async () => {
	const unknown = { __rl: true, mode: 'id', value: '1600000000.9' };

	await expect(
		run({ operation: 'getContext', linkedId: unknown, options: around }),
	).rejects.toMatchObject({ message: expect.stringContaining('1600000000.9') as string });
});
