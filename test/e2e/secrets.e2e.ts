import pLimit from 'p-limit';
import { startYeastarSimulator, type YeastarSimulator } from '../lab/simulators';
import { SecretSearch } from '../lab/secrets';
import { openPicker, testCredential } from './harness/editor';
import { startN8n, type N8n } from './harness/N8n';
import type { Session } from './harness/Session';
import { until } from './harness/until';
import type { UserFolder } from './harness/userFolder';
import {
	beginWorkflow,
	createWorkflow,
	executionsWith,
	publishWorkflow,
	runWorkflow,
} from './harness/workflows';
import { everyByte } from './shared/everyByte';
import { chain, everyMinute, fan, node } from './shared/nodes';
import { folderWithPackage } from './shared/sharedN8n';
import { secretsOfPbx, troubledPhones } from './shared/troubledPhones';
import type { TroubledPhone } from './shared/troubledPhones';
import { isTelling, type Trouble } from './shared/troubles';

/*
 * Every operation and both triggers meet everything that may go wrong with a phone system, in an n8n that logs and keeps
 * all it can. Whatever it wrote, no secret is in it but the one that is put there to show that the search finds one.
 */
const TALKATIVE = {
	N8N_LOG_LEVEL: 'debug',
	N8N_LOG_OUTPUT: 'console,file',
	EXECUTIONS_DATA_SAVE_ON_ERROR: 'all',
	EXECUTIONS_DATA_SAVE_ON_SUCCESS: 'all',
	EXECUTIONS_DATA_SAVE_MANUAL_EXECUTIONS: 'true',
	EXECUTIONS_DATA_PRUNE: 'false',
	// a busy machine is no reason to call the database away
	DB_PING_TIMEOUT_MS: '60000',
	// an isolate for each request takes most of the time otherwise, and no parameter here is an expression
	N8N_EXPRESSION_ENGINE: 'legacy',
};
const PLANTED = 'planted';
const RUNNING = ['new', 'running', 'waiting'];

jest.setTimeout(600_000);

let folder: UserFolder;
let n8n: N8n;
let session: Session;
let phones: TroubledPhone[] = [];
/** Its token is what is planted. */
let pbx: YeastarSimulator;
const atATime = pLimit(24);

beforeAll(async () => {
	pbx = await startYeastarSimulator();
	folder = await folderWithPackage();
	n8n = await startN8n({ folder: folder.folder, env: TALKATIVE });
	session = await n8n.session();
	phones = await troubledPhones(session);
});

afterAll(async () => {
	await n8n?.stop();
	await folder?.remove();
	await Promise.all([...phones, pbx].map((phone) => phone?.close()));
});

const manual = node('Manual', 'n8n-nodes-base.manualTrigger', {});

/**
 * Every operation goes on after its error, with the error in an item. Each in its turn is then done twice more: its error
 * becomes a sentence, and at last it ends the execution.
 */
async function begin({ name, type, errand, trouble, credential }: TroubledPhone, turn: number) {
	const { targets } = errand;
	const chosen = targets[turn % targets.length]!;
	const ways = [
		...(trouble.isSlow ? [] : targets).map((target) => ['continueErrorOutput', target] as const),
		...(trouble.isSlow ? [] : [['continueRegularOutput', chosen] as const]),
		['stopWorkflow', chosen] as const,
	];
	const nodes = ways.map(([onError, target]) =>
		node(`${target.name} ${onError}`, type, target.parameters, { onError, credential }),
	);
	const { id } = await createWorkflow(session, fan(name, [manual, ...nodes]));
	const execution = await beginWorkflow(session, id, manual.name);
	if (trouble.isSlow) return;
	const isOver = async () => !(await running()).includes(execution);
	await until(async () => ((await isOver()) ? true : undefined), {
		what: `end of ${name}`,
		withinMs: 300_000,
		everyMs: 1000,
	});
}

const running = async () =>
	(await executionsWith(session, { status: RUNNING })).results.map(({ id }) => id);

/** What people do in the editor: they press Test and open pickers. */
async function edit({ type, errand, credential }: TroubledPhone): Promise<void> {
	const pickers = errand.pickers.map((picker) =>
		openPicker(session, { nodeType: type, credential, ...picker }).catch(() => undefined),
	);
	await Promise.all([...pickers, errand.isTested && testCredential(session, credential)]);
}

/** Triggers in a workflow: n8n does not wait for ever for their first polls. */
const TRIGGERS_AT_A_TIME = 12;

/** Publishes triggers of phone systems that are well yet. */
async function publish(some: TroubledPhone[]): Promise<string> {
	const triggers = some.map(({ name, type, credential }) =>
		node(name, `${type}Trigger`, { ...everyMinute, event: 'newTranscription' }, { credential }),
	);
	const { id } = await createWorkflow(session, {
		name: 'Triggers',
		nodes: triggers,
		connections: {},
	});
	const { status } = await publishWorkflow(session, id);
	if (status !== 'published') throw new Error(`Triggers could not be published: ${status}`);
	return id;
}

/** Puts a token into the data of an execution and into the log. */
async function plant(): Promise<string> {
	const { access } = pbx.tokens.issue();
	const value = JSON.stringify({ access });
	const set = node(
		'Set',
		'n8n-nodes-base.set',
		{ mode: 'raw', jsonOutput: value },
		{ typeVersion: 3.4 },
	);
	const { id } = await createWorkflow(session, chain('Plant', [manual, set]));
	await runWorkflow(session, id, manual.name);
	await fetch(`${n8n.url}/webhook/${access}`);
	return access;
}

/** How many polls of the triggers ended in a failed execution. */
async function failedOf(workflowIds: string[]): Promise<number> {
	const status = ['error'];
	const failed = workflowIds.map((workflowId) => executionsWith(session, { workflowId, status }));
	return (await Promise.all(failed)).reduce((sum, { count }) => sum + count, 0);
}

/** Whether a trigger polls it: each telling trouble once for each vendor, where a poll asks. */
function isPolled({ errand: { targets }, trouble }: TroubledPhone): boolean {
	if (!isTelling(trouble)) return false;
	const paths = ['transcriptions', isOfLink(trouble) ? 'aidownload' : '/api/download/'];
	return targets.some(({ name, match }) => name.startsWith('List') && paths.includes(match));
}

const isOfLink = ({ name }: Trouble) => name.includes('link');

test('every trouble meets every operation and both triggers', async () => {
	const startedAt = Date.now();
	const log = (what: string) =>
		console.log(`${Math.round((Date.now() - startedAt) / 1000)} s: ${what}`);
	const triggers = phones.filter(isPolled);
	const groups = Array.from({ length: Math.ceil(triggers.length / TRIGGERS_AT_A_TIME) }, (_, at) =>
		triggers.slice(at * TRIGGERS_AT_A_TIME, (at + 1) * TRIGGERS_AT_A_TIME),
	);
	const published: string[] = [];
	for (const group of groups) published.push(await publish(group));
	log(`${triggers.length} triggers published`);

	for (const phone of phones) phone.begin();
	const slowFirst = [...phones].sort(
		(a, b) => Number(!!b.trouble.isSlow) - Number(!!a.trouble.isSlow),
	);
	await Promise.all([
		...slowFirst.map((phone, turn) => atATime(() => begin(phone, turn))),
		...phones
			.filter(({ trouble }) => isTelling(trouble))
			.map((phone) => atATime(() => edit(phone))),
	]);
	log(`${phones.length} workflows begun, credentials tested, pickers opened`);
	await until(async () => ((await running()).length === 0 ? true : undefined), {
		what: 'end of all executions',
		withinMs: 300_000,
		everyMs: 2000,
	});
	log('all executions have ended');
	// a few troubles are none for a poll
	const isEnough = async () => (await failedOf(published)) > triggers.length / 2;
	await until(async () => ((await isEnough()) ? true : undefined), {
		what: 'failed polls',
		withinMs: 150_000,
		everyMs: 2000,
	});
	log(`${await failedOf(published)} polls failed`);
	const failed = await executionsWith(session, { status: ['error'] });
	log(`${failed.count} executions failed`);
	const operations = phones.flatMap(({ name, errand, met }) =>
		errand.targets.map(({ match }) => ({ name, match, requests: met(match) })),
	);
	log(`${operations.length} troubles with an operation`);
	expect(operations.filter(({ requests }) => requests === 0)).toEqual([]);
});

test('no secret is in anything that n8n wrote; a planted one is found', async () => {
	const planted = await plant();
	await n8n.stop();
	const secrets = phones.flatMap((phone) => phone.secrets());
	secrets.push(...secretsOfPbx(pbx).map((value) => ({ name: PLANTED, value })));
	const search = new SecretSearch(secrets);
	const written = await everyByte(folder.folder);
	written.push({ name: 'console', bytes: Buffer.from(n8n.logs()) });

	const bytes = written.reduce((sum, file) => sum + file.bytes.length, 0);
	console.log(`${secrets.length} secrets looked for in ${written.length} files, ${bytes} bytes`);
	const found = written.flatMap((file) =>
		search.in(file.bytes).map((finding) => ({ ...finding, in: file.name })),
	);

	expect(planted).not.toBe('');
	expect(found.filter(({ secret }) => secret !== PLANTED)).toEqual([]);
	const places = [...new Set(found.map((finding) => finding.in))];
	expect(places).toEqual(
		expect.arrayContaining([
			expect.stringMatching(/^\.n8n\/database\.sqlite(-wal)?$/),
			expect.stringMatching(/^values in/),
			expect.stringMatching(/\.log$/),
			'console',
		]),
	);
});
