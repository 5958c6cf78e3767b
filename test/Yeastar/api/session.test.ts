import { bindingOf, type YeastarCredentials } from '../../../nodes/Yeastar/api/credentials';
import {
	isUsable,
	letOthersSignIn,
	signIn,
	storedSession,
	tokenOf,
} from '../../../nodes/Yeastar/api/session';
import type { ServiceError } from '../../../nodes/shared/requests/errors';
import { RenewalNeeded } from '../../../nodes/shared/requests/errors';
import { useVirtualClock } from '../../support/clock';

const MINUTE = 60_000;
const clock = useVirtualClock();

const credentials = {
	baseUrl: 'https://pbx.example',
	authentication: 'clientCredentials',
	clientId: 'id',
	clientSecret: 'secret',
} as YeastarCredentials;
const boundTo = bindingOf(credentials);
const withSession = (session: object) => ({
	...credentials,
	sessionToken: JSON.stringify({ boundTo, ...session }),
});

describe('a stored session', () => {
	test('counts where it was made from the credential as it is', () => {
		const session = { token: 'a', expiresAt: 1 };
		expect(storedSession(withSession(session))).toEqual({ boundTo, ...session });
		for (const changed of [
			{ clientSecret: 'x' },
			{ clientId: 'x' },
			{ baseUrl: 'https://x.example' },
		]) {
			expect(storedSession({ ...withSession(session), ...changed })).toBeUndefined();
		}
	});

	test.each(['', 'no JSON', 'null', '{}', undefined, { boundTo }])('%j is none', (sessionToken) => {
		expect(storedSession({ ...credentials, sessionToken: sessionToken as string })).toBeUndefined();
	});

	test('is used until a minute or two before its token ends', () => {
		const livesFor = (ms: number) => isUsable({ boundTo, token: 'a', expiresAt: clock.now() + ms });
		expect(livesFor(2 * MINUTE)).toBe(true);
		expect(livesFor(MINUTE)).toBe(false);
		expect(isUsable(undefined)).toBe(false);
		expect(isUsable({ boundTo, token: 'a' })).toBe(false);
	});

	test('of a rejected secret is used as it is', () => {
		expect(isUsable({ boundTo, rejected: '40002' })).toBe(true);
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
				'n8n has to sign in to the PBX again. Open the credential and press Retry beside the connection test.',
			);
		},
	);

	test('is not there with a rejected secret: the error has the code of the PBX', () => {
		const error = failure({ rejected: '40002' });
		expect(error).not.toBeInstanceOf(RenewalNeeded);
		expect(error).toMatchObject({
			what: 'The PBX does not accept the Client ID and Client Secret.',
			serviceCode: '40002',
			atSignIn: true,
			failure: { cause: 'credential-invalid' },
		});
	});

	test('is the pasted one, without blanks, which no sign-in replaces', async () => {
		const pasted = { ...credentials, authentication: 'accessToken', accessToken: ' p ' } as const;
		expect(tokenOf(pasted)).toBe('p');
		// no request, so nothing to send it with
		expect(await signIn({ helpers: {} } as never, pasted)).toEqual({});
	});
});

test('who lost the same token waits once, half a second on average; another token is another turn', async () => {
	jest.spyOn(Math, 'random').mockReturnValue(0.5);
	try {
		await Promise.all([letOthersSignIn('a'), letOthersSignIn('a'), letOthersSignIn('b')]);
		await letOthersSignIn('a');
	} finally {
		jest.restoreAllMocks();
	}
	expect(clock.waits).toEqual([500, 500, 500]);
});
