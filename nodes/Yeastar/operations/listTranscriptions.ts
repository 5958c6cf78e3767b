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
import type { YeastarConnection } from '../api/connection';
import { criteriaOf, pbxFiltersOf } from '../api/filters';
import { callFilters } from '../parameters';

/** The call legs of a stretch of time, newest first. */
export const listTranscriptions: Operation<YeastarConnection> = {
	name: 'List Transcriptions',
	value: 'list',
	description: 'Get many calls with their transcripts and summaries',
	action: 'Get many transcriptions',
	parameters: callListParameters(callFilters),
	async execute(context, itemIndex, { memo, readCalls }) {
		const range = readRange(context, itemIndex);
		const limit = readLimit(context, itemIndex);
		const simplify = readSimplify(context, itemIndex);
		const asked = context.getNodeParameter('filters', itemIndex, {});
		const filters = pbxFiltersOf(asked);
		// the PBX may match loosely; its `last_status` is the whole call's, which no leg tells
		const criteria = { ...criteriaOf(asked), status: null };
		const { calls, unreadable, readable } = await memo(
			JSON.stringify(['calls', range, limit, filters]),
			async () =>
				await newestCalls(
					(keep) => readCalls(range, { filters, keep }),
					limit,
					(call) => fits(call, criteria),
				),
		);
		return { items: calls.map((call) => outputOf(call, simplify)), unreadable, readable };
	},
};
