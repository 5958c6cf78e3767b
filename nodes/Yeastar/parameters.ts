import type {
	IExecuteFunctions,
	INodeParameterResourceLocator,
	INodeProperties,
} from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { callFilterOptions, callParameter, textOf } from '../shared/operations/parameters';

/** Filters by what the PBX writes about a call; the action node and the trigger have them. */
export const callFilters = callFilterOptions([
	{
		displayName: 'Call From',
		name: 'callFrom',
		type: 'string',
		default: '',
		placeholder: 'e.g. 3200',
		description: 'Number of the caller, however it is written',
	},
	{
		displayName: 'Call To',
		name: 'callTo',
		type: 'string',
		default: '',
		placeholder: 'e.g. 7000',
		description: 'Number of the callee, however it is written',
	},
	{
		displayName: 'Call Type',
		name: 'callType',
		type: 'options',
		options: [
			{ name: 'Inbound', value: 'Inbound' },
			{ name: 'Internal', value: 'Internal' },
			{ name: 'Outbound', value: 'Outbound' },
		],
		default: 'Inbound',
		description: 'Whether the call came from outside, went outside or stayed inside',
	},
	{
		displayName: 'Last Status',
		name: 'lastStatus',
		type: 'options',
		options: [
			{ name: 'Abandoned', value: 'ABANDONED' },
			{ name: 'Answered', value: 'ANSWERED' },
			{ name: 'Busy', value: 'BUSY' },
			{ name: 'Failed', value: 'FAILED' },
			{ name: 'No Answer', value: 'NO ANSWER' },
			{ name: 'Voicemail', value: 'VOICEMAIL' },
		],
		default: 'ANSWERED',
		description: 'How the call ended',
	},
	{
		displayName: 'Min Talk Seconds',
		name: 'minTalkSeconds',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 10,
		description: 'Skip calls in which people talked for less than this many seconds',
	},
]);

export const speakerNamesOption: INodeProperties = {
	displayName: 'Include Speaker Names',
	name: 'includeSpeakerNames',
	type: 'boolean',
	default: true,
	description:
		'Whether to write names instead of numbers into the transcript, at one more request for each call',
};

export const legIdParameter = callParameter('legId', 'The call leg to look up', {
	placeholder: 'e.g. 20260509214921-8AA6D',
	hint: 'The field "id" of List Transcriptions. Several IDs, separated by commas, return one item each.',
});

export const extensionParameter: INodeProperties = {
	displayName: 'Extension',
	name: 'extension',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The extension whose summary you want',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select an extension…',
			typeOptions: { searchListMethod: 'searchExtensions', searchable: true },
		},
		{ displayName: 'By Number', name: 'number', type: 'string', placeholder: 'e.g. 3202' },
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 60',
			hint: 'The field "id" of the resource Extension, not the number that people dial',
		},
	],
};

/** An extension by its number, or by the ID that the PBX has for it. */
export interface ChosenExtension {
	by: 'number' | 'id';
	value: string;
}

/** @throws NodeOperationError when none is chosen */
export function readExtension(context: IExecuteFunctions, itemIndex: number): ChosenExtension {
	const chosen = context.getNodeParameter('extension', itemIndex, '') as
		INodeParameterResourceLocator | string | number | null;
	// an expression may give the bare number
	const { mode, value } =
		typeof chosen === 'object' && chosen !== null ? chosen : { mode: 'number', value: chosen };
	const text = textOf(value);
	if (text !== '') return { by: mode === 'id' ? 'id' : 'number', value: text };
	throw new NodeOperationError(context.getNode(), 'No extension is chosen.', {
		description: 'Choose it from the list, or enter the number that people dial.',
		itemIndex,
	});
}
