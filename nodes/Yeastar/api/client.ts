import type { z } from 'zod';

import { ServiceError } from '../../shared/requests/errors';
import type { HttpRequest, NodeContext } from '../../shared/requests/http';
import { sendForJson } from '../../shared/requests/http';
import { httpStatusError, unexpectedAnswer } from '../../shared/requests/networkErrors';
import { withRetries } from '../../shared/requests/retry';
import { issuesOf } from '../../shared/requests/schema';
import type { YeastarCredentials } from './credentials';
import { CREDENTIAL_TYPE, originOf } from './credentials';
import { yeastarError } from './errors';
import { envelope } from './schemas';
import { forgetToken, isUsable, letOthersSignIn, storedSession, tokenOf } from './session';

type Query = Record<string, string | number>;

/** For one request: a PBX that refuses every token is not asked for ever new ones. */
const MAX_SIGN_INS = 3;
/**
 * Tokens that one request tries, those of other processes included. Where a new token ends the ones before it, processes
 * that sign in together end each other's, and it takes some rounds until all have the last one.
 */
const MAX_TOKENS = 8;

export const credentialsOf = async (context: NodeContext): Promise<YeastarCredentials> =>
	await context.getCredentials<YeastarCredentials>(CREDENTIAL_TYPE);

/**
 * One JSON answer of the PBX, checked by a schema. Signs in anew when the PBX no longer knows the token, and repeats what
 * may pass.
 *
 * @param path such as `/openapi/v1.0/system/information`
 * @throws ServiceError for every `errcode` but 0, and for an answer that does not fit
 */
export async function get<Schema extends z.ZodTypeAny>(
	context: NodeContext,
	path: string,
	query: Query,
	schema: Schema,
): Promise<z.output<Schema>> {
	const work = async () =>
		await withSession(context, async (request) => {
			const { status, headers, json } = await sendForJson(context, { ...request, path, query });
			return read(json, schema, request.origin, status, headers);
		});
	return await withRetries(context, work);
}

/** Calls `use` with a request that carries a token; again with another token where the PBX no longer knows it. */
export async function withSession<T>(
	context: NodeContext,
	use: (request: Omit<HttpRequest, 'path'>) => Promise<T>,
): Promise<T> {
	const refused = new Set<string | undefined>();
	let signIns = 0;
	const attempt = async (): Promise<T> => {
		const stored = await credentialsBeside(context, refused);
		const session = storedSession(stored);
		const renew = !isUsable(session) || refused.has(session.token);
		if (renew) signIns += 1;
		const credentials = renew ? { ...stored, sessionToken: '' } : stored;
		const request = {
			credentialType: CREDENTIAL_TYPE,
			credentials,
			origin: originOf(stored.baseUrl),
		};
		return await use(request).catch(async (error: unknown) => {
			const expired =
				error instanceof ServiceError && error.serviceCode === '10004' && !error.atSignIn;
			const isPasted = stored.authentication === 'accessToken';
			const canRenew = !isPasted && signIns < MAX_SIGN_INS && refused.size < MAX_TOKENS;
			if (!expired || !canRenew) throw error;
			const token = tokenOf(credentials);
			forgetToken(token);
			refused.add(token);
			return await attempt();
		});
	};
	return await attempt();
}

/** The credential; where its token was refused, as it is after another process had time to store a new one. */
async function credentialsBeside(
	context: NodeContext,
	refused: Set<string | undefined>,
): Promise<YeastarCredentials> {
	const credentials = await credentialsOf(context);
	const token = storedSession(credentials)?.token;
	if (token === undefined || !refused.has(token)) return credentials;
	await letOthersSignIn(token);
	return await credentialsOf(context);
}

/** @throws ServiceError unless `errcode` is 0 and the answer fits the schema */
function read<Schema extends z.ZodTypeAny>(
	json: unknown,
	schema: Schema,
	origin: string,
	status: number,
	headers: Record<string, string>,
): z.output<Schema> {
	const head = envelope.safeParse(json);
	if (!head.success) {
		throw httpStatusError(origin, status, headers) ?? unexpectedAnswer(issuesOf(head.error));
	}
	if (head.data.errcode !== '0') throw yeastarError(head.data.errcode);
	const answer = schema.safeParse(json);
	if (!answer.success) throw unexpectedAnswer(issuesOf(answer.error));
	return answer.data as z.output<Schema>;
}
