import type { INodeProperties, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { filtersParameter, optionsParameter, simplifyParameter } from '../operations/parameters';
import { eventParameter, lookbackOptions } from './triggerParameters';

interface TriggerFacts {
	displayName: string;
	name: string;
	description: string;
	credential: string;
	filters: INodeProperties[];
	/** What only this vendor's trigger has, in alphabetical order before the lookback's. */
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
		optionsParameter([...options, ...lookbackOptions(maxInitialLookbackHours)]),
	],
});

/** What the canvas shows below the node. */
export const triggerSubtitle =
	'={{ $parameter["event"] === "newSummary" ? "New Summary" : "New Transcription" }}';
