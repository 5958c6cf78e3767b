import { bindingOf, type YeastarCredentials } from '../../../nodes/Yeastar/api/credentials';
import { vendorExamples } from '../../simulators';
import { useVirtualClock } from '../../support/clock';
import { getContext, signInElsewhere, YeastarSetup } from '../../support/yeastar';

const MINUTE = 60_000;
const clock = useVirtualClock();
const parameters = getContext(vendorExamples.yeastar.calls.file.legId);

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
			{ method: 'POST', query: {}, body: { username: clientId, password: clientSecret } },
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
				'The phone system gave an answer in a form that this node does not know: "access_token" is missing.',
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
	test('of a rejected secret holds for ten seconds, for every credential that has it', async () => {
		await using setup = await YeastarSetup.start(clock, { credential: { clientSecret: 'wrong' } });
		await setup.failure(parameters);
		const before = sameAgain(setup);
		const after = sameAgain(setup);

		clock.advance(9_999);
		await setup.failure(parameters, before);
		expect(signIns(setup)).toHaveLength(1);
		clock.advance(1);
		await setup.failure(parameters, after);
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
