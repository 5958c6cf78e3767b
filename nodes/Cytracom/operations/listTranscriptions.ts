import type { FoundCall } from '../../shared/found';
import { readRange } from '../../shared/operations/dateRange';
import { newestCalls } from '../../shared/operations/newestCalls';
import type { Operation } from '../../shared/operations/operation';
import {
	callListParameters,
	outputOf,
	readLimit,
	readSimplify,
} from '../../shared/operations/parameters';
import { fits } from '../../shared/record/criteria';
import type { CytracomConnection } from '../api/connection';
import { criteriaOf } from '../api/filters';
import { callFilters } from '../parameters';

/** The calls of a stretch of time, newest first. */
export const listTranscriptions: Operation<CytracomConnection> = {
	name: 'List Transcriptions',
	value: 'list',
	description: 'Get many calls with their transcripts and summaries',
	action: 'Get many transcriptions',
	parameters: callListParameters(callFilters),
	async execute(context, itemIndex, { memo, readCalls }) {
		const range = readRange(context, itemIndex);
		const limit = readLimit(context, itemIndex);
		const simplify = readSimplify(context, itemIndex);
		const criteria = criteriaOf(context.getNodeParameter('filters', itemIndex, {}));
		const { calls, unreadable, readable } = await memo(
			JSON.stringify(['calls', range, limit, criteria]),
			async () => {
				const starts = new Map<string | null, number>();
				const enough = (moment: number) =>
					[...starts.values()].filter((start) => start >= moment).length >= limit;
				const isAsked = (call: FoundCall) => {
					const isKept = fits(call, criteria);
					if (isKept) starts.set(call.head.id, Date.parse(call.head.startedAt!));
					return isKept;
				};
				return await newestCalls(
					(keep) => readCalls(range, { keep, enough: limit === Infinity ? undefined : enough }),
					limit,
					isAsked,
				);
			},
		);
		return { items: calls.map((call) => outputOf(call, simplify)), unreadable, readable };
	},
};
