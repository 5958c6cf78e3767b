import { bindingOf, type YeastarCredentials } from '../../../../nodes/Yeastar/api/credentials';
import { memoryOf } from '../../../../nodes/Yeastar/api/memory';
import {
	letOthersSignIn,
	refuseToken,
	signIn,
	tokenOf,
	usableSession,
} from '../../../../nodes/Yeastar/api/signIn';
import type { ServiceError } from '../../../../nodes/shared/requests/errors';
import { RenewalNeeded } from '../../../../nodes/shared/requests/errors';
import { vendorExamples } from '../../../lab/simulators';
import { getContext, signInElsewhere, YeastarSetup } from '../../../lab/support/yeastar';
import { useVirtualClock } from '../../../lab/virtualTime';

const MINUTE = 60_000;
const clock = useVirtualClock();
const parameters = getContext(vendorExamples.yeastar.calls.file.legId);

const credentials = {
	baseUrl: 'https://pbx.example',
	authentication: 'clientCredentials',
	clientId: 'id',
	clientSecret: 'secret',
	sessionToken: '',
} as YeastarCredentials;
const boundTo = bindingOf(credentials);
const withSession = (session: object): YeastarCredentials => ({
	...credentials,
	sessionToken: JSON.stringify({ boundTo, ...session }),
});

const signIns = (setup: YeastarSetup) => setup.requests('get_token');
const givenBack = (setup: YeastarSetup) =>
	setup.requests('del_token').map(({ query }) => query.access_token);
/** A second credential of the same PBX, ID and secret. */
const sameAgain = ({ store, credential }: YeastarSetup, sessionToken = '') => ({
	credentials: {
		yeastarApi: store.add('yeastarApi', { ...store.read(credential.id), sessionToken }),
	},
});

describe('the sign-in', () => {
	test('sends ID and secret in the body, and stores the token with its end', async () => {
		await using setup = await YeastarSetup.start(clock);

		await setup.items(parameters);

		const { clientId, clientSecret } = setup.pbx.options;
		expect(signIns(setup)).toMatchObject([
			{
				...{ method: 'POST', path: '/openapi/v1.0/get_token', query: {} },
				headers: { 'user-agent': 'n8n-nodes-call-transcripts', 'content-type': 'application/json' },
				body: { username: clientId, password: clientSecret },
			},
		]);
		expect(setup.stored).toEqual({
			boundTo: bindingOf(setup.store.read(setup.credential.id) as YeastarCredentials),
			token: setup.pbx.liveTokens()[0],
			expiresAt: clock.now() + 30 * MINUTE,
		});
		expect(givenBack(setup)).toEqual([]);
	});

	test.each([undefined, null, '', 17])(
		'with %j for a token is no answer of a PBX',
		async (token) => {
			await using setup = await YeastarSetup.start(clock);
			const change = (answer: unknown) => ({ ...(answer as object), access_token: token });
			setup.pbx.faults.add({ kind: 'json', match: 'get_token', change });

			expect((await setup.failure(parameters)).message).toBe(
				'The phone system sent a response that this node does not understand: "access_token" is missing.',
			);
		},
	);

	test.each([
		[30 * MINUTE - 1, 1],
		[30 * MINUTE, 0],
	])('%d ms after the last one gives %d tokens back', async (age, count) => {
		await using setup = await YeastarSetup.start(clock);
		await setup.items(parameters);
		const { token } = setup.stored;
		clock.advance(age);

		await setup.items(parameters);

		expect(signIns(setup)).toHaveLength(2);
		expect(givenBack(setup)).toEqual(Array.from({ length: count }, () => token));
	});

	test('gives back a token that the PBX refused, too, and goes on where that fails', async () => {
		await using setup = await YeastarSetup.start(clock);
		await setup.items(parameters);
		const { token } = setup.stored;
		setup.pbx.faults.add({ kind: 'errcode', errcode: 10004, match: 'getaicontext' });
		setup.pbx.faults.add({ kind: 'reset', match: 'del_token' });

		await setup.items(parameters);

		expect(givenBack(setup)).toEqual([token]);
		expect(signIns(setup)).toHaveLength(2);
	});

	test.each([
		[1, 1],
		[0, 0],
		[undefined, 0],
	])('by Test gives back what another process stored, if it lives for %j ms', async (ms, count) => {
		await using setup = await YeastarSetup.start(clock);
		const token = await signInElsewhere(setup);
		const binding = bindingOf(setup.store.read(setup.credential.id) as YeastarCredentials);
		const expiresAt = ms === undefined ? undefined : clock.now() + ms;
		setup.change({ sessionToken: JSON.stringify({ boundTo: binding, token, expiresAt }) });

		expect(await setup.test()).toMatchObject({ status: 'OK' });

		expect(givenBack(setup)).toEqual(Array.from({ length: count }, () => token));
	});
});

test('a token lives as long as the PBX says', async () => {
	await using setup = await YeastarSetup.start(clock, { pbx: { accessTokenSeconds: 600 } });
	await setup.items(parameters);
	expect(setup.stored.expiresAt).toBe(clock.now() + 10 * MINUTE);
});

test('who needs a token at the same time gets the same', async () => {
	await using setup = await YeastarSetup.start(clock);
	const both = [sameAgain(setup), sameAgain(setup)];

	await Promise.all(both.map(async (options) => await setup.items(parameters, options)));

	expect(signIns(setup)).toHaveLength(1);
});

describe('what this process knows', () => {
	test('of a rejected secret holds until somebody presses Test, for every credential that has it', async () => {
		await using setup = await YeastarSetup.start(clock, { credential: { clientSecret: 'wrong' } });
		await setup.failure(parameters);

		clock.advance(24 * 60 * MINUTE);
		await setup.failure(parameters, sameAgain(setup));
		expect(signIns(setup)).toHaveLength(1);

		await setup.test();
		expect(signIns(setup)).toHaveLength(2);
	});

	test('of a refused token holds for that token only', async () => {
		await using setup = await YeastarSetup.start(clock);
		await using other = await YeastarSetup.start(clock);
		await setup.items(parameters);
		await other.items(parameters);
		other.pbx.revokeAllTokens();
		await other.items(parameters);

		await setup.items(parameters, sameAgain(setup));

		expect(signIns(setup)).toHaveLength(1);
		expect(signIns(other)).toHaveLength(2);
	});

	test('of a token that ends soon is not given to another credential', async () => {
		await using setup = await YeastarSetup.start(clock);
		await setup.items(parameters);
		clock.advance(29 * MINUTE);

		await setup.items(parameters, sameAgain(setup));

		expect(signIns(setup)).toHaveLength(2);
	});
});

describe('the session to go on with', () => {
	const livesFor = (ms: number) => ({ token: 'a', expiresAt: clock.now() + ms });

	test('is the stored one until a minute or two before its token ends', () => {
		expect(usableSession(withSession(livesFor(2 * MINUTE)))?.token).toBe('a');
		expect(usableSession(withSession(livesFor(MINUTE)))).toBeUndefined();
		expect(usableSession(withSession({ token: 'a' }))).toBeUndefined();
		expect(usableSession(credentials)).toBeUndefined();
	});

	test('of a rejected secret is used as it is, unless another process has a token since', () => {
		expect(usableSession(withSession({ rejected: '40002' }))).toMatchObject({ rejected: '40002' });
		memoryOf(credentials).facts.session = { boundTo, rejected: '40002' };
		expect(usableSession(credentials)).toMatchObject({ rejected: '40002' });
		expect(usableSession(withSession(livesFor(30 * MINUTE)))?.token).toBe('a');
		expect(usableSession(credentials)).toBeUndefined();
	});

	test('is none with a token that the PBX refused, which is remembered for that credential', () => {
		const session = withSession(livesFor(30 * MINUTE));
		refuseToken(credentials, 'a');

		expect(usableSession(session)).toBeUndefined();
		const other = { ...credentials, clientId: 'other' };
		const ofOther = { ...livesFor(30 * MINUTE), boundTo: bindingOf(other) };
		expect(usableSession({ ...other, sessionToken: JSON.stringify(ofOther) })?.token).toBe('a');
		for (let more = 0; more < 16; more++) refuseToken(credentials, `more ${more}`);
		expect(usableSession(session)?.token).toBe('a');
	});
});

describe('the token of a request', () => {
	const failure = (session: object): ServiceError => {
		try {
			throw new Error(tokenOf(withSession(session)));
		} catch (error) {
			return error as ServiceError;
		}
	};

	test('is the stored one, until the moment in which it ends', () => {
		const expiresAt = clock.now() + 1;
		expect(tokenOf(withSession({ token: 'a', expiresAt }))).toBe('a');
		clock.advance(1);
		expect(failure({ token: 'a', expiresAt })).toBeInstanceOf(RenewalNeeded);
	});

	test.each([{}, { token: 'a' }, { expiresAt: Infinity }, { boundTo: 'another', token: 'a' }])(
		'of a session %j is to be made: n8n is told to sign in',
		(session) => {
			expect(failure(session)).toBeInstanceOf(RenewalNeeded);
			expect(failure(session).message).toBe(
				'n8n needs to sign in to the PBX again. Open the credential and press Retry next to the connection test.',
			);
		},
	);

	test('is not there with a rejected secret: the error has the code of the PBX', () => {
		const error = failure({ rejected: '40002' });
		expect(error).not.toBeInstanceOf(RenewalNeeded);
		expect(error).toMatchObject({
			what: 'The PBX rejected the Client ID and Client Secret.',
			serviceCode: '40002',
			failure: { cause: 'credential-invalid' },
		});
	});

	test('is not there after another answer that was final: the error says what the PBX said', () => {
		const told = { what: 'The API of the PBX is turned off.', advice: 'Switch it on.' };
		expect(failure({ rejected: '70123', ...told })).toMatchObject({
			what: told.what,
			advice:
				'Switch it on. Then open the credential and press Retry: n8n will not retry on its own.',
			serviceCode: '70123',
			failure: { cause: 'credential-invalid' },
		});
		expect(failure({ rejected: '', ...told }).serviceCode).toBeUndefined();
	});

	test('is the pasted one, without blanks, which no sign-in replaces', async () => {
		const pasted = { ...credentials, authentication: 'accessToken', accessToken: ' p ' } as const;
		expect(tokenOf(pasted)).toBe('p');
		// no request, so nothing to send it with
		expect(await signIn({ helpers: {} } as never, pasted)).toEqual({});
	});
});

test('who lost the same token waits once, half a second on average, longer each time; another credential is another turn', async () => {
	jest.spyOn(Math, 'random').mockReturnValue(0.5);
	const other = { ...credentials, clientId: 'other' };
	try {
		await Promise.all(
			[credentials, credentials, other].map(async (one) => await letOthersSignIn(one, 1)),
		);
		for (const refused of [1, 2, 8]) await letOthersSignIn(credentials, refused);
	} finally {
		jest.restoreAllMocks();
	}
	expect(clock.waits).toEqual([500, 500, 500, 1000, 2000]);
});

describe('an answer to the sign-in that is no success', () => {
	/** So many executions, each with the same answer to `get_token`; how often the secret was sent. */
	async function sent(fault: object, executions = 6) {
		await using setup = await YeastarSetup.start(clock);
		setup.pbx.faults.add({ match: 'get_token', times: Infinity, ...fault } as never);
		const messages: string[] = [];
		for (let execution = 0; execution < executions; execution++) {
			messages.push((await setup.failure(parameters)).message);
		}
		return { count: signIns(setup).length, messages };
	}

	test.each([40002, 10005])('%d is final at once', async (errcode) => {
		const { count, messages } = await sent({ kind: 'errcode', errcode });

		expect(count).toBe(1);
		expect(new Set(messages)).toEqual(
			new Set(['The PBX rejected the Client ID and Client Secret.']),
		);
	});

	test.each([
		[{ kind: 'errcode', errcode: 70123 }, 'The API of the PBX is turned off.'],
		[{ kind: 'errcode', errcode: 12345 }, 'The PBX rejected the request.'],
		[{ kind: 'body', body: '{"errcode":0}' }, /"access_token" is missing\.$/],
		[{ kind: 'body', body: '<html>' }, /returned a web page instead of data\.$/],
	])('%j is final when it has come three times in a row', async (fault, message) => {
		const { count, messages } = await sent(fault);

		expect(count).toBe(3);
		for (const told of messages) expect(told).toMatch(message);
	});

	test.each([
		{ kind: 'errcode', errcode: 60002 },
		{ kind: 'http', status: 503 },
		{ kind: 'reset' },
	])('%j may pass, and is asked again by each execution', async (fault) => {
		expect((await sent(fault, 4)).count).toBeGreaterThanOrEqual(4);
	});

	test('counts anew after a success', async () => {
		await using setup = await YeastarSetup.start(clock);
		const fail = () =>
			setup.pbx.faults.add({ kind: 'errcode', errcode: 70123, match: 'get_token', times: 2 });
		fail();
		for (let execution = 0; execution < 2; execution++) await setup.failure(parameters);
		await setup.items(parameters);
		clock.advance(31 * MINUTE);
		fail();
		for (let execution = 0; execution < 2; execution++) await setup.failure(parameters);

		expect(await setup.items(parameters)).toHaveLength(1);
	});
});

describe('what comes in place of the answer to the sign-in', () => {
	test('an answer that fits counts whatever its HTTP status', async () => {
		await using setup = await YeastarSetup.start(clock, {
			pbx: { readings: { failureStatus: 400 } },
		});
		setup.pbx.options.clientSecret = 'another';

		expect((await setup.failure(parameters)).message).toBe(
			'The PBX rejected the Client ID and Client Secret.',
		);
	});

	test.each([
		[true, /^done$/],
		[false, /^The certificate of HOST is not trusted\./],
	])(
		'a certificate of its own, if those are ignored: %s',
		async (allowUnauthorizedCerts, expected) => {
			await using setup = await YeastarSetup.start(clock, {
				pbx: { https: true },
				credential: { allowUnauthorizedCerts },
			});

			const { error } = await setup.run(parameters);

			expect((error?.message ?? 'done').replace(/127\.0\.0\.1:\d+/, 'HOST')).toMatch(expected);
		},
	);
});
