import { readRange } from '../../shared/operations/dateRange';
import { newestCalls } from '../../shared/operations/newestCalls';
import type { Operation } from '../../shared/operations/operation';
import { readLimit } from '../../shared/operations/parameters';
import { callListParameters, outputOf, readForm } from '../../shared/operations/recordOptions';
import { fits } from '../../shared/record/criteria';
import type { CytracomConnection } from '../api/connection';
import { criteriaOf } from '../api/filters';
import { callFilters } from '../parameters';

/** The calls of a time range, newest first. */
export const listTranscriptions: Operation<CytracomConnection> = {
	name: 'List Transcriptions',
	value: 'list',
	description: 'List calls with their transcripts and summaries',
	action: 'List transcriptions',
	parameters: callListParameters(callFilters),
	async execute(context, itemIndex, { memo, readCalls }) {
		const range = readRange(context, itemIndex);
		const limit = readLimit(context, itemIndex);
		const form = readForm(context, itemIndex);
		const criteria = criteriaOf(context.getNodeParameter('filters', itemIndex, {}));
		const { calls, unreadable, readable } = await memo(
			JSON.stringify(['calls', range, limit, criteria]),
			async () =>
				await newestCalls(
					(keep, enough) => readCalls(range, { keep, enough }),
					limit,
					(call) => fits(call, criteria),
				),
		);
		return { items: calls.map((call) => outputOf(call, form)), unreadable, readable };
	},
};
