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

/** What the Test button of the credential dialog says. */
export function testCredential(
	session: Session,
	stored: StoredCredential,
	data: ICredentialDataDecryptedObject,
): Promise<{ status: 'OK' | 'Error'; message: string }> {
	const { id, name, type } = stored;
	return session.request('POST', '/rest/credentials/test', {
		credentials: { id, name, type, data },
	});
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
