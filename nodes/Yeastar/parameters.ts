import type {
	IExecuteFunctions,
	INodeParameterResourceLocator,
	INodeProperties,
} from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import type { FoundCall } from '../shared/found';
import { eachCall } from '../shared/operations/eachCall';
import { callFilterOptions, callParameter, textOf } from '../shared/operations/parameters';
import type { YeastarConnection } from './api/connection';
import type { ChosenExtension } from './api/extensions';
import { notFound } from './api/findCall';
import { withNames } from './api/speakerNames';

/** Filters by the PBX's fields, for the action node and the trigger. */
export const callFilters = callFilterOptions([
	{
		displayName: 'From',
		name: 'callFrom',
		type: 'string',
		default: '',
		placeholder: 'e.g. 3200',
		description: 'Number that made the call, in any format',
	},
	{
		displayName: 'To',
		name: 'callTo',
		type: 'string',
		default: '',
		placeholder: 'e.g. 7000',
		description: 'Number that was called, in any format',
	},
	{
		displayName: 'Direction',
		name: 'callType',
		type: 'options',
		options: [
			{ name: 'Inbound', value: 'Inbound' },
			{ name: 'Internal', value: 'Internal' },
			{ name: 'Outbound', value: 'Outbound' },
		],
		default: 'Inbound',
		description: 'Only calls in this direction. Internal calls stay between extensions.',
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
		description: 'Skip calls with less talk time than this many seconds',
	},
]);

export const speakerNamesOption: INodeProperties = {
	displayName: 'Include Speaker Names',
	name: 'includeSpeakerNames',
	type: 'boolean',
	default: true,
	description:
		'Whether to show speaker names instead of numbers in the transcript, which takes one more request per call',
};

export const legIdParameter = callParameter('legId', 'The call to look up', {
	placeholder: 'e.g. 20260509214921-8AA6D',
	hint: 'The "id" field from List Transcriptions. Separate several IDs with commas to get one item for each.',
});

/**
 * The output for each call leg of `legId`, in the order asked.
 *
 * @param wantsNames whether to add speaker names, at the cost of one more request
 * @throws NodeOperationError when none is selected, ServiceError when one is not found
 */
export async function eachFoundCall(
	context: IExecuteFunctions,
	itemIndex: number,
	{ memo, findCall, readTranscript }: YeastarConnection,
	give: (call: FoundCall) => object | Promise<object>,
	wantsNames = true,
): Promise<object[]> {
	return await eachCall(context, 'legId', itemIndex, async (legId) => {
		const { call, searched } = await findCall(legId);
		if (!call) throw notFound(legId, searched);
		if (!wantsNames || !call.hasTranscript) return await give(call);
		const ask = async () => await readTranscript(legId);
		return await give(withNames(call, (await memo(`transcript ${legId}`, ask)).turns));
	});
}

const withParty = (...parties: string[]): INodeProperties['displayOptions'] => ({
	show: { party: parties },
});

export const extensionParameters: INodeProperties[] = [
	{
		// n8n does not save defaults: in 0.1.0 the default Party was Callee, so those workflows have an extension and no party
		displayName: 'Extension',
		name: 'extension',
		type: 'hidden',
		default: '',
		description: 'Extension to try first, as the callee, in workflows built with version 0.1.0',
		displayOptions: withParty('any'),
	},
	{
		displayName: 'Extension',
		name: 'extension',
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		required: true,
		description: 'The extension whose summary to get',
		displayOptions: withParty('callee', 'caller'),
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
				hint: 'The "id" field from List Extensions, not the number that people dial',
			},
		],
	},
];

/** The extension saved in the node, whether shown or not; null if there is none. */
export function readKeptExtension(
	context: IExecuteFunctions,
	itemIndex: number,
): ChosenExtension | null {
	const chosen = context.getNodeParameter('extension', itemIndex, '') as
		INodeParameterResourceLocator | string | number | null;
	// an expression may return just the number
	const { mode, value } =
		typeof chosen === 'object' && chosen !== null ? chosen : { mode: 'number', value: chosen };
	const text = textOf(value);
	return text === '' ? null : { by: mode === 'id' ? 'id' : 'number', value: text };
}

/** @throws NodeOperationError when none is selected */
export function readExtension(context: IExecuteFunctions, itemIndex: number): ChosenExtension {
	const chosen = readKeptExtension(context, itemIndex);
	if (chosen) return chosen;
	throw new NodeOperationError(context.getNode(), 'No extension selected.', {
		description: 'Select one from the list, or enter the number that people dial.',
		itemIndex,
	});
}
