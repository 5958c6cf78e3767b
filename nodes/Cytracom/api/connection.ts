import { createMemo } from '../../shared/operations/operation';
import { numbersOf } from '../../shared/record/numbers';
import type { NodeContext } from '../../shared/requests/transport';
import { nodeTransport } from '../../shared/requests/transport';
import type { TimeRange } from '../../shared/timeRange';
import type { ReadingOptions } from './calls';
import { readCalls, readEveryCall } from './calls';
import type { Client } from './client';
import type { CytracomCredentials } from './credentials';
import { CREDENTIAL_TYPE, accountOf, baseOf, credentialFingerprint } from './credentials';
import { findCall } from './findCall';
import { memoryOf } from './memory';
import { clockDifference } from './vendorClock';

/** A Cytracom account, opened with one credential: the only way to reach it. */
export type CytracomConnection = Awaited<ReturnType<typeof open>>;

/**
 * Opens the account of an input item's credential. Sends no request yet.
 *
 * @param deadline when n8n no longer waits for the result, ms since 1970
 * @throws ServiceError when the Base URL is not an address
 */
export async function open(context: NodeContext, itemIndex = 0, deadline = Infinity) {
	const credential = await context.getCredentials<CytracomCredentials>(CREDENTIAL_TYPE, itemIndex);
	const { origin, path } = baseOf(credential.baseUrl);
	const { phone, limiter, facts } = memoryOf(credential);
	const client: Client = {
		transport: nodeTransport(context, CREDENTIAL_TYPE, origin, limiter, deadline),
		credential,
		basePath: path,
		facts,
		numbers: await numbersOf(credential),
	};
	const memo = createMemo();
	return {
		fingerprint: credentialFingerprint(credential),
		memo,
		/** The account as this credential reaches it: what a process remembers is kept under it. */
		phone,
		origin,
		numbers: client.numbers,
		address: origin + path,
		account: accountOf(credential),
		/** How many seconds Cytracom's clock is ahead of ours; null until the first answer. */
		clockDifference: () => clockDifference(facts),
		readCalls: (range: TimeRange, options?: ReadingOptions) => readCalls(client, range, options),
		readEveryCall: (range: TimeRange) => readEveryCall(client, range),
		findCall: async (linkedId: string, range: TimeRange | null) =>
			await findCall(client, memo, linkedId, range),
	};
}
