import type { IHttpRequestHelper, IHttpRequestOptions } from 'n8n-workflow';
import { z } from 'zod';

import { clock } from '../../shared/clock';
import { progressOf } from '../../shared/requests/connectionTest';
import type { FailureCause } from '../../shared/requests/errors';
import { NetworkError, RenewalNeeded, ServiceError } from '../../shared/requests/errors';
import { httpStatusError, unexpectedAnswer } from '../../shared/requests/networkErrors';
import { sendForJson } from '../../shared/requests/http';
import { USER_AGENT, toOwnHost } from '../../shared/requests/ownHost';
import { issuesOf, number, requiredText, vendorObject } from '../../shared/requests/schema';
import { credentialTransport } from '../../shared/requests/transport';
import type { Session, YeastarCredentials } from './credentials';
import { bindingOf, isPasted, originOf, storedSession } from './credentials';
import { REJECTED_SIGN_IN, errorTable, signInError } from './errors';
import type { YeastarFacts } from './memory';
import { memoryOf } from './memory';

/** A token's lifetime if the answer does not include it: 30 minutes (docs/phone-systems.md, "Yeastar sign-in"). */
const DEFAULT_LIFETIME_S = 1800;
/**
 * A token is renewed this long before it ends, so that it does not expire during a request. The random part lets one of
 * several n8n processes be first; the others then find its token in the stored credential.
 */
const RENEW_AHEAD_MS = 60_000 + Math.random() * 60_000;
/** The PBX blocks an address after five failed sign-ins: an answer that came this often in a row is final. */
const MAX_FAILED_SIGN_INS = 3;
/** Several times as long as a sign-in, so that one process usually finishes before the next one begins; more each time. */
const TURN_MS = 1_000;
const LONGEST_TURN_MS = 4_000;
/** More have long expired. */
const MAX_REFUSED_TOKENS = 16;

const signInAnswer = vendorObject({
	errcode: requiredText,
	access_token: z.unknown(),
	access_token_expire_time: number,
});

/**
 * The token that a request carries.
 *
 * @throws RenewalNeeded when n8n should sign in first, ServiceError when the PBX rejected the sign-in
 */
export function tokenOf(credentials: YeastarCredentials): string {
	if (isPasted(credentials)) return credentials.accessToken.trim();
	const session = storedSession(credentials);
	if (session?.rejected !== undefined) throw rejection(session);
	if (session?.token === undefined || clock.now() >= (session.expiresAt ?? 0)) {
		throw new RenewalNeeded(errorTable.changed!);
	}
	return session.token;
}

/** A request to the PBX with the token in its query, the only place where the PBX looks. @throws as tokenOf and toOwnHost */
export function withToken(
	credentials: YeastarCredentials,
	options: IHttpRequestOptions,
): IHttpRequestOptions {
	const { baseUrl, allowUnauthorizedCerts } = credentials;
	const request = toOwnHost(options, originOf(baseUrl), allowUnauthorizedCerts);
	return { ...request, qs: { ...request.qs, access_token: tokenOf(credentials) } };
}

/**
 * The session to use: the stored one or the latest one of this process, whichever has a token that lasts a while longer;
 * else a rejection. Undefined if a sign-in is needed.
 */
export function usableSession(credentials: YeastarCredentials): Session | undefined {
	const { facts } = memoryOf(credentials);
	const known = [storedSession(credentials), facts.session].filter((session) => !!session);
	const live = known.find((session) => isFresh(session) && !isRefused(facts, session));
	// another process signed in, so it is no longer rejected
	if (live && facts.session?.rejected !== undefined) delete facts.session;
	return live ?? known.find(({ rejected }) => rejected !== undefined);
}

const isFresh = ({ token, expiresAt = 0 }: Session) =>
	token !== undefined && clock.now() < expiresAt - RENEW_AHEAD_MS;

const isRefused = ({ refusedTokens = [] }: Partial<YeastarFacts>, { token }: Session) =>
	token !== undefined && refusedTokens.includes(token);

/** Marks a token that the PBX no longer accepts: no request of this process uses it again. */
export function refuseToken(credentials: YeastarCredentials, token: string): void {
	const { facts } = memoryOf(credentials);
	facts.refusedTokens = [...(facts.refusedTokens ?? []), token].slice(-MAX_REFUSED_TOKENS);
}

/**
 * Waits for a time that differs by process: up to a second, and longer after each token that the PBX refused. Processes
 * share a token, so they lose it together: then one signs in first, and the others find its token in the stored credential.
 */
export async function letOthersSignIn(
	credentials: YeastarCredentials,
	refusedTokens: number,
): Promise<void> {
	const { facts } = memoryOf(credentials);
	const longest = Math.min(refusedTokens * TURN_MS, LONGEST_TURN_MS);
	facts.turn ??= clock.sleep(Math.random() * longest).finally(() => delete facts.turn);
	await facts.turn;
}

/**
 * Returns the new value of the credential's field `sessionToken`. n8n calls it when the field is empty, after a
 * RenewalNeeded, and for its HTTP Request node after every failed request, so the secret is sent only if no session can
 * be used.
 *
 * One sign-in at a time per process: whoever asks in the meantime gets the same token. A rejection is returned, not
 * thrown, because n8n stores only what is returned: so it is never retried on its own.
 *
 * @param anew whether to ignore the known session, because a person wants to know whether the secret works now
 * @throws ServiceError for every other failure
 */
export async function signIn(
	http: IHttpRequestHelper,
	credentials: YeastarCredentials,
	{ anew = false } = {},
): Promise<{ sessionToken?: string }> {
	// a pasted token needs no session; n8n stores nothing then
	if (isPasted(credentials)) return {};
	const usable = anew ? undefined : usableSession(credentials);
	if (usable) return { sessionToken: JSON.stringify(usable) };
	const { facts } = memoryOf(credentials);
	facts.signingIn ??= newSession(http, credentials).finally(() => delete facts.signingIn);
	const session = await facts.signingIn;
	progressOf(credentials).isSignedIn = true;
	return { sessionToken: JSON.stringify(session) };
}

async function newSession(
	http: IHttpRequestHelper,
	credentials: YeastarCredentials,
): Promise<Session> {
	const { facts } = memoryOf(credentials);
	// The PBX has 8 tokens in all: those being replaced are freed first. The latest one of this process differs from the
	// stored one if a second process signed in at the same time.
	const replaced = [storedSession(credentials), facts.session].flatMap((session) =>
		session?.token !== undefined && clock.now() < (session.expiresAt ?? 0) ? session.token : [],
	);
	delete facts.session;
	for (const token of new Set(replaced)) await giveBack(http, credentials, token);
	facts.session = await askForToken(http, credentials).catch((error: unknown) =>
		rejectedSession(credentials, facts, error),
	);
	if (facts.session.token !== undefined) facts.failedSignIns = 0;
	return facts.session;
}

async function askForToken(
	http: IHttpRequestHelper,
	credentials: YeastarCredentials,
): Promise<Session> {
	const askedAt = clock.now();
	const transport = ownTransport(http, credentials);
	const { status, headers, json } = await sendForJson(transport, {
		credential: credentials,
		method: 'POST',
		path: '/openapi/v1.0/get_token',
		body: { username: credentials.clientId, password: credentials.clientSecret },
	});
	const { origin } = transport;
	const answer = signInAnswer.safeParse(json);
	if (!answer.success) {
		throw httpStatusError(origin, status, headers) ?? unexpectedAnswer(issuesOf(answer.error));
	}
	const { errcode, access_token: token, access_token_expire_time: lifetime } = answer.data;
	if (errcode !== '0') throw signInError(errcode);
	if (typeof token !== 'string' || token === '') {
		throw unexpectedAnswer('"access_token" is missing');
	}
	const expiresAt = askedAt + (lifetime ?? DEFAULT_LIFETIME_S) * 1000;
	return { boundTo: bindingOf(credentials), token, expiresAt };
}

/** @throws the error if the sign-in may still succeed on its own */
function rejectedSession(
	credentials: YeastarCredentials,
	facts: Partial<YeastarFacts>,
	error: unknown,
): Session {
	if (!(error instanceof ServiceError) || mayPass(error)) throw error;
	facts.failedSignIns = (facts.failedSignIns ?? 0) + 1;
	const { serviceCode: rejected = '', what, advice } = error;
	const isSecret = REJECTED_SIGN_IN.includes(rejected);
	if (!isSecret && facts.failedSignIns < MAX_FAILED_SIGN_INS) throw error;
	return { boundTo: bindingOf(credentials), rejected, what, advice };
}

const PASSING: (FailureCause | undefined)[] = ['quota-exhausted', 'rate-limited'];

const mayPass = (error: ServiceError): boolean =>
	error.repeat || error instanceof NetworkError || PASSING.includes(error.failure?.cause);

/** The error to report from then on for a rejected sign-in. */
export function rejection({ rejected = '', what = '', advice = '' }: Session): ServiceError {
	if (REJECTED_SIGN_IN.includes(rejected)) return signInError(rejected, errorTable.rejected);
	return new ServiceError({
		what,
		advice: `${advice} Then open the credential and press Retry: n8n will not retry on its own.`,
		cause: 'credential-invalid',
		serviceCode: rejected || undefined,
	});
}

/** Frees the slot of a token that is no longer used; if that fails, it expires on its own. */
async function giveBack(http: IHttpRequestHelper, credentials: YeastarCredentials, token: string) {
	const path = '/openapi/v1.0/del_token';
	const request = { credential: credentials, path, query: { access_token: token } };
	await sendForJson(ownTransport(http, credentials), request).catch(() => undefined);
}

const ownTransport = (http: IHttpRequestHelper, credentials: YeastarCredentials) =>
	credentialTransport(http, originOf(credentials.baseUrl), (options) => ({
		...options,
		headers: { 'User-Agent': USER_AGENT },
		skipSslCertificateValidation: credentials.allowUnauthorizedCerts,
	}));
