import { setTimeout as wait } from 'node:timers/promises';
import type { IDataObject } from 'n8n-workflow';
import { Handovers } from '../lab/kills/handovers';
import { Servers } from '../lab/kills/servers';
import { TRIGGER, type Consumer } from '../lab/kills/workflows';
import {
	sampleYeastarCall,
	startYeastarSimulator,
	type SimulatedYeastarCall,
	type YeastarSimulator,
} from '../lab/simulators';
import { openPicker, type StoredCredential } from './harness/editor';
import type { Session } from './harness/Session';
import { until } from './harness/until';
import {
	createWorkflow,
	executionsWith,
	finishedExecution,
	publishWorkflow,
	type Workflow,
} from './harness/workflows';
import { chain, everyMinute, node, webhook } from './shared/nodes';
import { YEASTAR, yeastarCredential } from './shared/phoneSystems';
import { packedPackage } from './shared/sharedN8n';

/*
 * Three processes of n8n share a credential: main, which polls and fills the pickers, and two workers, which run the
 * workflows. The PBX has 8 tokens for all programs together; n8n must not take more than one for each process.
 */
const PROCESSES = 3;
const CALLS = 5;
const CONSUMERS = 3;
/** Requests to n8n at a time. */
const CALLERS = 10;
/** Renewed a minute or two before its end: every few seconds here. */
const TOKEN_SECONDS = 130;
const PHASE_MS = 50_000;
const FORGETS_EVERY_MS = 6000;
/** Many times what an execution takes. */
const PATIENCE_MS = 15_000;

jest.setTimeout(480_000);

let pbx: YeastarSimulator;
let servers: Servers;
let session: Session;
let credential: StoredCredential;
let consumers: Consumer[];
const calls: SimulatedYeastarCall[] = [];
const answers: Record<string, number> = {};
const wrong: string[] = [];
/** How many executions of workers there must be. */
let asked = 0;

beforeAll(async () => {
	pbx = await startYeastarSimulator({ accessTokenSeconds: TOKEN_SECONDS });
	for (let index = 0; index < CALLS; index++) addCall(index);
	servers = new Servers('queue', packedPackage());
	await servers.start();
	session = await servers.session();
	credential = await yeastarCredential(session, pbx);
	for (const { name, nodes } of questions()) await publish(chain(name, nodes));
	consumers = await Promise.all(
		Array.from({ length: CONSUMERS }, async (_, number) => ({
			workflowId: await publish(chain(`Consumer ${number + 1}`, consumer())),
			vendor: 'yeastar' as const,
		})),
	);
});

afterAll(async () => {
	await servers?.close();
	await pbx?.close();
});

/** A call an hour ago, with its transcript. */
function addCall(index: number): void {
	const startedAt = Date.now() - 3_600_000 + index * 60_000;
	const call = { ...sampleYeastarCall({ startedAt, index }), visibleFrom: startedAt };
	pbx.addCall(call);
	calls.push(call);
}

async function publish(workflow: Workflow): Promise<string> {
	const { id } = await createWorkflow(session, workflow);
	const { status } = await publishWorkflow(session, id);
	if (status !== 'published') throw new Error(`A workflow could not be published: ${status}`);
	return id;
}

const ask = (parameters: IDataObject, name = 'Ask') =>
	node(name, YEASTAR, parameters as never, { credential });
const contextOfEach = () =>
	ask(
		{ operation: 'getContext', legId: { __rl: true, mode: 'id', value: '={{ $json.id }}' } },
		'Context',
	);

/** Workflows that workers run, each with what it answers. */
function questions() {
	const [first] = calls;
	const [party, summary] = Object.entries(first?.summaries ?? {})[0] ?? [];
	return [
		{
			name: 'contexts',
			nodes: [webhook('contexts'), ask({ operation: 'list', returnAll: true }), contextOfEach()],
			isRight: (items: IDataObject[]) =>
				items.length === calls.length && items.every(({ transcript }) => transcript !== null),
		},
		{
			name: 'summary',
			nodes: [
				webhook('summary'),
				ask({
					operation: 'getSummary',
					legId: { __rl: true, mode: 'id', value: first?.legId },
					party: party === 'src' ? 'caller' : 'callee',
					extension: { __rl: true, mode: 'id', value: String(summary?.extensionId) },
				}),
			],
			isRight: ([item]: IDataObject[]) => typeof item?.summary === 'string',
		},
		{
			name: 'extensions',
			nodes: [webhook('extensions'), ask({ resource: 'extension', operation: 'list' })],
			isRight: (items: IDataObject[]) => items.length === pbx.options.extensions.length,
		},
	];
}

/** A workflow that main starts and a worker runs. */
const consumer = () => [
	node(
		TRIGGER,
		`${YEASTAR}Trigger`,
		{ ...everyMinute, event: 'newTranscription', options: { initialLookbackHours: 2 } },
		{ credential },
	),
	contextOfEach(),
];

async function askWorker(index: number): Promise<void> {
	const { name, isRight } = questions()[index % questions().length]!;
	asked += 1;
	const address = `${servers.url}/webhook/${name}`;
	const answer = await fetch(address, { signal: AbortSignal.timeout(PATIENCE_MS) });
	const text = await answer.text();
	const isGood = answer.ok && isRight(JSON.parse(text) as IDataObject[]);
	answers[name] = (answers[name] ?? 0) + 1;
	if (!isGood) wrong.push(`${name}: ${answer.status} ${text.slice(0, 300)}`);
}

/** The picker is filled by main. */
async function askMain(): Promise<void> {
	const { results } = await openPicker(session, {
		nodeType: YEASTAR,
		parameter: 'legId',
		method: 'searchCalls',
		parameters: { resource: 'transcription', operation: 'getContext' },
		credential,
	});
	answers.picker = (answers.picker ?? 0) + 1;
	if (results.length !== calls.length) wrong.push(`picker: ${results.length} calls`);
}

/** Many executions at a time until the time is over. */
async function load(untilMs: number): Promise<void> {
	let number = 0;
	const caller = async (own: number) => {
		while (Date.now() < untilMs) {
			const work = own === 0 ? askMain() : askWorker(number++);
			await work.catch((error: unknown) => {
				// now and then n8n's queue mode runs an execution well and forgets to answer: it is counted in the end
				if ((error as Error).name === 'TimeoutError') answers.none = (answers.none ?? 0) + 1;
				else wrong.push(String(error));
			});
		}
	};
	await Promise.all(Array.from({ length: CALLERS }, (_, own) => caller(own)));
}

/** The PBX forgets the token in use, and every second time all of them. */
async function forget(untilMs: number): Promise<void> {
	for (let time = 1; Date.now() + FORGETS_EVERY_MS < untilMs; time++) {
		await wait(FORGETS_EVERY_MS);
		const inUse = pbx.requests.filter(({ errcode }) => errcode === 0).at(-1)?.query.access_token;
		if (time % 2 === 0) pbx.revokeAllTokens();
		else if (inUse && pbx.liveTokens().includes(inUse)) pbx.tokens.revoke(inUse);
	}
}

test.each([false, true])(
	'many executions while tokens end; a new token cancels the older ones: %s',
	async (newTokenCancelsOlder) => {
		pbx.readings.newTokenCancelsOlder = newTokenCancelsOlder;
		const before = pbx.tokens.grants.length;
		const end = Date.now() + PHASE_MS;
		addCall(calls.length);

		await Promise.all([load(end), forget(end)]);

		const live = pbx.tokens.grants.slice(before).map((grant) => grant.live);
		const refused = pbx.requests.filter(({ errcode }) => errcode === 10004).length;
		console.log(
			`Tokens: ${live.length} from get_token, at most ${Math.max(...live)} live at a time; ${refused} requests refused with 10004 so far; answers so far ${JSON.stringify(answers)}`,
		);
		expect(wrong).toEqual([]);
		expect(Math.max(...live)).toBeLessThanOrEqual(PROCESSES);
	},
);

test('the triggers gave every call once, and no execution failed', async () => {
	const read = new Handovers();
	const handovers = await until(
		async () => {
			const found = await read.read(session, consumers);
			const given = found.reduce((sum, { ids }) => sum + ids.length, 0);
			const isOver = found.every(({ status }) => !['new', 'running'].includes(status));
			return isOver && given >= calls.length * CONSUMERS ? found : undefined;
		},
		{ what: 'execution of every call', withinMs: 120_000, everyMs: 1000 },
	);

	const ids = calls.map(({ legId }) => legId).sort();
	for (const { workflowId } of consumers) {
		const given = handovers.filter((handover) => handover.workflowId === workflowId);
		expect(given.flatMap((handover) => handover.ids).sort()).toEqual(ids);
	}
	const failed = await executionsWith(session, {
		status: ['error', 'crashed', 'canceled'],
	});
	const errors = await Promise.all(
		failed.results.map(async ({ id, workflowName }) => {
			const { error } = (await finishedExecution(session, id)).data.resultData;
			return `${workflowName}: ${error?.message} ${error?.description ?? ''}`;
		}),
	);
	expect(errors).toEqual([]);
	const { count } = await executionsWith(session, { status: ['success'] });
	expect(count).toBe(asked + handovers.length);
});
