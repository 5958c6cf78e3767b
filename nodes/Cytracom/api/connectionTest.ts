import type { ICredentialTestRequest, IHttpRequestHelper } from 'n8n-workflow';

import { clock } from '../../shared/clock';
import { progressOf, takeProgress, withMark } from '../../shared/requests/connectionTest';
import { sendForJson } from '../../shared/requests/http';
import { unexpectedAnswer } from '../../shared/requests/networkErrors';
import { issuesOf } from '../../shared/requests/schema';
import { credentialTransport } from '../../shared/requests/transport';
import type { CytracomCredentials } from './credentials';
import { baseOf, withToken } from './credentials';
import { requireOk } from './errors';
import { TRANSCRIPTIONS, transcriptionsAnswer } from './schemas';

/** Far enough back that no clock difference puts the end of the period in the future. */
const TEST_AGE_MS = 60 * 60_000;

/** The Test button's request; its period is added when it is sent. */
export const connectionTest: ICredentialTestRequest = {
	request: withMark({ url: TRANSCRIPTIONS }),
};

/** One transcription from an hour that is past by any clock. */
export const askOfTest = () => ({
	from_date: new Date(clock.now() - 2 * TEST_AGE_MS).toISOString(),
	to_date: new Date(clock.now() - TEST_AGE_MS).toISOString(),
	page_size: 1,
});

/**
 * Makes the Test button's check in advance. There is no sign-in, so any other request passes.
 *
 * @throws ServiceError
 */
export async function preAuthenticate(
	http: IHttpRequestHelper,
	credentials: CytracomCredentials,
): Promise<Record<string, never>> {
	if (!takeProgress(credentials).isWanted) return {};
	const { origin, path } = baseOf(credentials.baseUrl);
	const transport = credentialTransport(http, origin, (options) => withToken(credentials, options));
	const { status, headers, json } = await sendForJson(transport, {
		credential: credentials,
		path: path + TRANSCRIPTIONS,
		query: askOfTest(),
	});
	requireOk(origin, status, headers, json);
	const page = transcriptionsAnswer.safeParse(json);
	if (!page.success) throw unexpectedAnswer(issuesOf(page.error));
	progressOf(credentials).result = 'works';
	return {};
}
