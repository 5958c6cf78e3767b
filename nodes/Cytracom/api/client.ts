import type { z } from 'zod';

import type { Numbers } from '../../shared/record/numbers';
import { ServiceError } from '../../shared/requests/errors';
import { sendForJson } from '../../shared/requests/http';
import { unexpectedAnswer } from '../../shared/requests/networkErrors';
import { withRetries } from '../../shared/requests/retry';
import { issuesOf } from '../../shared/requests/schema';
import type { Transport } from '../../shared/requests/transport';
import type { CytracomCredentials } from './credentials';
import { requireOk } from './errors';
import type { CytracomFacts } from './memory';
import { learnTime } from './vendorClock';

type Query = Record<string, string | number>;

/** What every request to Cytracom needs; made by `open` in connection.ts. */
export interface Client {
	transport: Transport;
	credential: CytracomCredentials;
	/** Path of the API's version, such as `/v1.0`. */
	basePath: string;
	facts: Partial<CytracomFacts>;
	/** Read as the credential says. */
	numbers: Numbers;
}

/**
 * One JSON answer of Cytracom, checked by a schema. Retries failures that may pass.
 *
 * @param path below that of the API's version
 * @param isOver whether nobody waits for the answer anymore: then the request is not repeated
 * @throws ServiceError for every failure, and for an answer that does not match
 */
export async function get<Schema extends z.ZodTypeAny>(
	{ transport, credential, basePath, facts }: Client,
	path: string,
	query: Query,
	schema: Schema,
	isOver: () => boolean = () => false,
): Promise<z.output<Schema>> {
	const work = async () => {
		const request = { credential, path: basePath + path, query };
		const { status, headers, json } = await sendForJson(transport, request);
		learnTime(facts, headers);
		requireOk(transport.origin, status, headers, json);
		const answer = schema.safeParse(json);
		if (!answer.success) throw unexpectedAnswer(issuesOf(answer.error));
		return answer.data as z.output<Schema>;
	};
	return await withRetries(
		transport,
		async () =>
			await work().catch((error: unknown) => {
				if (isOver() && error instanceof ServiceError) error.repeat = false;
				throw error;
			}),
	);
}
