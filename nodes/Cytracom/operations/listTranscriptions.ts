import type { INodeProperties } from 'n8n-workflow';

import { collectNewest } from '../../shared/collect';
import { readRange } from '../../shared/dateRange';
import type { FoundCall } from '../../shared/found';
import type { Operation } from '../../shared/operation';
import {
	limitParameters,
	outputOf,
	rangeParameters,
	readLimit,
	simplifyParameter,
} from '../../shared/parameters';
import { readCalls } from '../api/calls';
import type { CallFilters } from '../parameters';
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

/** *List Transcriptions*: the calls of a stretch of time, newest first. */
export const listTranscriptions: Operation = {
	parameters,
	async execute(context, itemIndex, memo) {
		const within = readRange(context, itemIndex);
		const limit = readLimit(context, itemIndex);
		const filters = context.getNodeParameter('filters', itemIndex, {}) as CallFilters;
		const fits = ({ record }: FoundCall) =>
			(!filters.caller || record.from === String(filters.caller).trim()) &&
			(!filters.callee || record.to === String(filters.callee).trim()) &&
			(!filters.status || record.status === String(filters.status).trim()) &&
			(!filters.sentiment || record.sentiment === String(filters.sentiment).trim());
		const { calls, unreadable } = await memo(JSON.stringify([within, limit, filters]), async () => {
			const kept = new Set<string | null>();
			const enough = limit === Infinity ? undefined : () => kept.size >= limit;
			return await collectNewest(
				readCalls(context, within, { enough }),
				limit,
				(call) => fits(call) && kept.add(call.record.id).size > 0,
			);
		});
		return [...calls.map((call) => outputOf(context, itemIndex, call)), ...unreadable];
	},
};
