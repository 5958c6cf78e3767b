import { toolDescriptions } from '../../shared/operations/agentTool';
import { readRange } from '../../shared/operations/dateRange';
import { listHints } from '../../shared/operations/hints';
import { newestCalls } from '../../shared/operations/newestCalls';
import type { Operation } from '../../shared/operations/operation';
import { isOn, readFilters, readLimit } from '../../shared/operations/parameters';
import { callListParameters, outputOf, readForm } from '../../shared/operations/recordOptions';
import { fits } from '../../shared/record/criteria';
import type { YeastarConnection } from '../api/connection';
import { criteriaOf, pbxFiltersOf } from '../api/filters';
import { needsNames, withSpeakerNames } from '../api/speakerNames';
import { callFilters, speakerNamesOption } from '../parameters';

/** The call legs of a time range, newest first. */
export const listTranscriptions: Operation<YeastarConnection> = {
	name: 'List Transcriptions',
	value: 'list',
	description: 'List calls with their transcripts and summaries',
	action: 'List transcriptions',
	toolDescription: toolDescriptions.list,
	parameters: callListParameters(callFilters, [{ ...speakerNamesOption, default: false }]),
	async execute(context, itemIndex, connection) {
		const range = readRange(context, itemIndex);
		const limit = readLimit(context, itemIndex);
		const form = readForm(context, itemIndex);
		const filters = readFilters(context, itemIndex, callFilters);
		const options = context.getNodeParameter('options', itemIndex, {});
		const wantsNames = isOn(options.includeSpeakerNames) && needsNames(form);
		const ofPbx = pbxFiltersOf(filters);
		// the PBX may match loosely; its `last_status` is that of the whole call, which no leg has
		const criteria = { ...criteriaOf(filters), status: null };
		const found = await connection.memo(
			JSON.stringify(['calls', range, limit, ofPbx, criteria, wantsNames]),
			async () => {
				const newest = await newestCalls(
					(keep) => connection.readCalls(range, { filters: ofPbx, keep }),
					limit,
					(call) => fits(call, criteria),
				);
				if (!wantsNames) return newest;
				return { ...newest, calls: await withSpeakerNames(connection, newest.calls) };
			},
		);
		const asked = { range, zone: context.getTimezone(), limit, filters };
		return {
			...found,
			items: found.calls.map((call) => outputOf(call, form)),
			hints: listHints(found, asked, callFilters),
		};
	},
};
