import type { INodeParameters } from 'n8n-workflow';

import type { Vendor } from '../support/triggers';
import type { Place, Site } from './site';

/** An error as n8n gets it. */
export interface Told {
	name: string;
	message: string;
	description?: string | null;
	failure?: { cause: string; retryAfterMs?: number };
}

/** What a run returned: items, each as JSON, and what n8n shows on the node. */
export interface Given {
	items: string[];
	hints?: string[];
}

/** What a run ended with. */
export type Outcome = Given | { error: Told };

/** Something of the package at work. */
export interface Subject {
	/** The run that meets the fault. */
	run(): Promise<Outcome>;
	/** What comes when the fault is over: an operation's items, or the ids of all that a trigger has ever given. */
	after(): Promise<string[]>;
}

export type ColumnKind =
	'operation' | 'health' | 'picker' | 'activation' | 'restart' | 'poll' | 'testEvent' | 'test';

/** Something of the package at work, which a fault may meet. */
export interface Column {
	name: string;
	vendor: Vendor;
	kind: ColumnKind;
	/** What it asks the phone system for. */
	places: Place[];
	durable: boolean;
	parameters: INodeParameters;
	/** All that goes before the fault. */
	prepare(site: Site): Promise<Subject> | Subject;
}

export type Base = Pick<Column, 'vendor' | 'places'>;

export const column = (
	name: string,
	kind: ColumnKind,
	{ vendor, places }: Base,
	prepare: Column['prepare'],
	more: Partial<Column> = {},
): Column => ({ name, kind, vendor, places, durable: false, parameters: {}, prepare, ...more });
