import type {
	ICredentialTestRequest,
	IHttpRequestHelper,
	IHttpRequestOptions,
	IN8nHttpFullResponse,
} from 'n8n-workflow';

import { clock } from '../../shared/clock';
import { markChecked, takeChecked } from '../../shared/requests/connectionTest';
import { RenewalNeeded, ServiceError } from '../../shared/requests/errors';
import { notJson } from '../../shared/requests/http';
import {
	blockedBySsrfGuard,
	httpStatusError,
	networkError,
	unexpectedAnswer,
} from '../../shared/requests/networkErrors';
import { issuesOf } from '../../shared/requests/schema';
import type { CytracomCredentials } from './credentials';
import { baseOf } from './credentials';
import { errorTable, requireOk } from './errors';
import { TRANSCRIPTIONS, transcriptionsAnswer } from './schemas';

/** User name of Basic auth, the same for all (vendor page "API - Transcription", `--user token:…`). */
const USER = 'token';
export const USER_AGENT = 'n8n-nodes-call-transcripts';
const TEST_PATIENCE_MS = 20_000;
/** So far back no clock difference makes the end of the period lie in the future. */
const TEST_AGE_MS = 60 * 60_000;

/**
 * Puts the token on a request. The Test button's own waits until checkConnection has succeeded.
 *
 * @throws ServiceError when the request goes elsewhere, RenewalNeeded when the connection is to be checked first
 */
export function authenticate(
	credentials: CytracomCredentials,
	options: IHttpRequestOptions,
): IHttpRequestOptions {
	if (options.qs?.page_size === TEST_PAGE_SIZE && !takeChecked(credentials)) {
		throw new RenewalNeeded(errorTable['401']!);
	}
	return signed(credentials, options);
}

/**
 * A request with the token, without a redirect, and to Cytracom only. One for transcriptions without a period, as the
 * connection test's, gets an hour that has passed by everybody's clock.
 */
function signed(
	{ baseUrl, token }: CytracomCredentials,
	{ uri, ...options }: IHttpRequestOptions & { uri?: string },
): IHttpRequestOptions {
	const { origin, path } = baseOf(baseUrl);
	// n8n's HTTP Request node has the whole address in `uri`, and its own word for "no redirect"
	const address = uri ?? options.url;
	const isWhole = options.baseURL !== undefined || URL.canParse(address);
	const url = new URL(isWhole ? address : path + address, options.baseURL ?? origin);
	if (url.origin !== origin) {
		throw new ServiceError({
			what: 'The request does not go to the address of the credential.',
			advice: `Use an address that begins with ${origin}, so that the token goes nowhere else.`,
			cause: 'configuration-invalid',
		});
	}
	return {
		...options,
		baseURL: origin,
		url: url.pathname + url.search,
		qs: { ...(url.pathname.endsWith(TRANSCRIPTIONS) && anHourAgo()), ...options.qs },
		auth: { username: USER, password: token.trim(), sendImmediately: true },
		headers: { ...options.headers, 'User-Agent': USER_AGENT },
		disableFollowRedirect: true,
		...(uri !== undefined && { followRedirect: false, followAllRedirects: false }),
	};
}

const anHourAgo = () => ({
	from_date: new Date(clock.now() - 2 * TEST_AGE_MS).toISOString(),
	to_date: new Date(clock.now() - TEST_AGE_MS).toISOString(),
});

/** One transcription: nobody else asks for so few. */
const TEST_PAGE_SIZE = 1;

/** What the Test button asks for. */
export const connectionTest: ICredentialTestRequest = {
	request: { url: TRANSCRIPTIONS, qs: { page_size: TEST_PAGE_SIZE } },
};

/**
 * The same question, asked before the Test button's own because n8n shows what is thrown here in full, but of a failed
 * test request only the status.
 *
 * @throws ServiceError
 */
export async function checkConnection(
	http: IHttpRequestHelper,
	credentials: CytracomCredentials,
): Promise<Record<string, never>> {
	const { origin } = baseOf(credentials.baseUrl);
	const options = signed(credentials, {
		...(connectionTest.request as IHttpRequestOptions),
		encoding: 'text',
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		timeout: Math.min(TEST_PATIENCE_MS, clock.patience.answer),
	});
	const answer = (await http.helpers.httpRequest(options).catch((error: unknown) => {
		throw blockedBySsrfGuard(error, origin) ?? networkError(error, origin);
	})) as IN8nHttpFullResponse;
	const { statusCode, headers, body } = answer;
	requireSuccess(origin, statusCode, headers as Record<string, string>, body as string);
	markChecked(credentials);
	return {};
}

/** @throws ServiceError unless the answer is a page of transcriptions */
function requireSuccess(
	origin: string,
	status: number,
	headers: Record<string, string>,
	body: string,
): void {
	let json: unknown;
	try {
		json = JSON.parse(body);
	} catch {
		throw httpStatusError(origin, status, headers, body) ?? notJson(origin, body);
	}
	requireOk(origin, status, headers, json);
	const page = transcriptionsAnswer.safeParse(json);
	if (!page.success) throw unexpectedAnswer(issuesOf(page.error));
}
