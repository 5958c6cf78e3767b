import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { collectNewest } from '../../shared/operations/collect';
import { readRange } from '../../shared/operations/dateRange';
import type { Operation } from '../../shared/operations/operation';
import {
	limitParameters,
	outputOf,
	rangeParameters,
	readLimit,
	simplifyParameter,
} from '../../shared/parameters';
import { readCalls } from '../api/calls';
import { callFilters } from '../parameters';

const parameters: INodeProperties[] = [
	...rangeParameters,
	...limitParameters,
	{
		displayName: 'Filters',
		name: 'filters',
		type: 'collection',
		placeholder: 'Add Filter',
		default: {},
		options: callFilters,
	},
	simplifyParameter,
];

interface Filters extends IDataObject {
	callFrom?: string;
	callTo?: string;
	callType?: string;
	lastStatus?: string;
}

/** *List Transcriptions*: the call legs of a stretch of time, newest first. */
export const listTranscriptions: Operation = {
	parameters,
	async execute(context, itemIndex, memo) {
		const within = readRange(context, itemIndex);
		const limit = readLimit(context, itemIndex);
		const { callFrom, callTo, callType, lastStatus } = context.getNodeParameter(
			'filters',
			itemIndex,
			{},
		) as Filters;
		const query = {
			...(callFrom && { call_from: String(callFrom).trim() }),
			...(callTo && { call_to: String(callTo).trim() }),
			...(callType && { call_type: callType }),
			...(lastStatus && { last_status: lastStatus }),
		};
		const { calls, unreadable } = await memo(
			JSON.stringify([within, limit, query]),
			async () =>
				await collectNewest(
					readCalls(context, within, query),
					limit,
					// the PBX may match loosely; last_status is the whole call's and only the PBX knows it
					({ record }) =>
						(!query.call_from || record.from === query.call_from) &&
						(!query.call_to || record.to === query.call_to) &&
						(!callType || record.direction === callType.toLowerCase()),
				),
		);
		return [...calls.map((call) => outputOf(context, itemIndex, call)), ...unreadable];
	},
};
