import type {
	IExecuteFunctions,
	INodeExecutionData,
	NodeApiError,
	NodeExecutionHint,
} from 'n8n-workflow';
import pLimit from 'p-limit';

import { ServiceError, cancelled, isCancelled, toNodeError } from '../requests/errors';
import { cancelSignalOf } from '../requests/transport';
import { isTool, noteItems } from './agentTool';
import { itemHints, shortened, unreadableHint } from './hints';
import type { Connection, ListOutput, Open, Resource } from './operation';
import { Item } from './operation';
import { unreadableCall } from './unreadableCall';

/** How many input items are processed at a time, which bounds the memory in use. */
const ITEMS_AT_A_TIME = 8;

/**
 * Runs the chosen operation for each input item and pairs the output with it. With "On Error: Continue", a failed item
 * becomes one `{ error }` item in its place, and the others continue.
 *
 * @throws NodeApiError or NodeOperationError of the first item that fails
 */
export async function runOperations<C extends Connection>(
	context: IExecuteFunctions,
	resources: Resource<C>[],
	open: Open<C>,
): Promise<INodeExecutionData[][]> {
	const connections = new Map<string, C>();
	const connect = async (itemIndex: number): Promise<C> => {
		const opened = await open(context, itemIndex);
		const connection = connections.get(opened.fingerprint) ?? opened;
		connections.set(opened.fingerprint, connection);
		return connection;
	};
	const limit = pLimit(ITEMS_AT_A_TIME);
	const work = context
		.getInputData()
		.map(
			async (_, itemIndex) =>
				await limit(async () => await runItem(context, resources, connect, itemIndex)),
		);
	try {
		const results = await Promise.all(work);
		const items = results.flatMap((result) => result.items);
		const hints = shortened(results.flatMap((result) => result.hints));
		if (isTool(context)) return [[...items, ...noteItems(hints.map(({ message }) => message))]];
		context.addExecutionHints(...hints);
		return [items];
	} finally {
		// after an error, no more requests
		limit.clearQueue();
	}
}

/** The output for one input item as n8n expects it, and hints for the user. */
interface Result {
	items: INodeExecutionData[];
	hints: NodeExecutionHint[];
}

async function runItem<C extends Connection>(
	context: IExecuteFunctions,
	resources: Resource<C>[],
	connect: (itemIndex: number) => Promise<C>,
	itemIndex: number,
): Promise<Result> {
	const fail = (error: unknown): INodeExecutionData => {
		if (isCancelled(error, cancelSignalOf(context))) throw cancelled();
		const nodeError = toNodeError(context.getNode(), error, itemIndex);
		if (!context.continueOnFail()) throw nodeError;
		return errorItem(context, nodeError, itemIndex);
	};
	try {
		const operation = operationOf(context, resources, itemIndex);
		const output = await operation.execute(context, itemIndex, await connect(itemIndex));
		const list: ListOutput = Array.isArray(output)
			? { items: output, unreadable: [], readable: 1, hints: [] }
			: output;
		const { items, unreadable, readable } = list;
		const given = items.map((one) =>
			one instanceof ServiceError ? fail(one) : toItem(one, itemIndex),
		);
		const hints = [...list.hints, ...itemHints(items)];
		if (unreadable.length === 0) return { items: given, hints };
		if (context.continueOnFail() || readable === 0) {
			const failed = unreadable.map((one) => fail(unreadableCall(one)));
			return { items: [...given, ...failed], hints };
		}
		return { items: given, hints: [unreadableHint(unreadable), ...hints] };
	} catch (error) {
		return { items: [fail(error)], hints: [] };
	}
}

/** Copies the json: items share an answer, and a later node may change its own. */
function toItem(one: object, itemIndex: number): INodeExecutionData {
	const { json, more } = one instanceof Item ? one : new Item(one, {});
	return {
		json: { ...json },
		...(more.binary && { binary: more.binary }),
		pairedItem: { item: itemIndex },
	};
}

function operationOf<C extends Connection>(
	context: IExecuteFunctions,
	resources: Resource<C>[],
	itemIndex: number,
) {
	const resource = context.getNodeParameter('resource', itemIndex);
	const name = context.getNodeParameter('operation', itemIndex);
	const operation = resources
		.find(({ value }) => value === resource)
		?.operations.find(({ value }) => value === name);
	if (!operation) throw new Error(`There is no operation named ${resource}: ${name}`);
	return operation;
}

function errorItem(
	context: IExecuteFunctions,
	error: Error,
	itemIndex: number,
): INodeExecutionData {
	const { description } = error as NodeApiError;
	// `error` routes the item to the error output, but n8n then keeps only the message of the json
	const toErrorOutput = context.getNode().onError === 'continueErrorOutput';
	return {
		json: { error: error.message, ...(description && { description }) },
		...(toErrorOutput && { error: error as NodeApiError }),
		pairedItem: { item: itemIndex },
	};
}
