import { CredentialStore, runNode, searchList, testCredential } from './index';
import { probeTask } from './probe/Probe.node';
import { json, type ProbeServer } from './probe/probeServer';
import { setUp, type Setup } from './probe/setup';

let setup: Setup;
let server: ProbeServer;
const type = 'test.probe';
const request = probeTask.run;

beforeEach(async () => {
	setup = await setUp();
	({ server } = setup);
	probeTask.run = request;
});
afterEach(async () => await setup[Symbol.asyncDispose]());

async function run(count = 1) {
	const { engine, credentials } = setup;
	const input = Array.from({ length: count }, () => ({ json: {} }));
	return await runNode(engine, { type, credentials, input });
}

describe('preAuthentication', () => {
	test('runs once for any number of requests and executions; its result is saved', async () => {
		await run(3);
		await run(3);

		expect(server.tokens).toBe(1);
		expect(setup.store.saves).toBe(1);
		expect(setup.store.read('1')).toEqual({ baseUrl: server.url, token: 'token-1' });
		expect(new Set(server.calls.map(({ headers }) => headers['x-token']))).toEqual(
			new Set(['token-1']),
		);
	});

	test('runs again after a 401, and the request is sent again', async () => {
		server.answer = ({ headers }, response) =>
			json(response, {}, headers['x-token'] === 'token-1' ? 401 : 200);

		const { error } = await run();

		expect(error).toBeUndefined();
		expect(server.tokens).toBe(2);
		expect(setup.store.read('1').token).toBe('token-2');
	});

	test('renews on demand: decrypted data with an empty token is handed to the request', async () => {
		probeTask.run = async function () {
			const options = { url: `${server.url}/x` };
			const data = { ...(await this.getCredentials('probeApi')), token: '' };
			const credentialsDecrypted = { id: '1', name: 'any', type: 'probeApi', data };
			const { helpers } = this;
			await helpers.httpRequestWithAuthentication.call(this, 'probeApi', options, {
				credentialsDecrypted,
			});
			return {};
		};

		await run(2);

		expect(server.calls.map(({ headers }) => headers['x-token'])).toEqual(['token-1', 'token-2']);
		expect(setup.store.read('1').token).toBe('token-2');
	});

	test('leaves stored expressions alone', async () => {
		setup.store.update('1', { baseUrl: `={{ "${server.url}" }}`, token: '' });

		await run();

		expect(setup.store.read('1')).toEqual({ baseUrl: `={{ "${server.url}" }}`, token: 'token-1' });
	});

	test('what it throws reaches the node, and saves nothing', async () => {
		setup.store.update('1', { baseUrl: server.url, secret: 'wrong' });

		const { error } = await run();

		expect(error).toMatchObject({
			name: 'NodeApiError',
			message: 'The secret is wrong: make a new one.',
		});
		expect(setup.store.read('1').token).toBeUndefined();
	});
});

test('a stored credential is JSON, and a copy', () => {
	const store = new CredentialStore();
	const data = { list: [1], nothing: undefined };
	const { id } = store.add('any', data);
	data.list.push(2);

	expect(store.read(id)).toStrictEqual({ list: [1] });
});

describe('the Test button', () => {
	const test1 = async (data?: Record<string, unknown>) =>
		await testCredential(setup.engine, { credentialType: 'probeApi', id: '1', data });

	test('says success, with the token that it has after the first press', async () => {
		expect(await test1()).toEqual({ status: 'OK', message: 'Connection successful!' });
		expect(await test1()).toEqual({ status: 'OK', message: 'Connection successful!' });

		expect(server.tokens).toBe(1);
		expect(server.calls.map(({ path }) => path)).toEqual(['/me', '/me']);
		expect(setup.store.read('1').token).toBe('token-1');
	});

	test('shows the sentence of a rule on the body', async () => {
		server.answer = (_, response) => json(response, { error: { code: 7 } });

		expect(await test1()).toEqual({ status: 'Error', message: 'Seven is a bad number.' });
	});

	test('shows the sentence of an error that preAuthentication threw', async () => {
		expect(await test1({ secret: 'wrong' })).toEqual({
			status: 'Error',
			message: 'The secret is wrong: make a new one.',
		});
	});

	test('shows the bare code of a network fault', async () => {
		await server[Symbol.asyncDispose]();

		expect(await test1()).toEqual({ status: 'Error', message: 'ECONNREFUSED' });
	});

	test('shows the reason phrase of a failed request', async () => {
		server.answer = (_, response) => json(response, {}, 403);

		expect(await test1()).toEqual({ status: 'Error', message: 'Forbidden' });
	});
});

test('a list is searched with filter, page and parameters', async () => {
	const { engine, credentials } = setup;
	const options = { type, credentials, method: 'searchCalls', filter: 'bob', paginationToken: '9' };

	expect(await searchList(engine, options)).toEqual({
		results: [{ name: '{"path":"/default","filter":"bob","from":"9"}', value: 1 }],
		paginationToken: '2',
	});
});
