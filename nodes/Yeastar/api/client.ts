import type { z } from 'zod';

import type { Numbers } from '../../shared/record/numbers';
import { TokenRefusedError } from '../../shared/requests/errors';
import type { HttpAnswer } from '../../shared/requests/http';
import { send, sendForJson } from '../../shared/requests/http';
import type { Limiter } from '../../shared/requests/limiter';
import { httpStatusError, unexpectedAnswer } from '../../shared/requests/networkErrors';
import { withRetries } from '../../shared/requests/retry';
import { issuesOf } from '../../shared/requests/schema';
import type { Transport } from '../../shared/requests/transport';
import type { YeastarCredentials } from './credentials';
import { isPasted, storedSession } from './credentials';
import { yeastarError } from './errors';
import type { YeastarFacts } from './memory';
import { envelope } from './schemas';
import { letOthersSignIn, refuseToken, tokenOf, usableSession } from './signIn';

type Query = Record<string, string | number>;

/** Per request: a PBX that refuses every token is not asked for more and more of them. */
const MAX_SIGN_INS = 3;
/**
 * Tokens that one request tries, including those of other processes. If a new token ends earlier ones, processes that
 * sign in together end each other's, and it takes a few rounds until all have the last one.
 */
const MAX_TOKENS = 8;

/** What every request to a PBX needs; made by `open` in connection.ts. */
export interface Client {
	transport: Transport;
	/** As last read from n8n. */
	credential: YeastarCredentials;
	/** Reads the credential again: another process may have stored a new token in it. */
	readCredential(): Promise<YeastarCredentials>;
	facts: Partial<YeastarFacts>;
	/** The PBX writes one file at a time. */
	fileTurn: Limiter;
	/** The zone of the workflow, an IANA name. */
	workflowZone: string;
	/** Read as the credential says. */
	numbers: Numbers;
}

/**
 * One JSON answer of the PBX, checked by a schema. Signs in again when the PBX no longer knows the token, and retries
 * failures that may pass.
 *
 * @param path such as `/openapi/v1.0/system/information`
 * @throws ServiceError for every `errcode` but 0, and for an answer that does not match
 */
export async function get<Schema extends z.ZodTypeAny>(
	client: Client,
	path: string,
	query: Query,
	schema: Schema,
): Promise<z.output<Schema>> {
	const { transport } = client;
	return await withRetries(
		transport,
		async () =>
			await withSession(client, async (credential) => {
				const answer = await sendForJson(transport, { credential, path, query });
				return read(answer, schema, transport.origin);
			}),
	);
}

/**
 * Requests a file from the PBX and returns the result of `use`.
 *
 * @param use throws TokenRefusedError if the PBX sent that instead of the file: the request is repeated with a new token
 */
export const getFile = async <T>(
	client: Client,
	path: string,
	use: (answer: HttpAnswer) => Promise<T>,
): Promise<T> =>
	await withSession(
		client,
		async (credential) => await use(await send(client.transport, { credential, path })),
	);

/** Calls `use` with a credential that has a token, and again with another token if the PBX no longer knows it. */
async function withSession<T>(
	client: Client,
	use: (credential: YeastarCredentials) => Promise<T>,
): Promise<T> {
	const refused = new Set<string>();
	for (let signIns = 0; ;) {
		const credential = await credentialBeside(client, refused);
		if (!isPasted(credential) && credential.sessionToken === '') signIns += 1;
		try {
			return await use(credential);
		} catch (error) {
			const isLast = signIns >= MAX_SIGN_INS || refused.size >= MAX_TOKENS;
			refused.add(tokenRefusedIn(error, credential, isLast));
		}
	}
}

/** The token to replace. @throws the error if another token would not help */
function tokenRefusedIn(error: unknown, credential: YeastarCredentials, isLast: boolean): string {
	if (!(error instanceof TokenRefusedError) || isLast || isPasted(credential)) throw error;
	// n8n put a new token into the credential if it had none
	const token = tokenOf(credential);
	refuseToken(credential, token);
	return token;
}

/** The credential with a token to try, or without one if n8n should sign in. */
async function credentialBeside(client: Client, refused: Set<string>): Promise<YeastarCredentials> {
	if (refused.size > 0) {
		const token = storedSession(client.credential)?.token;
		client.credential = await client.readCredential();
		const stored = storedSession(client.credential)?.token;
		if (stored !== undefined && stored === token) {
			await letOthersSignIn(client.credential, refused.size);
			client.credential = await client.readCredential();
		}
	}
	const session = usableSession(client.credential);
	return { ...client.credential, sessionToken: session ? JSON.stringify(session) : '' };
}

/** @throws ServiceError unless `errcode` is 0 and the answer fits the schema */
function read<Schema extends z.ZodTypeAny>(
	{ status, headers, json }: Awaited<ReturnType<typeof sendForJson>>,
	schema: Schema,
	origin: string,
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
