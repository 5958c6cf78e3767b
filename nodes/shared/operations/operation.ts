import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeProperties,
	NodeApiError,
} from 'n8n-workflow';
import pLimit from 'p-limit';

import { ServiceError, cancelled, isCancelled, toNodeError } from '../requests/errors';
import { cancelSignalOf } from '../requests/http';

/** Remembers, for one execution, what was asked for: input items that need the same answer share one request. */
export type Memo = <T>(key: string, ask: () => Promise<T>) => Promise<T>;

/** One operation of a node: what it shows and what it does. */
export interface Operation {
	parameters: INodeProperties[];
	/**
	 * The `json` of the items that one input item leads to. A ServiceError among them stands for a record that cannot be
	 * read: the others are still good.
	 */
	execute(
		this: void,
		context: IExecuteFunctions,
		itemIndex: number,
		memo: Memo,
	): Promise<(object | ServiceError)[]>;
}

/** `operations[resource][operation]` */
export type Operations = Record<string, Record<string, Operation>>;

/** Input items in work at a time: a PBX is no cloud. */
const ITEMS_AT_A_TIME = 4;

/**
 * Runs the chosen operation for each input item and pairs what comes with it. With "On Error: Continue" a failed item
 * becomes one `{ error }` item in its place, and the others go on.
 *
 * @throws NodeApiError or NodeOperationError of the first item that fails
 */
export async function runOperations(
	context: IExecuteFunctions,
	operations: Operations,
): Promise<INodeExecutionData[][]> {
	const memo = createMemo();
	const limit = pLimit(ITEMS_AT_A_TIME);
	const work = context
		.getInputData()
		.map(
			async (_, itemIndex) =>
				await limit(async () => await runItem(context, operations, itemIndex, memo)),
		);
	try {
		return [(await Promise.all(work)).flat()];
	} finally {
		// after an error nothing more is asked
		limit.clearQueue();
	}
}

async function runItem(
	context: IExecuteFunctions,
	operations: Operations,
	itemIndex: number,
	memo: Memo,
): Promise<INodeExecutionData[]> {
	const fail = (error: unknown): INodeExecutionData => {
		if (isCancelled(error, cancelSignalOf(context))) throw cancelled();
		const nodeError = toNodeError(context.getNode(), error, itemIndex);
		if (!context.continueOnFail()) throw nodeError;
		return errorItem(context, nodeError, itemIndex);
	};
	try {
		const resource = context.getNodeParameter('resource', itemIndex);
		const name = context.getNodeParameter('operation', itemIndex);
		const operation = operations[resource]?.[name];
		if (!operation) throw new Error(`There is no operation ${resource}: ${name}`);
		const found = await operation.execute(context, itemIndex, memo);
		return found.map((json) =>
			json instanceof ServiceError
				? fail(json)
				: // a copy: items share an answer, and a later node may change its own
					{ json: { ...json }, pairedItem: { item: itemIndex } },
		);
	} catch (error) {
		return [fail(error)];
	}
}

function errorItem(
	context: IExecuteFunctions,
	error: Error,
	itemIndex: number,
): INodeExecutionData {
	const { description } = error as NodeApiError;
	// n8n knows by `error` what belongs to the error output, but keeps nothing of the json besides the sentence then
	const toErrorOutput = context.getNode().onError === 'continueErrorOutput';
	return {
		json: { error: error.message, ...(description && { description }) },
		...(toErrorOutput && { error: error as NodeApiError }),
		pairedItem: { item: itemIndex },
	};
}

export function createMemo(): Memo {
	const answers = new Map<string, Promise<unknown>>();
	return async <T>(key: string, ask: () => Promise<T>) => {
		const answer = (answers.get(key) as Promise<T> | undefined) ?? ask();
		answers.set(key, answer);
		return await answer;
	};
}
