import type { IExecuteFunctions, INodeExecutionData, NodeApiError } from 'n8n-workflow';
import pLimit from 'p-limit';

import type { Unreadable } from '../found';
import { ServiceError, cancelled, isCancelled, toNodeError } from '../requests/errors';
import { cancelSignalOf } from '../requests/transport';
import { isTool, noteItems } from './agentTool';
import type { Connection, Open, Resource } from './operation';
import { Item } from './operation';
import { nameOf, unreadableCall } from './unreadableCall';

/** Input items in work at a time: what one of them keeps in memory is bounded so. */
const ITEMS_AT_A_TIME = 8;

/**
 * Runs the chosen operation for each input item and pairs what comes with it. With "On Error: Continue" a failed item
 * becomes one `{ error }` item in its place, and the others go on.
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
		if (isTool(context)) return [[...items, ...noteItems(hints)]];
		for (const message of hints) context.addExecutionHints({ message, type: 'warning' });
		return [items];
	} finally {
		// after an error nothing more is asked
		limit.clearQueue();
	}
}

/** What one input item leads to, as n8n wants it, and what the user is to know about it. */
interface Result {
	items: INodeExecutionData[];
	hints: string[];
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
		const { items, unreadable, readable } = Array.isArray(output)
			? { items: output, unreadable: [], readable: 1 }
			: output;
		const given = items.map((one) =>
			one instanceof ServiceError ? fail(one) : toItem(one, itemIndex),
		);
		const hints = items.flatMap((one) => (one instanceof Item ? (one.more.hint ?? []) : []));
		if (unreadable.length === 0) return { items: given, hints };
		if (context.continueOnFail() || readable === 0) {
			const failed = unreadable.map((one) => fail(unreadableCall(one)));
			return { items: [...given, ...failed], hints };
		}
		return { items: given, hints: [...hints, hintOf(unreadable)] };
	} catch (error) {
		return { items: [fail(error)], hints: [] };
	}
}

/** With a copy of the json: items share an answer, and a later node may change its own. */
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
	if (!operation) throw new Error(`There is no operation ${resource}: ${name}`);
	return operation;
}

/** Hints are read at a glance: no more of them, and no more records named in one. */
const MAX_HINTS = 5;
const MAX_NAMED = 3;

function hintOf(unreadable: Unreadable[]): string {
	const count = unreadable.length === 1 ? '1 call' : `${unreadable.length} calls`;
	const names = unreadable.slice(0, MAX_NAMED).map(nameOf).join('; ');
	return `${count} could not be read and ${unreadable.length === 1 ? 'is' : 'are'} missing: ${names}`;
}

/** Each once, and no more than can be read at a glance. */
function shortened(hints: string[]): string[] {
	const each = [...new Set(hints)];
	if (each.length <= MAX_HINTS) return each;
	const rest = each.length - MAX_HINTS + 1;
	return [...each.slice(0, MAX_HINTS - 1), `… and ${rest} more`];
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
