import type { ICredentialDataDecryptedObject, INodeParameters } from 'n8n-workflow';
import type { Session } from './Session';

export interface Credential {
	name: string;
	type: string;
	data: ICredentialDataDecryptedObject;
}

export interface StoredCredential {
	id: string;
	name: string;
	type: string;
}

export function createCredential(
	session: Session,
	credential: Credential,
): Promise<StoredCredential> {
	return session.request('POST', '/rest/credentials', credential);
}

export interface TestResult {
	status: 'OK' | 'Error';
	message: string;
}

/** The dialog of a credential: its form as the editor loads it, secrets blanked out, with the changes of a user. */
async function fillForm(
	session: Session,
	{ id }: StoredCredential,
	changes: ICredentialDataDecryptedObject,
) {
	const { name, type, data } = await session.request<Credential>(
		'GET',
		`/rest/credentials/${id}?includeData=true`,
	);
	return { id, name, type, data: { ...data, ...changes } };
}

/** Opens a credential's dialog, which presses Test by itself, and so does Retry; gives what is shown. */
export async function testCredential(
	session: Session,
	credential: StoredCredential,
): Promise<TestResult> {
	const credentials = await fillForm(session, credential, {});
	return await session.request('POST', '/rest/credentials/test', { credentials });
}

/** Changes fields in the dialog and presses Save, which presses Test; gives what is shown. */
export async function changeCredential(
	session: Session,
	credential: StoredCredential,
	changes: ICredentialDataDecryptedObject,
): Promise<TestResult> {
	const credentials = await fillForm(session, credential, changes);
	await session.request('PATCH', `/rest/credentials/${credential.id}`, credentials);
	return await session.request('POST', '/rest/credentials/test', { credentials });
}

export interface PickerQuery {
	/** The node's full type, such as `n8n-nodes-call-transcripts.yeastar`. */
	nodeType: string;
	version?: number;
	/** The parameter whose list is opened. */
	parameter: string;
	/** The node's method that fills the list. */
	method: string;
	/** All parameters as the editor has them, defaults included. */
	parameters: INodeParameters;
	credential: StoredCredential;
	/** What the user typed into the search field of the list. */
	filter?: string;
	paginationToken?: string;
}

export interface PickerResult {
	results: { name: string; value: string; url?: string; description?: string }[];
	paginationToken?: string;
}

/** What the list of a resource locator offers. */
export function openPicker(session: Session, query: PickerQuery): Promise<PickerResult> {
	const { id, name, type } = query.credential;
	return session.request('POST', '/rest/dynamic-node-parameters/resource-locator-results', {
		path: `parameters.${query.parameter}`,
		nodeTypeAndVersion: { name: query.nodeType, version: query.version ?? 1 },
		methodName: query.method,
		currentNodeParameters: query.parameters,
		credentials: { [type]: { id, name } },
		filter: query.filter,
		paginationToken: query.paginationToken,
	});
}
