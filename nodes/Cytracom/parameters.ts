import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import type { FoundCall } from '../shared/found';
import { momentOf } from '../shared/operations/dateRange';
import { eachCall } from '../shared/operations/eachCall';
import { callFilterOptions, callParameter } from '../shared/operations/parameters';
import { recordParameters } from '../shared/operations/recordOptions';
import type { TimeRange } from '../shared/timeRange';
import type { CytracomConnection } from './api/connection';
import { notFound } from './api/findCall';

/** Filters by Cytracom's fields, for the action node and the trigger. */
export const callFilters = callFilterOptions([
	{
		displayName: 'To',
		name: 'callee',
		type: 'string',
		default: '',
		placeholder: 'e.g. +15125550200',
		description: 'Number that was called, in any format',
	},
	{
		displayName: 'From',
		name: 'caller',
		type: 'string',
		default: '',
		placeholder: 'e.g. +15125550100',
		description: 'Number that made the call, in any format',
	},
	{
		displayName: 'Min Duration Seconds',
		name: 'minDurationSeconds',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 10,
		description: 'Skip calls shorter than this many seconds',
	},
	{
		displayName: 'Sentiment',
		name: 'sentiment',
		type: 'string',
		default: '',
		placeholder: 'e.g. positive',
		description: 'Sentiment of the call, exactly as Cytracom returns it',
	},
	{
		displayName: 'Status',
		name: 'status',
		type: 'string',
		default: '',
		placeholder: 'e.g. completed',
		description: 'Status of the transcription, exactly as Cytracom returns it',
	},
]);

export const linkedIdParameter = callParameter('linkedId', 'The call to look up', {
	placeholder: 'e.g. 1749478200.123456',
	hint: 'The "id" field from List Transcriptions. Separate several IDs with commas to get one item for each.',
});

/** Where to search if the ID has no date. */
const searchOptions: INodeProperties[] = [
	{
		displayName: 'Search From',
		name: 'searchFrom',
		type: 'dateTime',
		default: '',
		description: 'If the ID has no date, search for calls that began at this time or later',
	},
	{
		displayName: 'Search To',
		name: 'searchTo',
		type: 'dateTime',
		default: '',
		description: 'If the ID has no date, search for calls that began at this time or earlier',
	},
];

/** @param isSpoken whether the operation gives transcripts to a model */
export const callRecordParameters = (isSpoken: boolean): INodeProperties[] =>
	recordParameters({ others: searchOptions, isSpoken });

/**
 * The output for each call of `linkedId`, in the order asked.
 *
 * @throws NodeOperationError when none is selected, ServiceError when one is not found
 */
export async function eachFoundCall(
	context: IExecuteFunctions,
	itemIndex: number,
	{ findCall }: CytracomConnection,
	give: (call: FoundCall) => object | Promise<object>,
): Promise<object[]> {
	const range = readSearchRange(context, itemIndex);
	return await eachCall(context, 'linkedId', itemIndex, async (linkedId) => {
		const { call, searched } = await findCall(linkedId, range);
		if (!call) throw notFound(linkedId, searched);
		return await give(call);
	});
}

/** The range in the options; a single end covers a day from there. Null if neither is set. */
function readSearchRange(context: IExecuteFunctions, itemIndex: number): TimeRange | null {
	const options = context.getNodeParameter('options', itemIndex, {}) as Record<string, unknown>;
	const read = (name: string, label: string): number | null => {
		const value = options[name];
		if (value === undefined || value === null) return null;
		if (typeof value === 'string' && value.trim() === '') return null;
		const moment = momentOf(value, context.getTimezone());
		if (moment !== null) return moment;
		throw new NodeOperationError(context.getNode(), `${label} is not a valid date.`, {
			description: 'Choose a date, or use an expression that returns one.',
			itemIndex,
		});
	};
	const from = read('searchFrom', 'Search From');
	const through = read('searchTo', 'Search To');
	if (from === null && through === null) return null;
	const range = { from: from ?? through! - DAY_MS, through: through ?? from! + DAY_MS };
	if (range.from <= range.through) return range;
	throw new NodeOperationError(context.getNode(), 'Search To is before Search From.', {
		description: 'Swap the two.',
		itemIndex,
	});
}

const DAY_MS = 24 * 60 * 60_000;
