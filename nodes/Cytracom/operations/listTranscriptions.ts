import { toolDescriptions } from '../../shared/operations/agentTool';
import { readRange } from '../../shared/operations/dateRange';
import { listHints } from '../../shared/operations/hints';
import { newestCalls } from '../../shared/operations/newestCalls';
import type { Operation } from '../../shared/operations/operation';
import { readFilters, readLimit } from '../../shared/operations/parameters';
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
	toolDescription: toolDescriptions.list,
	parameters: callListParameters(callFilters),
	async execute(context, itemIndex, { memo, readCalls }) {
		const range = readRange(context, itemIndex);
		const limit = readLimit(context, itemIndex);
		const form = readForm(context, itemIndex);
		const filters = readFilters(context, itemIndex, callFilters);
		const criteria = criteriaOf(filters);
		const found = await memo(
			JSON.stringify(['calls', range, limit, criteria]),
			async () =>
				await newestCalls(
					(keep, enough) => readCalls(range, { keep, enough }),
					limit,
					(call) => fits(call, criteria),
				),
		);
		const asked = { range, zone: context.getTimezone(), limit, filters };
		return {
			...found,
			items: found.calls.map((call) => outputOf(call, form)),
			hints: listHints(found, asked, callFilters),
		};
	},
};
