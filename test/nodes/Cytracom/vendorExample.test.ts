import {
	CytracomSetup,
	exampleCall,
	exampleRow,
	getContext,
	getSummary,
} from '../../lab/support/cytracom';
import { useVirtualClock } from '../../lab/virtualTime';

const clock = useVirtualClock();

/** The example of docs/phone-systems.md, "Cytracom transcriptions", as a call record. */
const record = {
	id: '1749478200.123456',
	startedAt: '2026-06-04T10:15:00.000Z',
	direction: null,
	from: '+15125550100',
	to: '+15125550200',
	customerNumber: null,
	customerName: null,
	agentNumber: null,
	agentName: null,
	durationSeconds: 184,
	summary: 'Customer requested billing assistance.',
	followUps: [],
	status: 'completed',
	sentiment: 'positive',
	callId: '1749478200.123456',
	provider: 'cytracom',
	labels: { queue: 'support' },
	transcript: 'Agent: Thank you for calling...',
	summaryMarkdown: 'Customer requested billing assistance.',
	ringSeconds: null,
	talkSeconds: null,
	holdSeconds: null,
	transcribedAt: '2026-06-04T10:20:00.000Z',
	summarySections: [],
	turns: [
		{
			speaker: 'Agent',
			number: null,
			text: 'Thank you for calling...',
			at: null,
			offsetSeconds: null,
		},
	],
	summaryHtml: null,
};
/** The number in the example's ID is a year older than its start, so it does not tell where to look. */
const today = { options: { searchFrom: '2026-06-04T00:00:00Z', searchTo: '2026-06-04T12:00:00Z' } };

async function withExample() {
	const setup = await CytracomSetup.start(clock);
	setup.api.addCall(exampleCall);
	return setup;
}

test('List Transcriptions gives exactly the record, its keys in the order of the contract', async () => {
	await using setup = await withExample();

	const items = await setup.items();

	expect(items).toEqual([record]);
	expect(Object.keys(items[0]!)).toEqual(Object.keys(record));
});

test('Get Context gives the record without the summary', async () => {
	await using setup = await withExample();

	const [item] = await setup.items(getContext(record.id, today));

	expect(item).toEqual({ ...record, summary: null, summaryMarkdown: null });
});

test('Get Summary gives the record without the transcript', async () => {
	await using setup = await withExample();

	const [item] = await setup.items(getSummary(record.id, today));

	expect(item).toEqual({ ...record, transcript: null, turns: [] });
});

test.each([
	['List Transcriptions', {}],
	['Get Context', getContext(record.id, today)],
	['Get Summary', getSummary(record.id, today)],
])('%s gives the row as Cytracom sent it with Simplify off', async (_, parameters) => {
	await using setup = await withExample();

	expect(await setup.items({ ...parameters, simplify: false })).toEqual([exampleRow]);
});

test('what Cytracom adds to a row is untouched with Simplify off', async () => {
	await using setup = await CytracomSetup.start(clock, { api: { readings: { extraKeys: true } } });
	setup.api.addCall({ ...exampleCall, raw: { labels: { deep: { list: [1] } }, score: '0.10' } });

	expect(await setup.items({ simplify: false })).toEqual([
		{ ...exampleRow, labels: { deep: { list: [1] } }, channel: 'voice', score: '0.10' },
	]);
});

test('the request is what the page describes', async () => {
	await using setup = await withExample();

	await setup.items();

	const [request] = setup.api.requests;
	expect(request).toMatchObject({
		method: 'GET',
		path: '/v1.0/insights/transcriptions',
		query: { page_size: '100' },
	});
	expect(request?.headers['user-agent']).toBe('n8n-nodes-call-transcripts');
	expect(atob(request!.headers.authorization!.replace('Basic ', ''))).toBe(
		`token:${setup.api.options.token}`,
	);
});
