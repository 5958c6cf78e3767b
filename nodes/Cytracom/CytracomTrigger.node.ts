import type {
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
	IPollFunctions,
} from 'n8n-workflow';

import { describeTrigger, triggerSubtitle } from '../shared/trigger/describeTrigger';
import { pollCalls } from '../shared/trigger/trigger';
import { cytracomVendor } from './api/source';
import { callFilters } from './parameters';

export class CytracomTrigger implements INodeType {
	description: INodeTypeDescription = {
		...describeTrigger({
			service: 'Cytracom',
			action: 'cytracom',
			description: 'Starts the workflow when a Cytracom call is transcribed or summarized',
			credential: 'cytracomApi',
			filters: callFilters,
			maxInitialLookbackHours: cytracomVendor.maxInitialLookbackHours,
		}),
		icon: { light: 'file:cytracom.svg', dark: 'file:cytracom.dark.svg' },
		version: 1,
		subtitle: triggerSubtitle,
	};

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		return await pollCalls.call(this, cytracomVendor);
	}
}
