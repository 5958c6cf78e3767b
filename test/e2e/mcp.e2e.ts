import type { INode, INodeParameters } from 'n8n-workflow';
import type { CytracomSimulator, YeastarSimulator } from '../lab/simulators';
import {
	sampleCytracomCall,
	sampleYeastarCall,
	startCytracomSimulator,
	startYeastarSimulator,
} from '../lab/simulators';
import { installation } from './harness/installation';
import type { Session } from './harness/Session';
import { createWorkflow, publishWorkflow, unpublishWorkflow } from './harness/workflows';
import { SHARED_URL } from './shared/names';
import { node } from './shared/nodes';
import { CYTRACOM, cytracomCredential, YEASTAR, yeastarCredential } from './shared/phoneSystems';
import { sharedSession } from './shared/sharedN8n';

/*
 * An MCP server made of our tools in a real n8n, asked what a model would ask for thirty questions. The client is MCP's own.
 */

interface McpClient {
	connect(transport: object): Promise<void>;
	listTools(): Promise<{ tools: { name: string; description: string }[] }>;
	callTool(call: { name: string; arguments: object }): Promise<{
		content: { text: string }[];
		isError?: boolean;
	}>;
	close(): Promise<void>;
}
const sdk = <T>(path: string) => installation.require(`@modelcontextprotocol/sdk/${path}.js`) as T;
const { Client } = sdk<{ Client: new (facts: object) => McpClient }>('client/index');
const { StreamableHTTPClientTransport } = sdk<{
	StreamableHTTPClientTransport: new (url: URL) => object;
}>('client/streamableHttp');

const MINUTE_MS = 60_000;
const now = Math.floor(Date.now() / MINUTE_MS) * MINUTE_MS;
const ago = (minutes: number) => now - minutes * MINUTE_MS;
const iso = (minutes: number) => new Date(ago(minutes)).toISOString();
/** A call every half hour, the newest an hour ago; Tessa's are those whose number is a multiple of six. */
const STARTS = Array.from({ length: 30 }, (_, index) => ago(60 + 30 * index));
const dayAgo = iso(24 * 60);

const yeastarCalls = STARTS.map((startedAt, index) => sampleYeastarCall({ startedAt, index }));
const cytracomCalls = STARTS.map((startedAt, index) => sampleCytracomCall({ startedAt, index }));
/** An hour and more of talk. */
const longYeastar = {
	...sampleYeastarCall({ startedAt: ago(2000), index: 0 }),
	turns: Array.from({ length: 600 }, (_, index) => ({
		number: '3202',
		text: `Sentence ${index + 1} of a long talk about wheels, brakes and bells.`,
		at: ago(2000) + index * 6000,
	})),
};
const longCytracom = {
	...sampleCytracomCall({ startedAt: ago(2000), index: 0 }),
	transcript: longYeastar.turns.map(({ text }) => `Agent: ${text}`).join('\n'),
};

const fromAi = (key: string, type = 'string', usual: unknown = '') =>
	`={{ $fromAI('${key}', '', '${type}', ${JSON.stringify(usual)}) }}`;
const byId = { __rl: true, mode: 'id', value: fromAi('id') };

/** The tools of a phone system, with what a model may fill in. */
const toolsOf = (prefix: string, call: string): Record<string, INodeParameters> => ({
	[`${prefix}_list`]: {
		operation: 'list',
		startTime: fromAi('startTime'),
		endTime: fromAi('endTime'),
		limit: fromAi('limit', 'string'),
		filters: {
			extension: fromAi('extension'),
			search: fromAi('search'),
			...(prefix === 'yeastar'
				? { callType: fromAi('callType') }
				: { sentiment: fromAi('sentiment') }),
		},
	},
	[`${prefix}_call`]: { operation: 'get', [call]: byId, transcriptPart: fromAi('part', 'string') },
	[`${prefix}_words`]: {
		operation: 'getContext',
		[call]: byId,
		transcriptPart: fromAi('part', 'string'),
	},
	[`${prefix}_summary`]: { operation: 'getSummary', [call]: byId },
	[`${prefix}_fields`]: {
		operation: 'list',
		startTime: fromAi('startTime'),
		output: 'fields',
		fields: fromAi('fields'),
	},
	[`${prefix}_health`]: { resource: 'system', operation: 'getHealth' },
});

let session: Session;
let pbx: YeastarSimulator;
let account: CytracomSimulator;
let client: McpClient;
let workflowId: string;

beforeAll(async () => {
	session = await sharedSession();
	pbx = await startYeastarSimulator();
	account = await startCytracomSimulator();
	for (const call of [...yeastarCalls, longYeastar]) pbx.addCall(call);
	for (const call of [...cytracomCalls, longCytracom]) account.addCall(call);
	const yeastar = await yeastarCredential(session, pbx);
	const cytracom = await cytracomCredential(session, account);
	const server = node(
		'Server',
		'@n8n/n8n-nodes-langchain.mcpTrigger',
		{ path: 'calls' },
		{ typeVersion: 2, webhookId: 'calls' },
	);
	const nodesOf = (type: string, credential: typeof yeastar, tools: Record<string, object>) =>
		Object.entries(tools).map(([name, parameters]) =>
			node(name, `${type}Tool`, parameters as INodeParameters, { credential }),
		);
	const tools: INode[] = [
		...nodesOf(YEASTAR, yeastar, {
			...toolsOf('yeastar', 'legId'),
			yeastar_extensions: {
				resource: 'extension',
				operation: 'list',
				filters: { search: fromAi('search') },
			},
		}),
		...nodesOf(CYTRACOM, cytracom, toolsOf('cytracom', 'linkedId')),
	];
	const link = [[{ node: server.name, type: 'ai_tool' as const, index: 0 }]];
	const connections = Object.fromEntries(tools.map(({ name }) => [name, { ai_tool: link }]));
	const workflow = await createWorkflow(session, {
		name: 'Calls as an MCP server',
		nodes: [server, ...tools],
		connections,
	});
	workflowId = workflow.id;
	await publishWorkflow(session, workflowId);
	client = new Client({ name: 'tests', version: '1.0.0' });
	await client.connect(
		new StreamableHTTPClientTransport(new URL(`${process.env[SHARED_URL]}/mcp/calls`)),
	);
});

afterAll(async () => {
	await client?.close();
	if (workflowId) await unpublishWorkflow(session, workflowId);
	await pbx?.close();
	await account?.close();
});

test('each tool tells a model what it is for, and of which phone system', async () => {
	const { tools } = await client.listTools();

	expect(tools).toHaveLength(13);
	for (const { name, description } of tools) {
		expect(description.length).toBeGreaterThan(60);
		expect(description).toContain(name.startsWith('yeastar') ? 'Yeastar' : 'Cytracom');
	}
});

const [y0, , , , , , y6] = yeastarCalls;
const [c0, , , , , , c6] = cytracomCalls;
const tessa = '+15125550143';
const startsIn = (text: string) => text.match(/"startedAt"/g)?.length ?? 0;

/** What a user asks; the tool and the arguments; what the answer holds, or how many calls; characters at most. */
const QUESTIONS: [string, string, object, (string | RegExp)[] | number, number][] = [
	['What were the last three calls?', 'yeastar_list', { limit: '3' }, 3, 2_000],
	['And at the other office?', 'cytracom_list', { limit: '3' }, 3, 1_500],
	['What was said today?', 'yeastar_list', { startTime: dayAgo }, 30, 16_000],
	['What was said today at Cytracom?', 'cytracom_list', { startTime: dayAgo }, 30, 12_000],
	[
		'Who called about wheels?',
		'yeastar_list',
		{ startTime: dayAgo, search: 'wheel' },
		[tessa],
		5_000,
	],
	[
		'Who called about wheels (Cytracom)?',
		'cytracom_list',
		{ startTime: dayAgo, search: 'wheel' },
		[tessa],
		4_000,
	],
	['What came in?', 'yeastar_list', { callType: 'inbound', limit: '5' }, 5, 4_000],
	['Which calls were good?', 'cytracom_list', { sentiment: 'positive', limit: '5' }, 5, 2_500],
	['What did 3202 do?', 'yeastar_list', { extension: '3202', limit: '5' }, [/3202/], 4_000],
	[
		'What is the order number?',
		'yeastar_call',
		{ id: y0!.legId },
		['four four one nine two'],
		2_000,
	],
	['And in this one?', 'cytracom_call', { id: c0!.linkedId }, ['four four one nine two'], 1_500],
	['What exactly did she say?', 'yeastar_words', { id: y6!.legId }, ['one aside'], 1_000],
	['And in that one?', 'cytracom_words', { id: c6!.linkedId }, ['one aside'], 1_200],
	['Give me the gist.', 'yeastar_summary', { id: y0!.legId }, ['44192', 'Leo Ball'], 1_000],
	['Give me the gist (Cytracom).', 'cytracom_summary', { id: c0!.linkedId }, ['44192'], 1_000],
	[
		'Compare these two.',
		'yeastar_summary',
		{ id: `${y0!.legId}, ${y6!.legId}` },
		[y0!.legId, y6!.legId],
		2_000,
	],
	[
		'What did the long call begin with?',
		'yeastar_words',
		{ id: longYeastar.legId },
		['Sentence 1 of', 'Part 1 of 4', 'Transcript Part 2'],
		13_000,
	],
	[
		'And then?',
		'yeastar_words',
		{ id: longYeastar.legId, part: '2' },
		['Part 2 of 4', 'Transcript Part 3'],
		13_000,
	],
	[
		'How did it end?',
		'cytracom_call',
		{ id: longCytracom.linkedId, part: '4' },
		['Sentence 600 of', 'This is the last one'],
		13_000,
	],
	[
		'And after that?',
		'cytracom_words',
		{ id: longCytracom.linkedId, part: '9' },
		['has no part 9', 'Its last part is 4'],
		400,
	],
	[
		'Who talked with whom?',
		'yeastar_fields',
		{ startTime: dayAgo, fields: 'from,to' },
		['"from"', '"to"', /^(?!.*summary)/],
		1_200,
	],
	[
		'How did people feel?',
		'cytracom_fields',
		{ startTime: dayAgo, fields: 'sentiment' },
		['positive'],
		900,
	],
	['How angry?', 'cytracom_fields', { fields: 'mood' }, ['no field named', 'sentiment'], 800],
	['Who is Leo?', 'yeastar_extensions', { search: 'Leo' }, ['3202', 'Leo Ball'], 200],
	['Does it work?', 'yeastar_health', {}, ['"problem":null'], 600],
	['Does Cytracom work?', 'cytracom_health', {}, ['"problem":null'], 500],
	[
		'And with nulls?',
		'cytracom_list',
		{ startTime: 'null', endTime: '', search: 'null', sentiment: 'null', limit: '2' },
		2,
		1_200,
	],
	[
		'What happened today?',
		'yeastar_list',
		{ startTime: dayAgo.slice(0, 10), endTime: iso(0).slice(0, 10), limit: '1' },
		1,
		1_000,
	],
	[
		'What will happen?',
		'yeastar_list',
		{ startTime: '2126-01-01' },
		['End Time is before Start Time'],
		400,
	],
	[
		'What was last Tuesday?',
		'yeastar_list',
		{ startTime: 'last Tuesday' },
		['is not a valid date', 'ISO 8601', 'which is now'],
		400,
	],
	[
		'Which were missed?',
		'yeastar_list',
		{ callType: 'missed' },
		['one of: Inbound, Internal'],
		400,
	],
	['What of call 7?', 'cytracom_call', { id: '' }, ['No call selected'], 400],
];

test.each(QUESTIONS)('%s', async (question, name, args, holds, most) => {
	const { content } = await client.callTool({ name, arguments: args });
	const text = content.map((part) => part.text).join('\n');

	if (process.env.E2E_SIZES) console.log(`${Buffer.byteLength(text)} bytes: ${question} ${text}`);
	if (typeof holds === 'number') expect(startsIn(text)).toBe(holds);
	else {
		for (const part of holds) {
			expect(text).toEqual(
				typeof part === 'string' ? expect.stringContaining(part) : expect.stringMatching(part),
			);
		}
	}
	expect(Buffer.byteLength(text)).toBeLessThanOrEqual(most);
});
