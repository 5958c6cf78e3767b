import { vendorExamples, yeastarReadingValues } from '../../lab/simulators';
import {
	getContext,
	listExtensions,
	signInElsewhere,
	YeastarSetup,
} from '../../lab/support/yeastar';
import { useVirtualClock } from '../../lab/virtualTime';

const clock = useVirtualClock();
const { file } = vendorExamples.yeastar.calls;
const parameters = getContext(file.legId);
const signIns = (setup: YeastarSetup) => setup.requests('get_token').length;

describe('a rejected secret', () => {
	const wrong = { credential: { clientSecret: 'wrong' } };
	const sentence = 'The PBX rejected the Client ID and Client Secret.';

	test.each(yeastarReadingValues.wrongSecret)(
		'is sent once, by however many executions, answered as %s',
		async (wrongSecret) => {
			await using setup = await YeastarSetup.start(clock, {
				...wrong,
				pbx: { readings: { wrongSecret } },
			});

			const first = await Promise.all(
				Array.from({ length: 10 }, async () => await setup.failure(parameters)),
			);
			clock.advance(24 * 3_600_000);
			const later = await setup.failure(parameters);

			for (const error of [...first, later]) {
				expect(error.message).toBe(sentence);
				expect(error.description).toContain('Integrations > API');
				expect(error.description).toContain(`(Code ${wrongSecret})`);
			}
			expect(signIns(setup)).toBe(1);
			expect(setup.pbx.ipBlocked).toBe(false);
		},
	);

	test('is tried again by Test, each time', async () => {
		await using setup = await YeastarSetup.start(clock, wrong);
		await setup.failure(parameters);

		expect(await setup.test()).toMatchObject({ status: 'Error' });
		expect(await setup.test()).toMatchObject({ status: 'Error' });
		expect(signIns(setup)).toBe(3);
	});

	test('that became right on the PBX works again after Test', async () => {
		await using setup = await YeastarSetup.start(clock, wrong);
		await setup.failure(parameters);
		setup.pbx.options.clientSecret = 'wrong';

		expect(await setup.failure(parameters)).toMatchObject({ message: sentence });
		expect(await setup.test()).toMatchObject({ status: 'OK' });
		expect(await setup.items(parameters)).toHaveLength(1);
	});

	test('that is corrected in the credential signs in at once', async () => {
		await using setup = await YeastarSetup.start(clock, wrong);
		await setup.failure(parameters);

		setup.change({ clientSecret: setup.pbx.options.clientSecret });

		expect(await setup.items(parameters)).toHaveLength(1);
		expect(signIns(setup)).toBe(2);
	});
});

test('a secret that is changed on the PBX and in the credential signs in anew', async () => {
	await using setup = await YeastarSetup.start(clock);
	await setup.items(parameters);
	setup.pbx.rotateSecret('new secret');
	setup.change({ clientSecret: 'new secret' });

	await setup.items(parameters);

	expect(signIns(setup)).toBe(2);
	expect(setup.stored.token).toBe(setup.pbx.liveTokens()[0]);
});

test('a token is never sent to another address that the credential was changed to', async () => {
	await using setup = await YeastarSetup.start(clock);
	await using other = await YeastarSetup.start(clock);
	await setup.items(parameters);
	const { token } = setup.stored;

	setup.change({ baseUrl: other.pbx.url });
	await setup.items(parameters);

	expect(other.pbx.requests.length).toBeGreaterThan(0);
	expect(JSON.stringify(other.pbx.requests)).not.toContain(token);
});

describe('a secret that an administrator replaces between two requests', () => {
	test.each(yeastarReadingValues.wrongSecret)(
		'is told as such, and not as what %s means to a list',
		async (wrongSecret) => {
			await using setup = await YeastarSetup.start(clock, { pbx: { readings: { wrongSecret } } });
			// what the PBX tells of itself is known now: the next list begins with its file
			const right = await setup.items();
			setup.pbx.rotateSecret('new');

			expect(await setup.failure()).toMatchObject({
				message: 'The PBX rejected the Client ID and Client Secret.',
			});
			clock.advance(11 * 60_000);
			expect(await setup.failure()).toMatchObject({
				message: 'The PBX rejected the Client ID and Client Secret.',
			});
			expect(signIns(setup)).toBe(2);

			setup.change({ clientSecret: 'new' });
			expect(await setup.items()).toEqual(right);
		},
	);
});

test.each([10001, 10003, 10005, 10009, 40002, 60001])(
	'%d from the sign-in, where it would mean that a list has nothing or is asked in another way, is an error',
	async (errcode) => {
		await using setup = await YeastarSetup.start(clock);
		setup.pbx.faults.add({ kind: 'errcode', errcode, match: 'get_token', times: Infinity });

		const { description } = await setup.failure();

		expect(description).toContain(`(Code ${errcode})`);
		expect(setup.requests('').map(({ path }) => path)).toEqual(['/openapi/v1.0/get_token']);
	},
);

describe('what the PBX refuses after the sign-in', () => {
	test.each([
		[10005, 'The API application in the credential is not allowed to read this.', 'Permissions'],
		[
			10009,
			'The PBX rejected the request because a feature is turned off or a permission is missing.',
			'Call Transcription',
		],
		[10001, 'The PBX does not support this function.', 'x.23.0.123'],
		[10002, 'The PBX no longer supports this version of its API.', 'Community nodes'],
		[10003, 'The firmware of the PBX is too old for AI transcripts.', 'x.23.0.123'],
		[-1, 'The PBX could not process the request.', 'Try again'],
		[-2, 'The PBX reported an internal error.', 'x.23.0.123'],
		[40001, 'The PBX could not read the request.', 'IDs'],
		[40002, 'The PBX rejected a value in the request.', 'IDs'],
		[70004, 'The PBX blocked the address of n8n after several failed sign-ins.', 'Blocked IPs'],
		[70087, 'The PBX does not accept requests from the address of n8n.', 'IP restriction'],
		[70123, 'The API of the PBX is turned off.', 'Enterprise'],
		[99999, 'The PBX rejected the request.', 'Error Code and Error Message'],
	])('%d', async (errcode, message, advice) => {
		await using setup = await YeastarSetup.start(clock);
		setup.pbx.faults.add({ kind: 'errcode', errcode, match: 'getaicontext', times: Infinity });

		const error = await setup.failure(parameters);

		expect(error).toMatchObject({ message, httpCode: String(errcode) });
		expect(error.description).toContain(advice);
		expect(error.description).toContain(`(Code ${errcode})`);
		expect(setup.requests('getaicontext')).toHaveLength(1);
	});

	test.each(['changed', 'constructor', 'E_DENIED'])(
		'a code that is no number (%s) is a code like another',
		async (errcode) => {
			await using setup = await YeastarSetup.start(clock);
			setup.pbx.faults.add({
				kind: 'body',
				match: 'getaicontext',
				body: JSON.stringify({ errcode }),
			});

			const { message, description } = await setup.failure(parameters);

			expect(message).toBe('The PBX rejected the request.');
			expect(description).toContain(`(Code ${errcode})`);
		},
	);

	test.each(yeastarReadingValues.noV2Answer)(
		'firmware without version 2.0, answered as %s',
		async (noV2Answer) => {
			await using setup = await YeastarSetup.start(clock, { pbx: { readings: { noV2Answer } } });
			setup.pbx.hasV2 = false;

			const errors = [await setup.failure(parameters), await setup.failure()];

			for (const { description } of errors) expect(description).toContain('x.23.0.123');
		},
	);

	test.each([2, 70082])('%d passes: the request is repeated', async (errcode) => {
		await using setup = await YeastarSetup.start(clock);
		setup.pbx.faults.add({ kind: 'errcode', errcode, match: 'aidownload', times: 2 });

		expect((await setup.items()).length).toBeGreaterThan(0);
		expect(clock.waits).toHaveLength(2);
	});

	test('70082 that does not pass is told after nine looks', async () => {
		await using setup = await YeastarSetup.start(clock);
		setup.pbx.faults.add({
			kind: 'errcode',
			errcode: 70082,
			match: 'getaicontext',
			times: Infinity,
		});

		const { message } = await setup.failure(parameters);

		expect(message).toBe('The PBX is busy with another large task.');
		expect(setup.requests('getaicontext')).toHaveLength(9);
	});
});

describe('a pasted access token', () => {
	test('is sent as it is, without a sign-in, and nothing is stored', async () => {
		await using setup = await YeastarSetup.start(clock);
		const accessToken = await signInElsewhere(setup);
		setup.change({
			authentication: 'accessToken',
			accessToken: ` ${accessToken}\n`,
			clientSecret: '',
		});
		const { saves } = setup.store;

		expect(await setup.items(parameters)).toHaveLength(1);
		expect(signIns(setup)).toBe(1);
		expect(setup.store.saves).toBe(saves);
	});

	test('that has ended is told as such, without a sign-in', async () => {
		await using setup = await YeastarSetup.start(clock);
		setup.change({ authentication: 'accessToken', accessToken: 'ended' });

		const { message, description } = await setup.failure(parameters);

		expect(message).toBe('The PBX no longer accepts the access token.');
		expect(description).toContain('Paste a new one');
		expect(signIns(setup)).toBe(0);
		expect(setup.requests('getaicontext')).toHaveLength(1);
	});
});

describe('a code means the sign-in where the PBX answers the sign-in with it', () => {
	test.each([
		['60001, else "no such data"', 60001, listExtensions(), 'no data for this request'],
		['60001, else "no transcript"', 60001, parameters, 'no data for this request'],
		['10004, else a token that has ended', 10004, parameters, 'no longer accepts'],
		['10001, else information that is not told', 10001, {}, 'does not support this function'],
		['10009, else information that is not told', 10009, {}, 'a feature is turned off'],
	])('%s', async (_, errcode, asked, sentence) => {
		await using setup = await YeastarSetup.start(clock);
		setup.pbx.faults.add({ kind: 'errcode', errcode, match: 'get_token', times: Infinity });

		expect((await setup.failure(asked)).message).toContain(sentence);
		expect(signIns(setup)).toBe(1);
	});

	test('40002, else a date in another format', async () => {
		await using setup = await YeastarSetup.start(clock);
		await setup.items();
		setup.pbx.revokeAllTokens();
		setup.pbx.rotateSecret('another one');
		setup.pbx.requests.length = 0;

		expect((await setup.failure()).message).toContain('rejected the Client ID');
		expect(signIns(setup)).toBe(1);
		expect(setup.requests('aidownload')).toHaveLength(1);
	});
});
