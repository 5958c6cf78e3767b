import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
	startCytracomSimulator,
	sampleCytracomCall,
	type CytracomSimulator,
} from '../lab/simulators';
import { createCredential } from './harness/editor';
import { startN8n, type N8n } from './harness/N8n';
import { until } from './harness/until';
import type { UserFolder } from './harness/userFolder';
import { createWorkflow, executionsWith, publishWorkflow } from './harness/workflows';
import { folderWithPackage } from './shared/sharedN8n';

jest.setTimeout(480_000);

/** The first call of each execution, as its Code node asks for it. The answer to the first execution waits. */
const asked: string[] = [];
let release = (): void => undefined;
let gate: Server;
let cytracom: CytracomSimulator;
let user: UserFolder;
let n8n: N8n;

beforeAll(async () => {
	gate = createServer(({ url = '' }, response) => {
		asked.push(url.slice(1));
		if (asked.length === 1) release = () => response.end();
		else response.end();
	}).listen(0, '127.0.0.1');
	cytracom = await startCytracomSimulator();
	user = await folderWithPackage();
	n8n = await startN8n({ folder: user.folder });
});

afterAll(async () => {
	gate?.close();
	await n8n?.kill();
	await Promise.all([cytracom?.close(), user?.remove()]);
});

function newCall(): string {
	const startedAt = Date.now();
	const call = { ...sampleCytracomCall({ startedAt }), createdAt: startedAt };
	cytracom.addCall(call);
	return call.linkedId;
}

const handedOver = async (ids: string[]) =>
	await until(async () => await Promise.resolve(asked.length >= ids.length || undefined), {
		what: `execution with ${ids.join(', ')}`,
		withinMs: 150_000,
		everyMs: 500,
	});

test('a Code node that writes static data: the trigger tells, and after a kill the calls handed over meanwhile come again', async () => {
	const session = await n8n.session();
	const { id, name } = await createCredential(session, {
		name: 'Cytracom',
		type: 'cytracomApi',
		data: { baseUrl: cytracom.url, token: cytracom.options.token },
	});
	const { port } = gate.address() as AddressInfo;
	const workflow = await createWorkflow(session, {
		name: 'Writes static data',
		nodes: [
			{
				id: 'trigger',
				name: 'Trigger',
				type: 'n8n-nodes-call-transcripts.cytracomTrigger',
				typeVersion: 1,
				position: [0, 0],
				parameters: { pollTimes: { item: [{ mode: 'everyMinute' }] }, options: {} },
				credentials: { cytracomApi: { id, name } },
			},
			{
				id: 'code',
				name: 'Code',
				type: 'n8n-nodes-base.code',
				typeVersion: 2,
				position: [220, 0],
				parameters: {
					jsCode: [
						`await this.helpers.httpRequest({ url: 'http://127.0.0.1:${port}/' + $json.id });`,
						"$getWorkflowStaticData('global').last = $input.first().json.id;",
						'return $input.all();',
					].join('\n'),
				},
			},
		],
		connections: { Trigger: { main: [[{ node: 'Code', type: 'main', index: 0 }]] } },
	});
	expect(await publishWorkflow(session, workflow.id)).toMatchObject({ status: 'published' });
	const ended = async (status: string, count: number) =>
		await until(
			async () => {
				const done = await executionsWith(session, { workflowId: workflow.id, status: [status] });
				return done.count >= count || undefined;
			},
			{ what: `${count} executions: ${status}`, withinMs: 90_000 },
		);

	// the first poll that finds nothing tells
	await ended('error', 1);
	// n8n saves what the first execution began with, over what the second hand-over saved
	const first = newCall();
	await handedOver([first]);
	const second = newCall();
	await handedOver([first, second]);
	await ended('success', 1);
	release();
	await ended('success', 2);
	await n8n.kill();
	n8n = await startN8n({ folder: user.folder });
	await handedOver([first, second, second]);

	expect(asked).toEqual([first, second, second]);
});
