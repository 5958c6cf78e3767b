import type { INodeProperties } from 'n8n-workflow';

import { collectNewest } from '../../shared/operations/collect';
import { readRange } from '../../shared/operations/dateRange';
import type { FoundCall } from '../../shared/found';
import type { Operation } from '../../shared/operations/operation';
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
			isAsked(filters.caller, record.from) &&
			isAsked(filters.callee, record.to) &&
			isAsked(filters.status, record.status) &&
			isAsked(filters.sentiment, record.sentiment);
		const { calls, unreadable } = await memo(JSON.stringify([within, limit, filters]), async () => {
			const starts = new Map<string | null, number>();
			const enough = (moment: number) =>
				[...starts.values()].filter((start) => start >= moment).length >= limit;
			return await collectNewest(
				readCalls(context, within, { enough: limit === Infinity ? undefined : enough }),
				limit,
				(call) => {
					const kept = fits(call);
					if (kept) starts.set(call.record.id, Date.parse(call.record.startedAt!));
					return kept;
				},
			);
		});
		return [...calls.map((call) => outputOf(context, itemIndex, call)), ...unreadable];
	},
};

/** Whether a value is the one that a filter asks for, or the filter is empty. */
function isAsked(filter: string | number | null | undefined, value: string | null): boolean {
	const asked = String(filter ?? '').trim();
	return asked === '' || value === asked;
}
