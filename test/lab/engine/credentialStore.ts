import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

interface StoredCredential {
	id: string;
	name: string;
	type: string;
	/** JSON text: n8n encrypts it, and so keeps nothing that JSON does not. */
	json: string;
}

/** What n8n's table of credentials is to its engine. */
export class CredentialStore {
	/** How often a stored credential was written by the engine (a renewed token, say), or by {@link update}. */
	saves = 0;

	private readonly credentials = new Map<string, StoredCredential>();

	/** Stores what a user filled in. Gives what a node's `credentials` refer to. */
	add(
		type: string,
		data: Record<string, unknown>,
		id = String(this.credentials.size + 1),
	): { id: string; name: string } {
		const name = `${type} ${id}`;
		this.credentials.set(id, { id, name, type, json: JSON.stringify(data) });
		return { id, name };
	}

	/** A fresh copy of the stored data: no defaults, nothing resolved. */
	read(id: string): ICredentialDataDecryptedObject {
		return JSON.parse(this.get(id).json) as ICredentialDataDecryptedObject;
	}

	/** A user saves the form again, or the engine saves what `preAuthentication` returned: all data is replaced. */
	update(id: string, data: Record<string, unknown>): void {
		this.get(id).json = JSON.stringify(data);
		this.saves += 1;
	}

	/** `type`: n8n looks for both, so a credential of another type is not found. */
	get(id: string, type?: string): StoredCredential {
		const credential = this.credentials.get(id);
		if (!credential || (type !== undefined && credential.type !== type)) {
			throw new Error(`Credential with ID "${id}" does not exist for type "${type ?? 'any'}".`);
		}
		return credential;
	}
}
