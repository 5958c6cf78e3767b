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
import { cytracomVendor } from './api/source';
import { callFilters } from './parameters';

export class CytracomTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Cytracom Trigger',
		name: 'cytracomTrigger',
		icon: { light: 'file:cytracom.svg', dark: 'file:cytracom.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{ $parameter["event"] === "newSummary" ? "New Summary" : "New Transcription" }}',
		description: 'Starts the workflow when a Cytracom phone system has transcribed a call',
		defaults: { name: 'Cytracom Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'cytracomApi', required: true }],
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
						displayName: 'Min Duration Seconds',
						name: 'minDurationSeconds',
						type: 'number',
						typeOptions: { minValue: 0 },
						default: 10,
						description: 'Leave out calls that lasted less than so many seconds',
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
				options: lookbackOptions(cytracomVendor.maxInitialLookbackHours),
			},
		],
	};

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		return await pollCalls.call(this, cytracomVendor);
	}
}
