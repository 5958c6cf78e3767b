import type {
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
	IPollFunctions,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { simplifyParameter } from '../shared/parameters';
import { pollCalls } from '../shared/trigger/trigger';
import { eventParameter, lookbackOptions } from '../shared/trigger/triggerParameters';
import { yeastarVendor } from './api/source';
import { callFilters } from './parameters';

export class YeastarTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Yeastar Trigger',
		name: 'yeastarTrigger',
		icon: { light: 'file:yeastar.svg', dark: 'file:yeastar.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{ $parameter["event"] === "newSummary" ? "New Summary" : "New Transcription" }}',
		description: 'Starts the workflow when a Yeastar P-Series phone system has transcribed a call',
		defaults: { name: 'Yeastar Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'yeastarApi', required: true }],
		properties: [
			eventParameter,
			{
				displayName: 'Filters',
				name: 'filters',
				type: 'collection',
				placeholder: 'Add Filter',
				default: {},
				options: [
					...callFilters,
					{
						displayName: 'Min Talk Seconds',
						name: 'minTalkSeconds',
						type: 'number',
						typeOptions: { minValue: 0 },
						default: 10,
						description: 'Leave out calls in which people talked for less than so many seconds',
					},
				],
			},
			simplifyParameter,
			{
				displayName: 'Options',
				name: 'options',
				type: 'collection',
				placeholder: 'Add Option',
				default: {},
				options: [
					{
						displayName: 'Include Speaker Names',
						name: 'includeSpeakerNames',
						type: 'boolean',
						default: true,
						description:
							'Whether to write names instead of numbers into the transcript, at one more request for each call',
					},
					...lookbackOptions(yeastarVendor.maxInitialLookbackHours),
				],
			},
		],
	};

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		return await pollCalls.call(this, yeastarVendor);
	}
}
