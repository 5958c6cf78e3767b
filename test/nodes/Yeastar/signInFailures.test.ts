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
	test.each(yeastarReadingValues.noV2Answer)(
		'firmware without version 2.0, answered as %s',
		async (noV2Answer) => {
			await using setup = await YeastarSetup.start(clock, { pbx: { readings: { noV2Answer } } });
			setup.pbx.hasV2 = false;

			const errors = [await setup.failure(parameters), await setup.failure()];

			for (const { description } of errors) expect(description).toContain('x.23.0.123');
		},
	);
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
