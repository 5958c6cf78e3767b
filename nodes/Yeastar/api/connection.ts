import { createMemo } from '../../shared/operations/operation';
import { numbersOf } from '../../shared/record/numbers';
import { nodeTransport } from '../../shared/requests/transport';
import type { NodeContext } from '../../shared/requests/transport';
import type { TimeRange } from '../../shared/timeRange';
import type { ReadingOptions } from './calls';
import { readCalls } from './calls';
import type { Client } from './client';
import type { YeastarCredentials } from './credentials';
import { CREDENTIAL_TYPE, credentialFingerprint, originOf, storedSession } from './credentials';
import { findExtension, readExtensions, readNames } from './extensions';
import { findCall } from './findCall';
import { readInformation } from './information';
import { memoryOf } from './memory';
import type { Party } from './summary';
import { readSummary } from './summary';
import { readTranscript } from './transcript';

/** A PBX, opened with one credential: the only way to reach it. */
export type YeastarConnection = Awaited<ReturnType<typeof open>>;

/**
 * Opens the PBX of an input item's credential. Sends no request yet.
 *
 * @param deadline when n8n no longer waits for the result, ms since 1970
 * @throws ServiceError when the Base URL is not an address
 */
export async function open(context: NodeContext, itemIndex = 0, deadline = Infinity) {
	const readCredential = async () =>
		await context.getCredentials<YeastarCredentials>(CREDENTIAL_TYPE, itemIndex);
	const credential = await readCredential();
	const origin = originOf(credential.baseUrl);
	const { phone, limiter, fileTurn, facts } = memoryOf(credential);
	const client: Client = {
		transport: nodeTransport(context, CREDENTIAL_TYPE, origin, limiter, deadline),
		credential,
		readCredential,
		facts,
		fileTurn,
		workflowZone: context.getTimezone(),
		numbers: await numbersOf(credential),
	};
	const memo = createMemo();
	return {
		fingerprint: credentialFingerprint(credential),
		memo,
		/** The phone system as this credential reaches it: what a process remembers is kept under it. */
		phone,
		origin,
		numbers: client.numbers,
		deadline,
		/** From the credential, or empty. */
		timeZone: credential.timeZone ?? '',
		/** Whether this credential has a token now, as far as n8n knows. */
		hasToken: async () => storedSession(await readCredential())?.token !== undefined,
		readInformation: async (maxAgeMs?: number) => await readInformation(client, maxAgeMs),
		readCalls: (range: TimeRange, options?: ReadingOptions) => readCalls(client, range, options),
		findCall: async (legId: string) => await findCall(client, memo, legId),
		readTranscript: async (legId: string) => await readTranscript(client, legId),
		/** The same with a single try and a deadline (ms since 1970), for what nobody waits for. */
		tryTranscript: async (legId: string, until: number) => {
			const transport = { ...client.transport, retries: false, deadline: until };
			return await readTranscript({ ...client, transport }, legId);
		},
		readSummary: async (legId: string, party: Party, extensionId: string) =>
			await readSummary(client, legId, party, extensionId),
		readExtensions: async (search: string, limit?: number) =>
			await readExtensions(client, search, limit),
		readNames: async () => await readNames(client),
		findExtension: async (number: string) => await findExtension(client, number),
	};
}
