import type { Credential } from '../../e2e/harness/editor';
import type { Session } from '../../e2e/harness/Session';

/** A request of n8n to the outside. */
export interface Asked {
	method: string;
	host: string;
	path: string;
	query: URLSearchParams;
	/** JSON and forms as objects, anything else as text. */
	body: unknown;
}

export interface Answer {
	/** 200 when left out. */
	status?: number;
	json?: unknown;
	text?: string;
}

/** One thing that a recipe has written: a message, a note, a row. */
export interface Written {
	/** All of its text. */
	text: string;
	/** Whose it is by the service's own account: the text of the message, the contact that a note hangs on. */
	customer: string;
}

/** An outside service, with what it holds: empty when a recipe begins. */
export interface Service {
	hosts: string[];
	credential?: Credential;
	/** The types of the nodes that get the credential. */
	nodes: string[];
	/** Undefined to what nobody should ask. */
	answer(asked: Asked): Answer | undefined;
	written(session: Session): Promise<Written[]> | Written[];
}

/** Of a contact's number what an application searches: its digits. */
export const digitsOf = (text: unknown): string => String(text).replace(/\D/g, '');
