import type { z } from 'zod';

import { ServiceError } from '../../shared/requests/errors';
import type { NodeContext } from '../../shared/requests/http';
import { sendForJson } from '../../shared/requests/http';
import { unexpectedAnswer } from '../../shared/requests/networkErrors';
import { withRetries } from '../../shared/requests/retry';
import { issuesOf } from '../../shared/requests/schema';
import type { CytracomCredentials } from './credentials';
import { CREDENTIAL_TYPE, baseOf } from './credentials';
import { requireOk } from './errors';
import { learnTime } from './vendorClock';

type Query = Record<string, string | number>;

export const credentialsOf = async (context: NodeContext): Promise<CytracomCredentials> =>
	await context.getCredentials<CytracomCredentials>(CREDENTIAL_TYPE);

/**
 * One JSON answer of Cytracom, checked by a schema. Repeats what may pass.
 *
 * @param path below that of the API's version
 * @param isOver whether nobody waits for the answer any more: then it is not asked for again
 * @throws ServiceError for every failure, and for an answer that does not fit
 */
export async function get<Schema extends z.ZodTypeAny>(
	context: NodeContext,
	path: string,
	query: Query,
	schema: Schema,
	isOver: () => boolean,
): Promise<z.output<Schema>> {
	const work = async () => {
		const credentials = await credentialsOf(context);
		const base = baseOf(credentials.baseUrl);
		const { status, headers, json } = await sendForJson(context, {
			credentialType: CREDENTIAL_TYPE,
			credentials,
			origin: base.origin,
			path: base.path + path,
			query,
		});
		learnTime(base.origin, headers);
		requireOk(base.origin, status, headers, json);
		const answer = schema.safeParse(json);
		if (!answer.success) throw unexpectedAnswer(issuesOf(answer.error));
		return answer.data as z.output<Schema>;
	};
	return await withRetries(
		context,
		async () =>
			await work().catch((error: unknown) => {
				throw isOver() && error instanceof ServiceError ? error.final() : error;
			}),
	);
}
