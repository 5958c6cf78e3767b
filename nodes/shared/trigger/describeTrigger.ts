import type { INodeProperties, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { filtersParameter, simplifyParameter } from '../operations/parameters';
import { recordOptions } from '../operations/recordOptions';
import { eventParameter, lookbackOptions } from './triggerParameters';

interface TriggerFacts {
	displayName: string;
	name: string;
	description: string;
	credential: string;
	filters: INodeProperties[];
	/** Options that only this vendor's trigger has. */
	options?: INodeProperties[];
	maxInitialLookbackHours: number;
}

/** The description of a polling trigger. */
export const describeTrigger = ({
	displayName,
	name,
	description,
	credential,
	filters,
	options = [],
	maxInitialLookbackHours,
}: TriggerFacts): Omit<INodeTypeDescription, 'icon' | 'subtitle' | 'version'> => ({
	displayName,
	name,
	group: ['trigger'],
	description,
	defaults: { name: displayName },
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
