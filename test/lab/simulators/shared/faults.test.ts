import { startCytracomSimulator } from '../cytracom/simulator';
import type { CytracomSimulator } from '../cytracom/simulator';
import { TestClient } from '../yeastar/testClient';
import { startYeastarSimulator } from '../yeastar/simulator';
import type { YeastarSimulator } from '../yeastar/simulator';
import type { Fault } from './faults';

const information = '/openapi/v1.0/system/information';
let pbx: YeastarSimulator;
let client: TestClient;
let api: CytracomSimulator;

beforeEach(async () => {
	pbx = await startYeastarSimulator();
	client = await TestClient.signedIn(pbx);
	api = await startCytracomSimulator();
});

afterEach(async () => {
	await pbx.close();
	await api.close();
});

const readText = async () => (await client.fetch(information)).text();
const plannedKinds = () => pbx.faults.list.map(({ kind }) => kind);

describe('which requests a fault meets', () => {
	const broken: Fault = { kind: 'http', status: 502 };
	const statuses = async (count: number, path = information) => {
		const found: number[] = [];
		for (let index = 0; index < count; index++) found.push((await client.fetch(path)).status);
		return found;
	};

	test('the next one, and so many as it says', async () => {
		pbx.faults.add(broken);
		expect(await statuses(2)).toEqual([502, 200]);
		pbx.faults.add({ ...broken, times: 2, skip: 1 });
		expect(await statuses(4)).toEqual([200, 502, 502, 200]);
		pbx.faults.add({ ...broken, times: Infinity });
		expect(await statuses(3)).toEqual([502, 502, 502]);
		expect(plannedKinds()).toEqual(['http']);
		pbx.faults.clear();
		expect(await statuses(1)).toEqual([200]);
	});

	test('by path and method', async () => {
		pbx.faults.add({ ...broken, match: 'cdr/' }, { ...broken, match: /list$/, method: 'POST' });
		expect(await statuses(1)).toEqual([200]);
		expect(await statuses(1, '/openapi/v1.0/extension/list')).toEqual([200]);
		expect(await statuses(2, '/openapi/v2.0/cdr/aidownload')).toEqual([502, 200]);
		expect(pbx.faults.list).toHaveLength(1);
	});

	test('by chance', async () => {
		const chances = [0.9, 0.1, 0.5];
		pbx.faults.random = () => chances.shift() ?? 1;
		pbx.faults.add({ ...broken, times: Infinity, probability: 0.3 });
		expect(await statuses(4)).toEqual([200, 502, 200, 200]);
	});

	test('one after the other, while every latency counts', async () => {
		pbx.faults.add({ kind: 'latency', ms: 1 }, broken, { kind: 'http', status: 503 });
		pbx.faults.add({ kind: 'latency', ms: 1 });
		expect(await statuses(3)).toEqual([502, 503, 200]);
		expect(pbx.faults.list).toEqual([]);
	});
});

describe('what a fault does', () => {
	test('latency answers later', async () => {
		pbx.faults.add({ kind: 'latency', ms: 30 });
		const began = performance.now();
		expect((await client.fetch(information)).status).toBe(200);
		expect(performance.now() - began).toBeGreaterThanOrEqual(25);
	});

	test('reset breaks the connection before anything is answered', async () => {
		pbx.faults.add({ kind: 'reset' });
		await expect(client.fetch(information)).rejects.toThrow('fetch failed');
		expect(pbx.requests.at(-1)).toMatchObject({ status: 0, bytes: 0 });
	});

	test('with `handled` the PBX does the work all the same', async () => {
		pbx.revokeAllTokens();
		pbx.faults.add({ kind: 'reset' }, { kind: 'reset', handled: true });
		await expect(client.signIn()).rejects.toThrow();
		expect(pbx.liveTokens()).toHaveLength(0);
		await expect(client.signIn()).rejects.toThrow();
		expect(pbx.liveTokens()).toHaveLength(1);
	});

	test('resetBody breaks it in the middle of the body', async () => {
		pbx.faults.add({ kind: 'resetBody' });
		const response = await client.fetch(information);
		expect(response.status).toBe(200);
		await expect(response.text()).rejects.toThrow('terminated');
	});

	test('stall and hang are silent until the client gives up', async () => {
		pbx.faults.add({ kind: 'stall', bytes: 10 }, { kind: 'hang' });
		const response = await client.fetch(information);
		const reader = (response.body as ReadableStream<Uint8Array>).getReader();
		expect((await reader.read()).value).toHaveLength(10);
		await reader.cancel();
		const giveUp = AbortSignal.timeout(20);
		await expect(fetch(pbx.url + information, { signal: giveUp })).rejects.toThrow('timeout');
		expect((await client.fetch(information)).status).toBe(200);
	});

	test('http answers as a proxy does', async () => {
		pbx.faults.add({ kind: 'http', status: 502 });
		pbx.faults.add({
			kind: 'http',
			status: 429,
			headers: { 'Retry-After': '7' },
			body: 'slow down',
		});
		const broken = await client.fetch(information);
		expect(broken.headers.get('content-type')).toBe('text/html');
		expect(await broken.text()).toContain('<h1>502 Bad Gateway</h1>');
		const limited = await client.fetch(information);
		expect(limited.status).toBe(429);
		expect(limited.headers.get('retry-after')).toBe('7');
		expect(await limited.text()).toBe('slow down');
	});

	test('cutJson and body answer something else with a good status', async () => {
		const right = await readText();
		pbx.faults.add({ kind: 'cutJson' }, { kind: 'body', body: 'null' });
		const cut = await readText();
		expect(cut.length).toBeGreaterThan(10);
		expect(cut.length).toBeLessThan(right.length);
		expect(() => JSON.parse(cut) as unknown).toThrow();
		expect(await readText()).toBe('null');
		pbx.faults.add({ kind: 'body', body: '<p>Hi</p>', contentType: 'text/html', status: 201 });
		const page = await client.fetch(information);
		expect([page.status, page.headers.get('content-type')]).toEqual([201, 'text/html']);
	});

	test('redirect points elsewhere', async () => {
		pbx.faults.add({ kind: 'redirect', location: 'https://elsewhere.example/' });
		const response = await fetch(pbx.url + information, { redirect: 'manual' });
		expect(response.status).toBe(302);
		expect(response.headers.get('location')).toBe('https://elsewhere.example/');
	});

	test('echo makes its answer of the request', async () => {
		pbx.faults.add({
			kind: 'echo',
			answer: ({ path }) => ({ status: 403, text: `No ${path}`, contentType: 'text/plain' }),
		});
		const response = await client.fetch(information);
		expect([response.status, await response.text()]).toEqual([403, `No ${information}`]);
	});

	test("errcode and errorCode are the vendors' own failures", async () => {
		pbx.faults.add({ kind: 'errcode', errcode: 70082, errmsg: 'OVERLOAD_TASK_RUNNING' });
		expect(await client.get(information)).toEqual({
			errcode: 70082,
			errmsg: 'OVERLOAD_TASK_RUNNING',
		});
		expect(pbx.requests.at(-1)?.errcode).toBe(70082);
		api.faults.add({ kind: 'errorCode', status: 400, errorCode: 'bad_cursor', msg: 'No' });
		const response = await fetch(`${api.url}/insights/transcriptions`);
		expect(response.status).toBe(400);
		expect(await response.json()).toEqual({ code: 400, error_code: 'bad_cursor', msg: 'No' });
	});

	test('json changes the right answer, and the downloaded file', async () => {
		pbx.faults.add({ kind: 'json', change: () => ({ errcode: 0, data: [] }) });
		expect(await client.get(information)).toEqual({ errcode: 0, data: [] });
		pbx.fileSource = () => [{ leg_id: 'a' }];
		pbx.faults.add({ kind: 'json', match: '/api/download/', change: (file) => ({ file }) });
		expect(await client.download()).toEqual({ file: [{ leg_id: 'a' }] });
	});

	test('bytes changes what goes over the wire, and its head', async () => {
		const right = await readText();
		const change = (body: Buffer) => ({
			body: Buffer.concat([body, body]),
			status: 203,
			headers: { 'Content-Type': 'text/plain' },
		});
		pbx.faults.add({ kind: 'bytes', change });
		const response = await client.fetch(information);
		expect(response.status).toBe(203);
		expect(response.headers.get('content-type')).toBe('text/plain');
		expect(await response.text()).toBe(right + right);
		pbx.fileSource = () => [{ leg_id: 'a' }];
		pbx.faults.add({
			kind: 'bytes',
			match: '/api/download/',
			change: (file) => ({ body: Buffer.from(JSON.stringify({ bytes: file.length })) }),
		});
		expect(await client.download()).toEqual({ bytes: '[{"leg_id":"a"}]'.length });
	});

	test.each(['resetBody', 'cutJson', 'stall'] as const)('%s spoils a file', async (kind) => {
		pbx.fileSource = () => Array.from({ length: 1000 }, (_, index) => ({ leg_id: `leg-${index}` }));
		const { download_resource_url: link } = await client.cdr('aidownload');
		pbx.faults.add({ kind, match: '/api/download/' });
		if (kind === 'resetBody') {
			const path = `${String(link)}?access_token=${client.token}`;
			await expect(client.bare(path, { 'User-Agent': 'OpenAPI' })).rejects.toThrow('aborted');
			return;
		}
		const response = await client.fetch(String(link));
		expect(response.status).toBe(200);
		if (kind === 'cutJson') await expect(response.json()).rejects.toThrow('JSON');
		else await response.body?.cancel();
	});
});
