import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import type { FoundCall } from '../shared/found';
import { momentOf } from '../shared/operations/dateRange';
import { callFilterOptions, callParameter, readCallIds } from '../shared/operations/parameters';
import type { TimeRange } from '../shared/timeRange';
import type { CytracomConnection } from './api/connection';
import { notFound } from './api/findCall';

/** Filters by what Cytracom writes about a call; the action node and the trigger have them. */
export const callFilters = callFilterOptions([
	{
		displayName: 'Callee',
		name: 'callee',
		type: 'string',
		default: '',
		placeholder: 'e.g. +15125550200',
		description: 'Number that was called, however it is written',
	},
	{
		displayName: 'Caller',
		name: 'caller',
		type: 'string',
		default: '',
		placeholder: 'e.g. +15125550100',
		description: 'Number that called, however it is written',
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
		description: 'Mood of the call as Cytracom names it, exactly as in an item',
	},
	{
		displayName: 'Status',
		name: 'status',
		type: 'string',
		default: '',
		placeholder: 'e.g. completed',
		description: 'Status of the transcription as Cytracom names it, exactly as in an item',
	},
]);

export const linkedIdParameter = callParameter('linkedId', 'The call to look up', {
	placeholder: 'e.g. 1749478200.123456',
	hint: 'The field "id" of List Transcriptions',
});

export const searchOptions: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	description: 'Where to search if the ID has no date',
	options: [
		{
			displayName: 'Search From',
			name: 'searchFrom',
			type: 'dateTime',
			default: '',
			description: 'Look for calls that began at this time or later',
		},
		{
			displayName: 'Search To',
			name: 'searchTo',
			type: 'dateTime',
			default: '',
			description: 'Look for calls that began at this time or earlier',
		},
	],
};

/** The call of `linkedId`. @throws NodeOperationError when none is chosen, ServiceError when it is not found */
export async function readCall(
	context: IExecuteFunctions,
	itemIndex: number,
	{ findCall }: CytracomConnection,
): Promise<FoundCall> {
	const linkedId = readCallIds(context, 'linkedId', itemIndex).join(',');
	const { call, searched } = await findCall(linkedId, readSearchRange(context, itemIndex));
	if (!call) throw notFound(linkedId, searched);
	return call;
}

/** The range of the options; one end alone reaches a day from there. Null where neither is set. */
function readSearchRange(context: IExecuteFunctions, itemIndex: number): TimeRange | null {
	const options = context.getNodeParameter('options', itemIndex, {}) as Record<string, unknown>;
	const read = (name: string, label: string): number | null => {
		const value = options[name];
		if (value === undefined || value === null) return null;
		if (typeof value === 'string' && value.trim() === '') return null;
		const moment = momentOf(value, context.getTimezone());
		if (moment !== null) return moment;
		throw new NodeOperationError(context.getNode(), `${label} cannot be read as a date.`, {
			description: 'Choose a date, or use an expression that gives one.',
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
