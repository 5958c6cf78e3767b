import type {
	IBinaryKeyData,
	IExecuteFunctions,
	INodeProperties,
	NodeExecutionHint,
} from 'n8n-workflow';

import type { Unreadable } from '../found';
import type { NodeContext } from '../requests/transport';

/** Remembers requests during one execution: input items that need the same answer share one. */
export type Memo = <T>(key: string, ask: () => Promise<T>) => Promise<T>;

/** What a connection has with any vendor. */
export interface Connection {
	/** Identifies a credential by all its fields: items with the same one share a connection, others share nothing. */
	fingerprint: string;
	memo: Memo;
}

/** Opens the phone system with the credential that n8n has for one input item. @throws ServiceError */
export type Open<C extends Connection> = (context: NodeContext, itemIndex?: number) => Promise<C>;

/** An item that has more than its json. */
export class Item {
	constructor(
		readonly json: object,
		readonly more: {
			binary?: IBinaryKeyData;
			/** What the user should know about it, shown on the node. */
			hint?: string;
		},
	) {}
}

/** What a list found, including what it could not read. */
export interface ListOutput {
	items: object[];
	unreadable: Unreadable[];
	/** Records that could be read, whether they are among the items or not. */
	readable: number;
	/** What the user is to know about them, shown at the node. */
	hints: NodeExecutionHint[];
}

/** One operation of a node: what it shows and what it does. */
export interface Operation<C extends Connection = Connection> {
	/** The same everywhere: in the menu, on the canvas, in the docs. Title Case. */
	name: string;
	value: string;
	description: string;
	/** As n8n's list of actions shows it. */
	action: string;
	/** What an AI model chooses it by. */
	toolDescription: string;
	parameters: INodeProperties[];
	/** The results for one input item: the `json` of an item, an Item, or a ServiceError where one failed. */
	execute(
		this: void,
		context: IExecuteFunctions,
		itemIndex: number,
		connection: C,
	): Promise<object[] | ListOutput>;
}

/** A resource of a node with its operations, both in alphabetical order. */
export interface Resource<C extends Connection = Connection> {
	name: string;
	value: string;
	/** The operation selected by default. */
	defaultOperation: string;
	operations: Operation<C>[];
}

export function createMemo(): Memo {
	const answers = new Map<string, Promise<unknown>>();
	return async <T>(key: string, ask: () => Promise<T>) => {
		const answer = (answers.get(key) as Promise<T> | undefined) ?? ask();
		answers.set(key, answer);
		return await answer;
	};
}
