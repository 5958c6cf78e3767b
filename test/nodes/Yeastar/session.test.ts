import { vendorExamples } from '../../lab/simulators';
import { getContext, signInElsewhere, YeastarSetup } from '../../lab/support/yeastar';
import { useVirtualClock } from '../../lab/virtualTime';

const MINUTE = 60_000;
const clock = useVirtualClock();
const { file } = vendorExamples.yeastar.calls;
const parameters = getContext(file.legId);
const signIns = (setup: YeastarSetup) => setup.requests('get_token').length;

test('50 executions at once sign in once, and use one token', async () => {
	await using setup = await YeastarSetup.start(clock);

	const runs = await Promise.all(
		Array.from({ length: 50 }, async () => await setup.items(parameters)),
	);

	expect(runs).toHaveLength(50);
	expect(signIns(setup)).toBe(1);
	expect(setup.pbx.liveTokens()).toHaveLength(1);
	expect(new Set(setup.requests('getaicontext').map(({ query }) => query.access_token)).size).toBe(
		1,
	);
});

test('executions one after the other sign in once, and after a restart of n8n not at all', async () => {
	await using setup = await YeastarSetup.start(clock);
	for (let run = 0; run < 5; run++) await setup.items(parameters);
	const stored = setup.store.read(setup.credential.id);

	// the stored credential is all that a new process has
	const fresh = setup.store.add('yeastarApi', stored);
	await setup.items(parameters, { credentials: { yeastarApi: fresh } });

	expect(signIns(setup)).toBe(1);
	expect(setup.store.saves).toBe(1);
});

describe('the token is renewed', () => {
	test('before it ends, and not long before', async () => {
		await using setup = await YeastarSetup.start(clock);
		await setup.items(parameters);

		clock.advance(27.9 * MINUTE);
		await setup.items(parameters);
		expect(signIns(setup)).toBe(1);

		clock.advance(1.2 * MINUTE);
		await setup.items(parameters);
		expect(signIns(setup)).toBe(2);
		expect(setup.pbx.requests.filter(({ errcode }) => errcode === 10004)).toEqual([]);
	});

	test('many executions at that moment sign in once, and the old token is given back', async () => {
		await using setup = await YeastarSetup.start(clock);
		await setup.items(parameters);
		clock.advance(29.5 * MINUTE);

		await Promise.all(Array.from({ length: 20 }, async () => await setup.items(parameters)));

		expect(signIns(setup)).toBe(2);
		expect(setup.pbx.liveTokens()).toHaveLength(1);
	});

	test('over a day, one sign-in for each lifetime', async () => {
		await using setup = await YeastarSetup.start(clock);
		for (let quarter = 0; quarter < 24 * 4; quarter++) {
			await setup.items(parameters);
			clock.advance(15 * MINUTE);
		}

		expect(signIns(setup)).toBe(48);
		expect(setup.pbx.liveTokens().length).toBeLessThanOrEqual(1);
	});

	test('when the PBX no longer knows it: the request is repeated once, with success', async () => {
		await using setup = await YeastarSetup.start(clock);
		await setup.items(parameters);
		setup.pbx.revokeAllTokens();

		expect(await setup.items(parameters)).toMatchObject([{ id: file.legId }]);
		expect(signIns(setup)).toBe(2);
		expect(setup.requests('getaicontext')).toHaveLength(3);
		expect(setup.stored.token).toBe(setup.pbx.liveTokens()[0]);
	});

	test('in the second step of a list too', async () => {
		await using setup = await YeastarSetup.start(clock);
		setup.pbx.faults.add({ kind: 'errcode', errcode: 10004, match: '/api/download/' });

		expect((await setup.items()).length).toBeGreaterThan(0);
		expect(signIns(setup)).toBe(2);
	});

	test('once for 20 executions whose token ended', async () => {
		await using setup = await YeastarSetup.start(clock);
		await setup.items(parameters);
		setup.pbx.revokeAllTokens();

		await Promise.all(Array.from({ length: 20 }, async () => await setup.items(parameters)));

		expect(signIns(setup)).toBe(2);
		expect(setup.pbx.liveTokens()).toHaveLength(1);
	});

	test('where a new token ends those before it', async () => {
		await using setup = await YeastarSetup.start(clock, {
			pbx: { readings: { newTokenCancelsOlder: true } },
		});
		const other = setup.store.add('yeastarApi', setup.store.read(setup.credential.id));
		const asOther = { credentials: { yeastarApi: other } };
		await setup.items(parameters);
		setup.pbx.revokeAllTokens();

		await Promise.all([setup.items(parameters), setup.items(parameters, asOther)]);

		expect(setup.pbx.liveTokens()).toHaveLength(1);
	});
});

test('a token that another process stores within a second after ours is lost is used, without a sign-in', async () => {
	await using setup = await YeastarSetup.start(clock);
	await setup.items(parameters);
	const old = setup.stored;
	const token = await signInElsewhere(setup);
	setup.pbx.tokens.revoke(old.token);
	clock.onSleep = () => setup.change({ sessionToken: JSON.stringify({ ...old, token }) });

	await setup.items(parameters);

	expect(signIns(setup)).toBe(2);
	expect(clock.waits).toEqual([expect.any(Number)]);
	expect(clock.waits[0]).toBeLessThanOrEqual(1000);
});

test('a renewal gives back the stored token and the last one of this process, if they differ', async () => {
	await using setup = await YeastarSetup.start(clock);
	await setup.items(parameters);
	const token = await signInElsewhere(setup);
	setup.change({ sessionToken: JSON.stringify({ ...setup.stored, token }) });
	expect(setup.pbx.liveTokens()).toHaveLength(2);

	expect(await setup.test()).toMatchObject({ status: 'OK' });

	expect(setup.pbx.liveTokens()).toEqual([setup.stored.token]);
});

test('two credentials of one PBX and secret share the token of the process', async () => {
	await using setup = await YeastarSetup.start(clock);
	const { clientId, clientSecret } = setup.pbx.options;
	const other = setup.store.add('yeastarApi', {
		baseUrl: `${setup.pbx.url}/`,
		clientId,
		clientSecret,
	});

	await setup.items(parameters);
	await setup.items(parameters, { credentials: { yeastarApi: other } });

	expect(signIns(setup)).toBe(1);
});

test('a life of the token that the PBX tells as text, or not at all, is understood', async () => {
	await using setup = await YeastarSetup.start(clock, {
		pbx: { readings: { numbersAsStrings: true } },
	});
	await setup.items(parameters);
	expect(setup.stored.expiresAt).toBe(clock.now() + 30 * MINUTE);

	await using other = await YeastarSetup.start(clock);
	other.pbx.faults.add({
		kind: 'json',
		match: 'get_token',
		change: (answer) => ({ ...(answer as object), access_token_expire_time: undefined }),
	});
	await other.items(parameters);
	expect(other.stored.expiresAt).toBe(clock.now() + 30 * MINUTE);
});
