import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { momentOf } from '../shared/operations/dateRange';
import type { FoundCall } from '../shared/found';
import type { Interval } from '../shared/interval';
import type { Memo } from '../shared/operations/operation';
import { findCall, notFound } from './api/findCall';

/** Values of the collection `filters`. */
export interface CallFilters {
	caller?: string;
	callee?: string;
	status?: string;
	sentiment?: string;
}

/** Filters by what Cytracom writes about a call; the action node and the trigger have them. */
export const callFilters: INodeProperties[] = [
	{
		displayName: 'Callee',
		name: 'callee',
		type: 'string',
		default: '',
		placeholder: 'e.g. +15125550200',
		description: 'Number that was called, exactly as in the field "to" of an item',
	},
	{
		displayName: 'Caller',
		name: 'caller',
		type: 'string',
		default: '',
		placeholder: 'e.g. +15125550100',
		description: 'Number that called, exactly as in the field "from" of an item',
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
];

export const linkedIdParameter: INodeProperties = {
	displayName: 'Call',
	name: 'linkedId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The call to look up',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a recent call…',
			typeOptions: { searchListMethod: 'searchCalls', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 1749478200.123456',
			hint: 'The field "id" of List Transcriptions',
		},
	],
};

export const searchOptions: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	description: 'Where to look for a call whose ID does not tell when it was',
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
	memo: Memo,
): Promise<FoundCall> {
	const value = context.getNodeParameter('linkedId', itemIndex, '', {
		extractValue: true,
	}) as string | number | null;
	const linkedId = String(value ?? '').trim();
	if (linkedId === '') {
		throw new NodeOperationError(context.getNode(), 'No call is chosen.', {
			description:
				'Choose a call from the list, or enter its ID: the field "id" of List Transcriptions.',
			itemIndex,
		});
	}
	const range = readSearchRange(context, itemIndex);
	const { call, searched } = await findCall(context, linkedId, range, memo);
	if (!call) throw notFound(linkedId, searched);
	return call;
}

/** The range of the options; one end alone reaches a day from there. Null where neither is set. */
function readSearchRange(context: IExecuteFunctions, itemIndex: number): Interval | null {
	const options = context.getNodeParameter('options', itemIndex, {}) as Record<string, unknown>;
	const read = (name: string, label: string): number | null => {
		const value = options[name];
		if (value === undefined || value === null || value === '') return null;
		const moment = momentOf(value, context.getTimezone());
		if (moment !== null) return moment;
		throw new NodeOperationError(context.getNode(), `${label} cannot be read as a date.`, {
			description: 'Choose a date, or use an expression that gives one.',
			itemIndex,
		});
	};
	const from = read('searchFrom', 'Search From');
	const to = read('searchTo', 'Search To');
	if (from === null && to === null) return null;
	const range = { from: from ?? to! - DAY_MS, to: to ?? from! + DAY_MS };
	if (range.from <= range.to) return range;
	throw new NodeOperationError(context.getNode(), 'Search To is before Search From.', {
		description: 'Swap the two.',
		itemIndex,
	});
}

const DAY_MS = 24 * 60 * 60_000;
