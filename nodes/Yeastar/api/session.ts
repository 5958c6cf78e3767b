import type { IHttpRequestHelper } from 'n8n-workflow';
import { z } from 'zod';

import { clock } from '../../shared/clock';
import { markChecked } from '../../shared/requests/connectionTest';
import type { ServiceError } from '../../shared/requests/errors';
import { RenewalNeeded } from '../../shared/requests/errors';
import { unexpectedAnswer } from '../../shared/requests/networkErrors';
import { number, requiredText, vendorObject } from '../../shared/requests/schema';
import { ask } from './ask';
import type { YeastarCredentials } from './credentials';
import { bindingOf } from './credentials';
import { REJECTED_SIGN_IN, errorTable, signInError } from './errors';
import { envelope } from './schemas';

/** A token's life where the answer does not tell it: 30 minutes (vendor page "Authorization Rule"). */
const DEFAULT_LIFETIME_S = 1800;
/**
 * A token is renewed this long before it ends, so that no request meets its end on the way. The random part lets one of
 * several n8n processes be first; the others then find its token in the stored credential.
 */
const RENEW_AHEAD_MS = 60_000 + Math.random() * 60_000;

/**
 * What the credential's hidden field `sessionToken` holds, as JSON: a token, or that the PBX rejected the secret. n8n keeps
 * it encrypted with the credential, where every process and every restart finds it.
 */
const sessionSchema = z.object({
	/** See bindingOf: the address, ID and secret that it was made from. */
	boundTo: z.string(),
	token: z.string().optional(),
	/** Milliseconds since 1970. */
	expiresAt: z.number().optional(),
	/** The errcode with which the PBX rejected the secret. */
	rejected: z.string().optional(),
});
export type Session = z.infer<typeof sessionSchema>;

const signInAnswer = vendorObject({
	errcode: requiredText,
	access_token: z.unknown(),
	access_token_expire_time: number,
});

/**
 * How long a process remembers a rejection by itself: executions that read the credential before it was stored there must
 * not send the secret again.
 */
const REMEMBER_REJECTION_MS = 10_000;

type Known = Session & { expiresAt: number; refused?: true };

/** Sign-ins of this process under way, and the last one, by what they are bound to. */
const underWay = new Map<string, Promise<Session>>();
const latest = new Map<string, Known>();

/** The stored session, if it is one and was made from the credential as it is now. */
export function storedSession(credentials: YeastarCredentials): Session | undefined {
	const session = parseSession(credentials.sessionToken);
	return session?.boundTo === bindingOf(credentials) ? session : undefined;
}

/** Whether a session can be used as it is: its token lives for a while yet, or its secret is known to be wrong. */
export const isUsable = (session: Session | undefined): session is Session =>
	session !== undefined && (session.rejected !== undefined || isFresh(session));

const isFresh = ({ expiresAt = 0 }: Session) => clock.now() < expiresAt - RENEW_AHEAD_MS;

function parseSession(stored: string): Session | undefined {
	try {
		return sessionSchema.parse(JSON.parse(stored));
	} catch {
		return undefined;
	}
}

/** Tells that the PBX no longer accepts a token: the next sign-in of this process must not give it out again. */
export function forgetToken(token: string): void {
	for (const [binding, session] of latest) {
		// kept to be given back: should the PBX know it after all, it would fill one of the 8 places
		if (session.token === token) latest.set(binding, { ...session, refused: true });
	}
}

/** Several times what a sign-in takes, so that mostly one process is through with it before the next one begins. */
const TURNS_MS = 1_000;

/** Who waits in this process, by the token that was lost. */
const waiting = new Map<string, Promise<void>>();

/**
 * Waits a part of a second that is another one in each process. Processes share a token, so they lose it together: one
 * signs in first then, and the others find its token in the stored credential.
 */
export async function letOthersSignIn(lostToken: string): Promise<void> {
	const turn =
		waiting.get(lostToken) ??
		clock.sleep(Math.random() * TURNS_MS).finally(() => waiting.delete(lostToken));
	waiting.set(lostToken, turn);
	await turn;
}

/**
 * The token that a request carries.
 *
 * @throws RenewalNeeded when n8n should sign in first, ServiceError when the PBX rejected the secret
 */
export function tokenOf(credentials: YeastarCredentials): string {
	if (credentials.authentication === 'accessToken') return credentials.accessToken.trim();
	const session = storedSession(credentials);
	if (session?.rejected !== undefined) throw rejection(session.rejected);
	if (session?.token === undefined || clock.now() >= (session.expiresAt ?? 0)) {
		throw new RenewalNeeded(errorTable.changed!);
	}
	return session.token;
}

export const rejection = (errcode: string): ServiceError =>
	signInError(errcode, errorTable.rejected);

/**
 * Signs in with client ID and secret and gives the new value of the credential's field `sessionToken`. n8n calls it when the
 * field is empty, and after a RenewalNeeded, then with the field as it is.
 *
 * One sign-in at a time in a process: whoever asks meanwhile gets the same token. A rejected secret is given back as
 * such, not thrown, because n8n stores only what is given back: so it is never tried twice.
 *
 * @throws ServiceError for every other failure
 */
export async function signIn(
	http: IHttpRequestHelper,
	credentials: YeastarCredentials,
): Promise<{ sessionToken?: string }> {
	// a pasted token needs no session; n8n stores nothing then
	if (credentials.authentication === 'accessToken') return {};
	markChecked(credentials);
	const binding = bindingOf(credentials);
	const stored = storedSession(credentials);
	// nobody but a person who pressed Test asks again for what would still do
	const pressedTest = isUsable(stored);
	const known = latest.get(binding);
	if (!pressedTest && known && isValid(known)) return { sessionToken: JSON.stringify(known) };

	let session = underWay.get(binding);
	if (!session) {
		session = freshSession(http, credentials, binding).finally(() => underWay.delete(binding));
		underWay.set(binding, session);
	}
	return { sessionToken: JSON.stringify(await session) };
}

const isValid = (known: Known): boolean =>
	known.rejected === undefined
		? known.refused === undefined && isFresh(known)
		: clock.now() < known.expiresAt;

async function freshSession(
	http: IHttpRequestHelper,
	credentials: YeastarCredentials,
	boundTo: string,
): Promise<Session> {
	// The PBX has 8 tokens for all (vendor page "Get Access Token"): those to be replaced are given back first. The last one
	// of this process is another than the stored one where a second process signed in at the same time.
	const replaced = [storedSession(credentials), latest.get(boundTo)].flatMap((session) =>
		session?.token !== undefined && clock.now() < (session.expiresAt ?? 0) ? session.token : [],
	);
	latest.delete(boundTo);
	for (const token of new Set(replaced)) await giveBack(http, credentials, token);

	const askedAt = clock.now();
	const answer = await post(http, credentials);
	if (REJECTED_SIGN_IN.includes(answer.errcode)) {
		const session = { boundTo, rejected: answer.errcode };
		latest.set(boundTo, { ...session, expiresAt: askedAt + REMEMBER_REJECTION_MS });
		return session;
	}
	if (answer.errcode !== '0') throw signInError(answer.errcode);
	if (typeof answer.access_token !== 'string' || answer.access_token === '') {
		throw unexpectedAnswer('"access_token" is missing');
	}
	const lifetime = answer.access_token_expire_time ?? DEFAULT_LIFETIME_S;
	const session = { boundTo, token: answer.access_token, expiresAt: askedAt + lifetime * 1000 };
	latest.set(boundTo, session);
	return session;
}

async function post(http: IHttpRequestHelper, credentials: YeastarCredentials) {
	return await ask(
		http,
		credentials,
		{
			method: 'POST',
			path: '/openapi/v1.0/get_token',
			body: { username: credentials.clientId, password: credentials.clientSecret },
		},
		signInAnswer,
	);
}

/** Frees the place of a token that is no longer used; if that fails, it expires by itself. */
async function giveBack(http: IHttpRequestHelper, credentials: YeastarCredentials, token: string) {
	const path = '/openapi/v1.0/del_token';
	await ask(
		http,
		credentials,
		{ method: 'GET', path, qs: { access_token: token } },
		envelope,
	).catch(() => undefined);
}
