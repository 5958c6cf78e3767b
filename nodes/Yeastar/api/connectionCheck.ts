import type { IDataObject, IHttpRequestHelper } from 'n8n-workflow';

import { takeChecked } from '../../shared/requests/connectionTest';
import type { ServiceError } from '../../shared/requests/errors';
import { RenewalNeeded, asProblem } from '../../shared/requests/errors';
import { ask } from './ask';
import type { YeastarCredentials } from './credentials';
import { NO_DATA, errorTable, yeastarError } from './errors';
import { envelope } from './schemas';
import { signIn, storedSession } from './session';

/** What no call has as its ID: by it the Test button's request is known. */
export const NO_CALL = '20000101000000-00000';
export const TEST_PATH = '/openapi/v2.0/cdr/getaicontext';
/** What a PBX may say of a call that it does not have, or while it is busy: nothing against the credential. */
export const OF_NO_CALL = ['0', '2', '40001', '40002', NO_DATA, '70082'];

/** Credentials, by the object that n8n hands around in one request, whose test is wanted, and how tests ended. */
const wanted = new WeakSet<object>();
const results = new WeakMap<object, ServiceError | 'works'>();

/**
 * Lets the Test button's request pass when a check on the way to it has succeeded.
 *
 * @throws RenewalNeeded when there was none yet, ServiceError of one that failed
 */
export function requireCheck(credentials: YeastarCredentials): void {
	const result = results.get(credentials);
	results.delete(credentials);
	if (result === 'works') return;
	if (result) throw result;
	wanted.add(credentials);
	throw new RenewalNeeded(errorTable.changed!);
}

/**
 * Signs in, and on the way to the Test button's request asks its question beforehand: n8n shows what is told here in full,
 * but of a failed test request only the status. A failure is kept for requireCheck, because n8n stores the new token only
 * if nothing is thrown here.
 *
 * @throws ServiceError when it cannot sign in
 */
export async function signInAndCheck(
	http: IHttpRequestHelper,
	credentials: YeastarCredentials,
): Promise<IDataObject> {
	if (!wanted.delete(credentials)) return await signIn(http, credentials);
	const isSignedIn = takeChecked(credentials);
	const { sessionToken } = credentials;
	const signedIn = isSignedIn ? { sessionToken } : await signIn(http, credentials);
	const problem = await check(http, { ...credentials, ...signedIn }).catch(asProblem);
	results.set(credentials, problem ?? 'works');
	return signedIn;
}

/** @throws ServiceError unless the PBX lets the credential ask for transcripts */
async function check(
	http: IHttpRequestHelper,
	credentials: YeastarCredentials,
): Promise<undefined> {
	const isPasted = credentials.authentication === 'accessToken';
	const token = isPasted ? credentials.accessToken.trim() : storedSession(credentials)?.token;
	// a rejected secret is told by who puts the token on the request
	if (token === undefined) return;
	const qs = { cdr_ids: NO_CALL, access_token: token };
	const { errcode } = await ask(
		http,
		credentials,
		{ method: 'GET', path: TEST_PATH, qs },
		envelope,
	);
	if (!OF_NO_CALL.includes(errcode)) throw yeastarError(errcode);
}
