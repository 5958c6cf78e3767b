import type { ICredentialTestRequest, IDataObject, IHttpRequestHelper } from 'n8n-workflow';

import { progressOf, takeProgress, withMark } from '../../shared/requests/connectionTest';
import { asProblem } from '../../shared/requests/errors';
import { sendForJson } from '../../shared/requests/http';
import { httpStatusError, unexpectedAnswer } from '../../shared/requests/networkErrors';
import { issuesOf } from '../../shared/requests/schema';
import { credentialTransport } from '../../shared/requests/transport';
import type { YeastarCredentials } from './credentials';
import { isPasted, originOf, storedSession } from './credentials';
import { NO_DATA, errorTable, yeastarError } from './errors';
import { envelope } from './schemas';
import { signIn, withToken } from './signIn';

/**
 * What the Test button requests after signing in: the transcript of a call that does not exist. Old firmware, a missing
 * permission, and an API that is turned off show in the errcode; a missing call is not an error.
 */
const QUESTION = {
	path: '/openapi/v2.0/cdr/getaicontext',
	query: { cdr_ids: '20000101000000-00000' },
};
/** Answers for a missing call or from a busy PBX: they do not speak against the credential. */
const GOOD_ANSWERS = ['0', '2', '40001', '40002', NO_DATA, '70082'];

export const connectionTest: ICredentialTestRequest = {
	request: withMark({
		url: QUESTION.path,
		qs: QUESTION.query,
		// n8n would wait for five minutes
		timeout: 20_000,
	}),
	rules: Object.entries(errorTable)
		.filter(([errcode]) => /\d/.test(errcode) && !GOOD_ANSWERS.includes(errcode))
		// a rule matches one exact value: errcode is a number in the vendor's docs, but text on some systems
		.flatMap(([errcode, { what, advice }]) =>
			[Number(errcode), errcode].map((value) => ({
				type: 'responseSuccessBody' as const,
				properties: { key: 'errcode', value, message: `${what} ${advice}` },
			})),
		),
};

/**
 * Signs in if needed, and always before the Test button's request, whose check it makes in advance. A failure is kept
 * until then, because n8n stores the new token only if nothing is thrown here.
 *
 * @throws ServiceError when it cannot sign in
 */
export async function preAuthenticate(
	http: IHttpRequestHelper,
	credentials: YeastarCredentials,
): Promise<IDataObject> {
	const { isWanted, isSignedIn } = takeProgress(credentials);
	if (!isWanted) return await signIn(http, credentials);
	const { sessionToken } = credentials;
	const signedIn = isSignedIn ? { sessionToken } : await signIn(http, credentials, { anew: true });
	const problem = await check(http, { ...credentials, ...signedIn }).catch(asProblem);
	progressOf(credentials).result = problem ?? 'works';
	return signedIn;
}

/** @throws ServiceError unless the PBX lets the credential ask for transcripts */
async function check(
	http: IHttpRequestHelper,
	credentials: YeastarCredentials,
): Promise<undefined> {
	// authenticate reports a rejected secret
	if (!isPasted(credentials) && storedSession(credentials)?.token === undefined) return;
	const origin = originOf(credentials.baseUrl);
	const transport = credentialTransport(http, origin, (options) => withToken(credentials, options));
	const { status, headers, json } = await sendForJson(transport, {
		credential: credentials,
		...QUESTION,
	});
	const answer = envelope.safeParse(json);
	if (!answer.success) {
		throw httpStatusError(origin, status, headers) ?? unexpectedAnswer(issuesOf(answer.error));
	}
	if (!GOOD_ANSWERS.includes(answer.data.errcode)) throw yeastarError(answer.data.errcode);
}
