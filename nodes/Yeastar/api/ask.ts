import type { IHttpRequestHelper, IN8nHttpFullResponse } from 'n8n-workflow';
import type { z } from 'zod';

import { clock } from '../../shared/clock';
import { notJson } from '../../shared/requests/http';
import {
	blockedBySsrfGuard,
	httpStatusError,
	networkError,
	unexpectedAnswer,
} from '../../shared/requests/networkErrors';
import { issuesOf } from '../../shared/requests/schema';
import type { YeastarCredentials } from './credentials';
import { originOf } from './credentials';

/** A name is required: without one the PBX answers 40002 (vendor page "Get Access Token"). */
export const USER_AGENT = 'n8n-nodes-call-transcripts';

const PATIENCE_MS = 20_000;

interface Question {
	method: 'GET' | 'POST';
	path: string;
	body?: object;
	qs?: object;
}

/**
 * What a credential asks the PBX on its own behalf, where there is no token yet or only this one: the sign-in, its end, and
 * the test. Everything else goes through client.ts.
 *
 * @throws ServiceError when nothing answers, or something that the schema does not fit
 */
export async function ask<Schema extends z.ZodTypeAny>(
	http: IHttpRequestHelper,
	{ baseUrl, allowUnauthorizedCerts }: YeastarCredentials,
	{ path, method, body, qs }: Question,
	schema: Schema,
): Promise<z.output<Schema>> {
	const origin = originOf(baseUrl);
	const answer = (await http.helpers
		.httpRequest({
			method,
			body,
			qs: qs as never,
			url: `${origin}${path}`,
			headers: { 'User-Agent': USER_AGENT, 'Content-Type': 'application/json' },
			encoding: 'text',
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
			disableFollowRedirect: true,
			skipSslCertificateValidation: allowUnauthorizedCerts,
			timeout: Math.min(PATIENCE_MS, clock.patience.answer),
		})
		.catch((error: unknown) => {
			throw blockedBySsrfGuard(error, origin) ?? networkError(error, origin);
		})) as IN8nHttpFullResponse;
	const text = answer.body as string;
	const json = parseJson(text);
	const parsed = schema.safeParse(json);
	if (parsed.success) return parsed.data as z.output<Schema>;
	const { statusCode, headers } = answer;
	throw (
		httpStatusError(origin, statusCode, headers as Record<string, string>) ??
		(json === undefined ? notJson(origin, text) : unexpectedAnswer(issuesOf(parsed.error)))
	);
}

function parseJson(text: string): unknown {
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return undefined;
	}
}
