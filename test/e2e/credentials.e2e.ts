import {
	changeCredential,
	createCredential,
	testCredential,
	type StoredCredential,
} from './harness/editor';
import { freePort } from './harness/ports';
import type { Session } from './harness/Session';
import {
	cytracomCredential,
	exampleCytracom,
	exampleYeastar,
	yeastarCredential,
	yeastarFields,
} from './shared/phoneSystems';
import { sharedSession } from './shared/sharedN8n';
import type { CytracomSimulator, YeastarSimulator } from '../lab/simulators';

const SUCCESS = { status: 'OK', message: 'Connection successful!' };
const failure = (message: RegExp) => ({
	status: 'Error',
	message: expect.stringMatching(message) as string,
});

let session: Session;

beforeAll(async () => {
	session = await sharedSession();
});

describe('Test of a Yeastar credential', () => {
	let pbx: YeastarSimulator;
	let credential: StoredCredential;

	beforeEach(async () => {
		pbx = await exampleYeastar();
		credential = await yeastarCredential(session, pbx);
	});

	afterEach(() => pbx.close());

	test('succeeds, and again, and leaves one live token', async () => {
		expect(await testCredential(session, credential)).toEqual(SUCCESS);
		expect(await testCredential(session, credential)).toEqual(SUCCESS);
		expect(pbx.liveTokens()).toHaveLength(1);
	});

	test('succeeds with a pasted access token', async () => {
		await testCredential(session, credential);
		const [accessToken = ''] = pbx.liveTokens();
		const pasted = await createCredential(session, {
			name: 'Pasted',
			type: 'yeastarApi',
			data: { ...yeastarFields(pbx), authentication: 'accessToken', accessToken },
		});

		expect(await testCredential(session, pasted)).toEqual(SUCCESS);
		expect(await changeCredential(session, pasted, { accessToken: 'gone' })).toEqual(
			failure(/no longer accepts the access token/),
		);
	});

	test('tells of a wrong secret, also when it is put in place of a right one, and of the right one again', async () => {
		await testCredential(session, credential);

		expect(await changeCredential(session, credential, { clientSecret: 'wrong' })).toEqual(
			failure(/rejected the Client ID and Client Secret/),
		);
		const { clientSecret } = pbx.options;
		expect(await changeCredential(session, credential, { clientSecret })).toEqual(SUCCESS);
	});

	test('tries a rejected secret again when a person presses Retry', async () => {
		await changeCredential(session, credential, { clientSecret: 'typed before it was set' });
		pbx.rotateSecret('typed before it was set');

		expect(await testCredential(session, credential)).toEqual(SUCCESS);
	});

	test('tells of a host that is not there', async () => {
		const address = `127.0.0.1:${await freePort()}`;

		expect(await changeCredential(session, credential, { baseUrl: `http://${address}` })).toEqual(
			failure(new RegExp(`${address} refused the connection`)),
		);
		expect(await changeCredential(session, credential, { baseUrl: 'http://pbx.invalid' })).toEqual(
			failure(/pbx\.invalid/),
		);
	});

	test.each<[string, (switches: YeastarSimulator) => unknown, RegExp]>([
		['a blocked address', (it) => (it.ipBlocked = true), /Blocked IPs/],
		['an address that is not allowed', (it) => (it.ipForbidden = true), /IP restriction/],
		['an API that is switched off', (it) => (it.apiEnabled = false), /turned off/],
		['a missing permission', (it) => (it.permissions.cdr = false), /Permissions/],
		['firmware that is too old', (it) => (it.hasV2 = false), /firmware/],
	])('tells of %s', async (_what, turn, message) => {
		turn(pbx);

		expect(await testCredential(session, credential)).toEqual(failure(message));
	});
});

describe('Test of a Cytracom credential', () => {
	let account: CytracomSimulator;
	let credential: StoredCredential;

	beforeEach(async () => {
		account = await exampleCytracom();
		credential = await cytracomCredential(session, account);
	});

	afterEach(() => account.close());

	test('succeeds, and again', async () => {
		expect(await testCredential(session, credential)).toEqual(SUCCESS);
		expect(await testCredential(session, credential)).toEqual(SUCCESS);
	});

	test('tells of a wrong token, also when it is put in place of a right one, and of the right one again', async () => {
		await testCredential(session, credential);

		expect(await changeCredential(session, credential, { token: 'wrong' })).toEqual(
			failure(/rejected the token/),
		);
		const { token } = account.options;
		expect(await changeCredential(session, credential, { token })).toEqual(SUCCESS);
	});

	test('tells of a token that was deleted since the last test', async () => {
		await testCredential(session, credential);
		account.tokens.clear();

		expect(await testCredential(session, credential)).toEqual(failure(/rejected the token/));
	});

	test('tells of a host that is not there', async () => {
		const address = `127.0.0.1:${await freePort()}`;

		expect(
			await changeCredential(session, credential, { baseUrl: `http://${address}/v1.0` }),
		).toEqual(failure(new RegExp(`${address} refused the connection`)));
		expect(
			await changeCredential(session, credential, { baseUrl: 'http://cytracom.invalid/v1.0' }),
		).toEqual(failure(/cytracom\.invalid/));
	});
});
