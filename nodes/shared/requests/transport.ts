import type {
	ICredentialDataDecryptedObject,
	IExecuteFunctions,
	IHttpRequestHelper,
	IHttpRequestOptions,
	ILoadOptionsFunctions,
	IN8nHttpFullResponse,
	IPollFunctions,
} from 'n8n-workflow';

import { clock } from '../clock';
import { Limiter } from './limiter';

/** Whatever sends requests to a phone system: an action node, a trigger's poll, a picker. */
export type NodeContext = IExecuteFunctions | IPollFunctions | ILoadOptionsFunctions;

/** What a request to a phone system needs from n8n, so that n8n's context goes no further than `open`. */
export interface Transport {
	/** Scheme, host, and port: the only address that gets requests. */
	origin: string;
	/** Sends one request through n8n, with its proxy settings, TLS, and SSRF guard. */
	exchange(
		options: IHttpRequestOptions,
		credential: ICredentialDataDecryptedObject,
	): Promise<IN8nHttpFullResponse>;
	limiter: Limiter;
	/** When n8n no longer waits for the result: ms since 1970, Infinity where it waits as long as it takes. */
	deadline: number;
	/** Aborted when a person stops the execution; polls and pickers have none. */
	signal?: AbortSignal;
	/** How long to wait for the head of an answer, in milliseconds of real time. */
	patienceMs(): number;
	/** Whether failures that may pass are retried. */
	retries: boolean;
}

/** The signal of the execution that the user can stop; polls and pickers have none. */
export const cancelSignalOf = (context: NodeContext): AbortSignal | undefined =>
	'getExecutionCancelSignal' in context ? context.getExecutionCancelSignal?.() : undefined;

/** For the requests of a node. n8n adds the credential, and signs in if needed. */
export const nodeTransport = (
	context: NodeContext,
	credentialType: string,
	origin: string,
	limiter: Limiter,
	deadline = Infinity,
): Transport => ({
	origin,
	limiter,
	deadline,
	signal: cancelSignalOf(context),
	retries: true,
	patienceMs: () => clock.patience.answer,
	exchange: async (options, data) =>
		(await context.helpers.httpRequestWithAuthentication.call(context, credentialType, options, {
			credentialsDecrypted: { id: '', name: '', type: credentialType, data },
		})) as IN8nHttpFullResponse,
});

/** A person who pressed Test is waiting. */
const CREDENTIAL_PATIENCE_MS = 20_000;

/**
 * For a credential's own requests: the sign-in and the connection test.
 *
 * @param prepare adds what a request needs besides the address
 */
export const credentialTransport = (
	http: IHttpRequestHelper,
	origin: string,
	prepare: (options: IHttpRequestOptions) => IHttpRequestOptions,
): Transport => ({
	origin,
	// such a request is part of a node's, which already has a slot
	limiter: new Limiter(),
	deadline: Infinity,
	retries: false,
	patienceMs: () => Math.min(CREDENTIAL_PATIENCE_MS, clock.patience.answer),
	exchange: async (options) =>
		(await http.helpers.httpRequest(prepare(options))) as IN8nHttpFullResponse,
});
