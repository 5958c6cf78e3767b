import type { IExecuteFunctions, INodeExecutionData, NodeApiError } from 'n8n-workflow';
import pLimit from 'p-limit';

import type { Unreadable } from '../found';
import { ServiceError, cancelled, isCancelled, toNodeError } from '../requests/errors';
import { cancelSignalOf } from '../requests/transport';
import type { Connection, Open, Resource } from './operation';
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
		return [(await Promise.all(work)).flat()];
	} finally {
		// after an error nothing more is asked
		limit.clearQueue();
	}
}

async function runItem<C extends Connection>(
	context: IExecuteFunctions,
	resources: Resource<C>[],
	connect: (itemIndex: number) => Promise<C>,
	itemIndex: number,
): Promise<INodeExecutionData[]> {
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
		// a copy: items share an answer, and a later node may change its own
		const given = items.map((json) =>
			json instanceof ServiceError
				? fail(json)
				: { json: { ...json }, pairedItem: { item: itemIndex } },
		);
		if (unreadable.length === 0) return given;
		if (context.continueOnFail() || readable === 0) {
			return [...given, ...unreadable.map((one) => fail(unreadableCall(one)))];
		}
		context.addExecutionHints({ message: hintOf(unreadable), type: 'warning' });
		return given;
	} catch (error) {
		return [fail(error)];
	}
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

/** A hint is read at a glance: it names no more of them. */
const MAX_NAMED = 3;

function hintOf(unreadable: Unreadable[]): string {
	const count = unreadable.length === 1 ? '1 call' : `${unreadable.length} calls`;
	const names = unreadable.slice(0, MAX_NAMED).map(nameOf).join('; ');
	return `${count} could not be read and ${unreadable.length === 1 ? 'is' : 'are'} missing: ${names}`;
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
