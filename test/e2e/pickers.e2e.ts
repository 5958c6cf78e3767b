import { openPicker, type PickerQuery, type StoredCredential } from './harness/editor';
import { runNode } from './harness/runNode';
import type { Session } from './harness/Session';
import {
	CYTRACOM,
	cytracomCredential,
	exampleCytracom,
	recentCytracomCall,
	YEASTAR,
	yeastarCredential,
} from './shared/phoneSystems';
import { sharedSession } from './shared/sharedN8n';
import { sampleYeastarCall, startYeastarSimulator } from '../lab/simulators';
import type { CytracomSimulator, YeastarSimulator } from '../lab/simulators';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

let session: Session;

beforeAll(async () => {
	session = await sharedSession();
});

/** Reads a list as somebody who scrolls down until there is something. */
async function firstFilledPage(query: PickerQuery) {
	let page = await openPicker(session, query);
	while (page.results.length === 0 && page.paginationToken) {
		page = await openPicker(session, { ...query, paginationToken: page.paginationToken });
	}
	return page.results;
}

describe('Yeastar', () => {
	let pbx: YeastarSimulator;
	let credential: StoredCredential;
	const newer = sampleYeastarCall({ startedAt: Date.now() - HOUR_MS, index: 0 });
	const older = sampleYeastarCall({ startedAt: Date.now() - 2 * HOUR_MS, index: 1 });

	beforeAll(async () => {
		pbx = await startYeastarSimulator();
		pbx.addCall(older);
		pbx.addCall(newer);
		credential = await yeastarCredential(session, pbx);
	});

	afterAll(() => pbx.close());

	const open = (parameter: string, method: string, filter?: string) =>
		firstFilledPage({
			nodeType: YEASTAR,
			parameter,
			method,
			credential,
			filter,
			parameters: { resource: 'transcription', operation: 'getSummary', party: 'callee' },
		});

	test('the list of calls begins with the newest, and its value is the leg ID', async () => {
		const calls = await open('legId', 'searchCalls');

		expect(calls.map(({ value }) => value)).toEqual([newer.legId, older.legId]);
		expect(calls[0]?.name).toContain('+1 512 555 0143 → Leo Ball (3202)');
	});

	test('the list of calls can be searched by number', async () => {
		const calls = await open('legId', 'searchCalls', older.callTo);

		expect(calls.map(({ value }) => value)).toEqual([older.legId]);
	});

	test('the list of extensions can be searched by name', async () => {
		expect(await open('extension', 'searchExtensions', 'Leo')).toEqual([
			expect.objectContaining({ name: 'Leo Ball (3202)' }),
		]);
	});

	test('what was chosen from the lists gives the summary', async () => {
		const [call] = await open('legId', 'searchCalls');
		const [extension] = await open('extension', 'searchExtensions', 'Leo');
		const chosen = (value?: string) => ({ __rl: true, mode: 'list', value: value ?? '' });

		const [item] = await runNode(session, {
			type: YEASTAR,
			credential,
			parameters: {
				operation: 'getSummary',
				legId: chosen(call?.value),
				party: 'callee',
				extension: chosen(extension?.value),
			},
		});

		expect(item?.json).toMatchObject({ id: newer.legId, extensionNumber: '3202' });
		expect(item?.json.summary).toContain('Tessa Lindqvist');
	});
});

describe('Cytracom', () => {
	let account: CytracomSimulator;
	let credential: StoredCredential;
	const call = recentCytracomCall();

	beforeAll(async () => {
		account = await exampleCytracom();
		credential = await cytracomCredential(session, account);
	});

	afterAll(() => account.close());

	test('the list of calls finds one of some days ago, which then can be read', async () => {
		expect(Date.now() - call.startedAt).toBeGreaterThan(DAY_MS);
		const [found] = await firstFilledPage({
			nodeType: CYTRACOM,
			parameter: 'linkedId',
			method: 'searchCalls',
			credential,
			parameters: { resource: 'transcription', operation: 'getContext' },
		});

		expect(found?.value).toBe(call.linkedId);
		expect(found?.name).toContain('+1 512 555 0100 → +1 512 555 0200');
	});
});
