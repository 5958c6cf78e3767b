import { vendorExamples } from '../../../lab/simulators';
import { getContext, signInElsewhere, YeastarSetup } from '../../../lab/support/yeastar';
import { useVirtualClock } from '../../../lab/virtualTime';

const clock = useVirtualClock();
const parameters = getContext(vendorExamples.yeastar.calls.file.legId);
const signIns = (setup: YeastarSetup) => setup.requests('get_token').length;
const tokens = (setup: YeastarSetup) =>
	setup.requests('getaicontext').map(({ query }) => query.access_token);

describe('a token that the PBX no longer knows', () => {
	/** What each answer contains. */
	const refuse = (setup: YeastarSetup, times = Infinity) =>
		setup.pbx.faults.add({ kind: 'errcode', errcode: 10004, match: 'getaicontext', times });

	test('is replaced three times at the most, after the stored one', async () => {
		await using setup = await YeastarSetup.start(clock);
		await setup.items(parameters);
		setup.pbx.requests.length = 0;
		refuse(setup);

		expect(await setup.failure(parameters)).toMatchObject({
			message: 'The PBX no longer accepts the access token.',
			httpCode: '10004',
		});

		expect(signIns(setup)).toBe(3);
		expect(new Set(tokens(setup)).size).toBe(4);
		expect(tokens(setup)).toHaveLength(4);
	});

	test('is replaced three times at the most, where none was stored', async () => {
		await using setup = await YeastarSetup.start(clock);
		refuse(setup);

		await setup.failure(parameters);

		expect([signIns(setup), tokens(setup).length]).toEqual([3, 3]);
	});

	test('lets the others sign in first: once for each token that is lost', async () => {
		await using setup = await YeastarSetup.start(clock);
		await setup.items(parameters);
		expect(clock.waits).toEqual([]);
		refuse(setup, 1);

		await setup.items(parameters);

		expect(clock.waits).toHaveLength(1);
		expect(signIns(setup)).toBe(2);
	});

	test('is replaced by those of other processes, eight times at the most', async () => {
		await using setup = await YeastarSetup.start(clock);
		await setup.items(parameters);
		setup.pbx.requests.length = 0;
		const { stored } = setup;
		let count = 0;
		setup.pbx.faults.add({
			kind: 'json',
			match: 'getaicontext',
			times: Infinity,
			change: () => {
				setup.change({ sessionToken: JSON.stringify({ ...stored, token: `token ${++count}` }) });
				return { errcode: 10004 };
			},
		});

		await setup.failure(parameters);

		const others = [1, 2, 3, 4, 5, 6, 7, 8].map((number) => `token ${number}`);
		expect(tokens(setup)).toEqual([stored.token, ...others]);
		expect(signIns(setup)).toBe(0);
	});

	test('that was pasted is not replaced', async () => {
		const credential = { authentication: 'accessToken', accessToken: 'old' };
		await using setup = await YeastarSetup.start(clock, { credential });

		expect((await setup.failure(parameters)).message).toBe(
			'The PBX no longer accepts the access token.',
		);

		expect(setup.pbx.requests).toHaveLength(1);
	});
});

test('a token that another process stored is used as it is', async () => {
	await using setup = await YeastarSetup.start(clock);
	await setup.items(parameters);
	const token = await signInElsewhere(setup);
	setup.change({ sessionToken: JSON.stringify({ ...setup.stored, token }) });

	await setup.items(parameters);

	expect(tokens(setup).at(-1)).toBe(token);
});

test('another refusal is told at once, and the token is kept', async () => {
	await using setup = await YeastarSetup.start(clock);
	setup.pbx.faults.add({ kind: 'errcode', errcode: 10005, match: 'getaicontext' });

	expect((await setup.failure(parameters)).message).toBe(
		'The API application in the credential is not allowed to read this.',
	);

	expect(tokens(setup)).toHaveLength(1);
	await setup.items(parameters);
	expect(signIns(setup)).toBe(1);
});

test.each([
	['{}', 200, /that this node does not understand: "errcode" is missing\.$/],
	['{}', 404, /rejected the request \(HTTP 404\)\.$/],
	[
		'{"errcode":0,"data":7}',
		200,
		/does not understand: "data": expected an object, got a number\.$/,
	],
	[
		'{"errcode":"10005"}',
		404,
		/^The API application in the credential is not allowed to read this\.$/,
	],
])('%s with HTTP %d is told', async (body, status, message) => {
	await using setup = await YeastarSetup.start(clock);
	setup.pbx.faults.add({ kind: 'body', body, status, match: 'getaicontext', times: Infinity });

	expect((await setup.failure(parameters)).message).toMatch(message);
	expect(tokens(setup)).toHaveLength(1);
});
