import type {
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
	IPollFunctions,
} from 'n8n-workflow';

import { describeTrigger, triggerSubtitle } from '../shared/trigger/describeTrigger';
import { pollCalls } from '../shared/trigger/trigger';
import { yeastarVendor } from './api/source';
import { callFilters, speakerNamesOption } from './parameters';

export class YeastarTrigger implements INodeType {
	description: INodeTypeDescription = {
		...describeTrigger({
			service: 'Yeastar',
			action: 'yeastar',
			description: 'Starts the workflow when a Yeastar P-Series call is transcribed or summarized',
			credential: 'yeastarApi',
			filters: callFilters,
			options: [speakerNamesOption],
			maxInitialLookbackHours: yeastarVendor.maxInitialLookbackHours,
		}),
		icon: { light: 'file:yeastar.svg', dark: 'file:yeastar.dark.svg' },
		version: 1,
		subtitle: triggerSubtitle,
	};

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		return await pollCalls.call(this, yeastarVendor);
	}
}
