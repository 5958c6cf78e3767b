import type { z } from 'zod';

import { ServiceError } from '../../shared/errors';
import type { HttpRequest, NodeContext } from '../../shared/http';
import { notJson, send, sendForJson } from '../../shared/http';
import { CutOffError, NotAListError, splitJsonList } from '../../shared/jsonRecords';
import { httpStatusError, unexpectedAnswer, unreadable } from '../../shared/networkErrors';
import { readWithRetries, withRetries } from '../../shared/retry';
import { issuesOf } from '../../shared/schema';
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

/**
 * The elements of a JSON list that lies on the PBX, one by one as they arrive. Where the list breaks off in a way that may
 * pass, it is read again from its beginning: each element comes once or more often.
 *
 * @param link as the PBX gave it; must stay on the PBX, because the token goes with it
 * @throws ServiceError when it leads elsewhere, breaks off or is no list
 */
export async function* download(context: NodeContext, link: string): AsyncGenerator<unknown> {
	const { baseUrl } = await credentialsOf(context);
	const origin = originOf(baseUrl);
	const path = pathOf(link, origin);
	yield* readWithRetries(context, () => elementsAt(context, origin, path));
}

async function* elementsAt(
	context: NodeContext,
	origin: string,
	path: string,
): AsyncGenerator<unknown> {
	const { first, elements } = await withSession(context, async (request) => {
		const { status, headers, body } = await send(context, { ...request, path });
		const found = elementsOf(body, origin);
		const refused = httpStatusError(origin, status, headers);
		// a code tells more than a status
		if (refused) throw (await codeIn(found)) ?? refused;
		// that the PBX no longer knows the token shows at the first element
		return { first: await found.next(), elements: found };
	});
	if (first.done) return;
	yield first.value;
	yield* elements;
}

/** The error that the PBX sent by its code in place of a file; undefined where it sent something else. */
async function codeIn(elements: AsyncGenerator<unknown>): Promise<ServiceError | undefined> {
	const error: unknown = await elements.next().then(
		() => undefined,
		(thrown: unknown) => thrown,
	);
	await elements.return(undefined);
	const isCode = error instanceof ServiceError && /^-?\d+$/.test(error.serviceCode ?? '');
	return isCode ? error : undefined;
}

async function* elementsOf(
	body: AsyncIterable<Uint8Array>,
	origin: string,
): AsyncGenerator<unknown> {
	try {
		for await (const element of splitJsonList(body)) yield JSON.parse(element) as unknown;
	} catch (error) {
		// one of the forms in which a PBX says that there is no match
		if (error instanceof NotAListError && error.text.trim() === 'null') return;
		throw fileError(error, origin);
	}
}

/** Calls `use` with a request that carries a token; again with another token where the PBX no longer knows it. */
async function withSession<T>(
	context: NodeContext,
	use: (request: Omit<HttpRequest, 'path'>) => Promise<T>,
): Promise<T> {
	const refused = new Set<string>();
	let signIns = 0;
	const attempt = async (): Promise<T> => {
		const stored = await credentialsBeside(context, refused);
		const session = storedSession(stored);
		const renew = !isUsable(session) || refused.has(session.token ?? '');
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
	refused: Set<string>,
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

/** What a file that cannot be read to its end is told as: in its place the PBX may send a small error object. */
function fileError(error: unknown, origin: string): unknown {
	if (error instanceof NotAListError) return otherThanList(error.text, origin);
	const cutOff = error instanceof CutOffError || error instanceof SyntaxError;
	return cutOff ? unreadable(origin, 'a file that was cut off', true) : error;
}

function otherThanList(text: string, origin: string): ServiceError {
	try {
		const head = envelope.safeParse(JSON.parse(text));
		if (head.success && head.data.errcode !== '0') return yeastarError(head.data.errcode);
		return unexpectedAnswer('a list of calls is due, something else came');
	} catch {
		return notJson(origin, text);
	}
}

/** The path and query of a link on the PBX itself. */
function pathOf(link: string, origin: string): string {
	const url = URL.canParse(link, origin) ? new URL(link, origin) : undefined;
	if (url?.origin === origin && url.pathname.startsWith('/api/download/')) {
		return url.pathname + url.search;
	}
	throw new ServiceError({
		what: 'The PBX gave a download link that does not lead to the PBX itself, so it was not followed.',
		advice:
			'Set Base URL in the credential to the address under which the PBX knows itself, and check any proxy before it.',
		cause: 'configuration-invalid',
	});
}
