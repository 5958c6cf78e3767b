import type { YeastarOptions } from './options';
import type { YeastarSimulator } from './simulator';
import { startYeastarSimulator } from './simulator';
import { TestClient } from './testClient';
import { VirtualClock } from '../../virtualTime';

const information = '/openapi/v1.0/system/information';
const clock = new VirtualClock();
let pbx: YeastarSimulator;
let client: TestClient;

async function start(options: Partial<YeastarOptions> = {}): Promise<void> {
	pbx = await startYeastarSimulator({ clock, ...options });
	client = new TestClient(pbx);
}

async function errcodeOf(answer: Promise<Record<string, unknown>>): Promise<unknown> {
	return (await answer).errcode;
}

afterEach(() => pbx.close());

describe('signing in', () => {
	test('gives a pair of tokens of 32 characters with their lifetimes', async () => {
		await start();
		expect(await client.signIn()).toEqual({
			errcode: 0,
			errmsg: 'SUCCESS',
			access_token_expire_time: 1800,
			access_token: expect.stringMatching(/^[A-Za-z0-9]{32}$/) as string,
			refresh_token_expire_time: 86_400,
			refresh_token: expect.stringMatching(/^[A-Za-z0-9]{32}$/) as string,
		});
	});

	test('a token lives as long as the PBX is set up for', async () => {
		await start({ accessTokenSeconds: 130 });
		expect(await client.signIn()).toMatchObject({ access_token_expire_time: 130 });
		clock.advance(129_999);
		expect(pbx.liveTokens()).toHaveLength(1);
		clock.advance(1);
		expect(pbx.liveTokens()).toHaveLength(0);
	});

	test('every pair is noted, with the number of live tokens then', async () => {
		await start();
		const { access_token: access, refresh_token: refresh } = await client.signIn();
		await client.signIn();
		pbx.revokeAllTokens();
		await client.signIn();
		expect(pbx.tokens.grants.map(({ live }) => live)).toEqual([1, 2, 1]);
		expect(pbx.tokens.grants[0]).toMatchObject({ access, refresh, at: clock.now() });
	});

	test.each([40002, 10005] as const)('a wrong secret answers %i with HTTP 200', async (code) => {
		await start({ readings: { wrongSecret: code } });
		expect(await errcodeOf(client.signIn('wrong'))).toBe(code);
		expect(pbx.requests.at(-1)).toMatchObject({ status: 200, errcode: code });
	});

	test('the fifth wrong secret in a row blocks the address, until it is unblocked', async () => {
		await start();
		for (let count = 0; count < 4; count++) await client.signIn('wrong');
		expect(await errcodeOf(client.signIn())).toBe(0);
		for (let count = 0; count < 5; count++) {
			expect(await errcodeOf(client.signIn('wrong'))).toBe(40002);
		}
		expect(pbx.ipBlocked).toBe(true);
		expect(await errcodeOf(client.signIn())).toBe(70004);
		pbx.unblockIp();
		expect(await errcodeOf(client.signIn())).toBe(0);
	});

	test('a block ends by itself where the PBX is set up so', async () => {
		await start({ blockMs: 60_000 });
		for (let count = 0; count < 5; count++) await client.signIn('wrong');
		clock.advance(59_999);
		expect(await errcodeOf(client.signIn())).toBe(70004);
		clock.advance(1);
		expect(await errcodeOf(client.signIn('wrong'))).toBe(40002);
		expect(await errcodeOf(client.signIn())).toBe(0);
	});

	test('a ninth token is refused until one has expired or was given back', async () => {
		await start();
		const { access_token: first } = await client.signIn();
		clock.advance(60_000);
		for (let count = 1; count < 8; count++) await client.signIn();
		expect(await client.signIn()).toEqual({ errcode: 60002, errmsg: 'MAX LIMITATION EXCEEDED' });
		expect(pbx.liveTokens()).toHaveLength(8);

		client.token = String(first);
		expect(await errcodeOf(client.get('/openapi/v1.0/del_token'))).toBe(0);
		expect(await errcodeOf(client.signIn())).toBe(0);
		expect(await errcodeOf(client.signIn())).toBe(60002);
		clock.advance(1_800_000);
		expect(await errcodeOf(client.signIn())).toBe(0);
		expect(pbx.liveTokens()).toHaveLength(1);
	});

	test.each([
		[false, 2],
		[true, 1],
	])('newTokenCancelsOlder %s leaves %i live tokens after two sign-ins', async (reading, live) => {
		await start({ readings: { newTokenCancelsOlder: reading } });
		await client.signIn();
		await client.signIn();
		expect(pbx.liveTokens()).toHaveLength(live);
	});

	test('what is not a JSON object with both names is a parameter error', async () => {
		await start();
		expect(await errcodeOf(client.post('/openapi/v1.0/get_token', '{"username":'))).toBe(40001);
		expect(await errcodeOf(client.post('/openapi/v1.0/get_token', { username: 'a' }))).toBe(40002);
	});

	test('a new Client Secret ends all tokens', async () => {
		await start();
		await client.signIn();
		pbx.rotateSecret('another');
		expect(pbx.liveTokens()).toEqual([]);
		expect(await errcodeOf(client.signIn('another'))).toBe(0);
	});
});

describe('refreshing', () => {
	test.each([
		[true, 1],
		[false, 2],
	])('refreshFreesSlot %s: %i live tokens after it', async (reading, live) => {
		await start({ readings: { refreshFreesSlot: reading } });
		const { refresh_token } = await client.signIn();
		const refresh = () => client.post('/openapi/v1.0/refresh_token', { refresh_token });
		expect(await errcodeOf(refresh())).toBe(0);
		expect(pbx.liveTokens()).toHaveLength(live);
		expect(await errcodeOf(refresh())).toBe(10004);
	});

	test('works for a day, also after the access token has expired', async () => {
		await start();
		const { refresh_token } = await client.signIn();
		clock.advance(86_399_000);
		const answer = await client.post('/openapi/v1.0/refresh_token', { refresh_token });
		expect(answer.errcode).toBe(0);
		clock.advance(86_400_000);
		const late = client.post('/openapi/v1.0/refresh_token', {
			refresh_token: answer.refresh_token,
		});
		expect(await errcodeOf(late)).toBe(10004);
	});
});

describe('a token', () => {
	test('is valid for half an hour', async () => {
		await start();
		client = await TestClient.signedIn(pbx);
		clock.advance(1_799_999);
		expect(await errcodeOf(client.get(information))).toBe(0);
		clock.advance(1);
		expect(await client.get(information)).toEqual({ errcode: 10004, errmsg: 'TOKEN EXPIRED' });
	});

	test('counts in the query only, and unknown or missing is expired', async () => {
		await start();
		client = await TestClient.signedIn(pbx);
		const bearer = { 'User-Agent': 'OpenAPI', Authorization: `Bearer ${client.token}` };
		expect(await errcodeOf(client.bare(information, bearer))).toBe(10004);
		expect(await errcodeOf(client.get(information, { access_token: 'unknown' }))).toBe(10004);
		pbx.revokeAllTokens();
		expect(await errcodeOf(client.get(information))).toBe(10004);
	});
});

describe('a request', () => {
	test('without User-Agent is a parameter error', async () => {
		await start();
		client = await TestClient.signedIn(pbx);
		const path = `${information}?access_token=${client.token}`;
		expect(await errcodeOf(client.bare(path))).toBe(40002);
		expect(await errcodeOf(client.bare(path, { 'User-Agent': 'OpenAPI' }))).toBe(0);
	});

	test('to a wrong path, by a wrong method or in a wrong version has no interface', async () => {
		await start();
		client = await TestClient.signedIn(pbx);
		expect(await errcodeOf(client.get('/openapi/v1.0/cdr/aidownload'))).toBe(10001);
		expect(await errcodeOf(client.get('/openapi/v2.0/extension/list'))).toBe(10001);
		expect(await errcodeOf(client.get('/openapi/v1.0/get_token'))).toBe(10001);
		expect(await errcodeOf(client.post('/openapi/v1.0/extension/search', {}))).toBe(10001);
		expect(await errcodeOf(client.get('/openapi/v3.0/cdr/aidownload'))).toBe(10003);
		expect((await client.fetch('/elsewhere')).status).toBe(404);
	});

	test.each([10001, -2, 10003] as const)('to v2.0 on old firmware answers %i', async (code) => {
		await start({ readings: { noV2Answer: code } });
		client = await TestClient.signedIn(pbx);
		pbx.hasV2 = false;
		expect(await errcodeOf(client.cdr('aidownload'))).toBe(code);
		expect(await errcodeOf(client.get(information))).toBe(0);
	});

	test('meets the switches of the PBX', async () => {
		await start();
		client = await TestClient.signedIn(pbx);
		pbx.permissions.system = false;
		expect(await errcodeOf(client.get(information))).toBe(10005);
		pbx.permissions.cdr = false;
		expect(await errcodeOf(client.cdr('aidownload'))).toBe(10005);
		pbx.apiEnabled = false;
		expect(await errcodeOf(client.signIn())).toBe(70123);
		pbx.ipForbidden = true;
		expect(await errcodeOf(client.signIn())).toBe(70087);
	});

	test('is recorded as it came', async () => {
		await start();
		client = await TestClient.signedIn(pbx);
		await client.get(information, { page: '1' });
		const [signIn, read] = pbx.requests;
		expect(signIn).toMatchObject({
			at: clock.now(),
			method: 'POST',
			path: '/openapi/v1.0/get_token',
			body: { username: pbx.options.clientId, password: pbx.options.clientSecret },
		});
		expect(read).toMatchObject({
			method: 'GET',
			path: information,
			query: { access_token: client.token, page: '1' },
			headers: { connection: expect.any(String) as string },
			status: 200,
			errcode: 0,
		});
		expect(read?.bytes).toBeGreaterThan(100);
	});
});
