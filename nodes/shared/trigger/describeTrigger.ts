import type { INodeProperties, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { triggerBuilderHint } from '../builderHints';
import { filtersParameter, simplifyParameter } from '../operations/parameters';
import { recordOptions } from '../operations/recordOptions';
import { eventParameter, lookbackOptions } from './triggerParameters';
import { triggerTexts } from './triggerTexts';

interface TriggerFacts {
	/** The action node of the same phone system: its name as people read it, and as n8n knows it. */
	service: string;
	action: string;
	description: string;
	credential: string;
	filters: INodeProperties[];
	/** Options that only this vendor's trigger has. */
	options?: INodeProperties[];
	maxInitialLookbackHours: number;
}

/** The description of a polling trigger. */
export const describeTrigger = ({
	service,
	action,
	description,
	credential,
	filters,
	options = [],
	maxInitialLookbackHours,
}: TriggerFacts): Omit<INodeTypeDescription, 'icon' | 'subtitle' | 'version'> => ({
	displayName: `${service} Trigger`,
	name: `${action}Trigger`,
	group: ['trigger'],
	description,
	defaults: { name: `${service} Trigger` },
	...triggerTexts(service),
	builderHint: triggerBuilderHint(action, service),
	polling: true,
	inputs: [],
	outputs: [NodeConnectionTypes.Main],
	credentials: [{ name: credential, required: true }],
	properties: [
		eventParameter,
		filtersParameter(filters),
		simplifyParameter,
		recordOptions([...options, ...lookbackOptions(maxInitialLookbackHours)]),
	],
});

/** What the canvas shows below the node. */
export const triggerSubtitle =
	'={{ $parameter["event"] === "newSummary" ? "New Summary" : "New Transcription" }}';
