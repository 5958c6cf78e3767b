import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { createCredential, type StoredCredential } from '../harness/editor';
import type { Session } from '../harness/Session';
import type { CytracomSimulator, YeastarOptions, YeastarSimulator } from '../../lab/simulators';
import {
	startCytracomSimulator,
	startYeastarSimulator,
	vendorExamples,
} from '../../lab/simulators';

export const YEASTAR = 'n8n-nodes-call-transcripts.yeastar';
export const CYTRACOM = 'n8n-nodes-call-transcripts.cytracom';

const DAY_MS = 86_400_000;

/** A PBX that holds the calls of the vendor's pages. */
export async function exampleYeastar(
	options: Partial<YeastarOptions> = {},
): Promise<YeastarSimulator> {
	const pbx = await startYeastarSimulator(options);
	for (const call of Object.values(vendorExamples.yeastar.calls)) pbx.addCall(call);
	return pbx;
}

/** The fields of a credential for this PBX. */
export function yeastarFields(pbx: YeastarSimulator) {
	const { clientId, clientSecret, https } = pbx.options;
	return { baseUrl: pbx.url, clientId, clientSecret, allowUnauthorizedCerts: https };
}

export function yeastarCredential(
	session: Session,
	pbx: YeastarSimulator,
	fields: ICredentialDataDecryptedObject = {},
): Promise<StoredCredential> {
	return createCredential(session, {
		name: 'Yeastar',
		type: 'yeastarApi',
		data: { ...yeastarFields(pbx), ...fields },
	});
}

/**
 * An account with the call of the vendor's page, which is older than the 90 days that Cytracom keeps: it
 * takes place on the day before yesterday here, at the same time of day.
 */
export async function exampleCytracom(): Promise<CytracomSimulator> {
	const account = await startCytracomSimulator();
	account.addCall(recentCytracomCall());
	return account;
}

export function recentCytracomCall() {
	const { call } = vendorExamples.cytracom;
	const midnight = Math.floor(Date.now() / DAY_MS - 2) * DAY_MS;
	const startedAt = midnight + (call.startedAt % DAY_MS);
	return { ...call, startedAt, createdAt: startedAt + (call.createdAt - call.startedAt) };
}

export function cytracomCredential(
	session: Session,
	account: CytracomSimulator,
	token = account.options.token,
): Promise<StoredCredential> {
	return createCredential(session, {
		name: 'Cytracom',
		type: 'cytracomApi',
		data: { token, baseUrl: account.url },
	});
}
