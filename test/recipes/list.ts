import type { INodeParameters } from 'n8n-workflow';
import type { Call } from './calls';
import type { Service } from './services/service';
import { googleSheets } from './services/googleSheets';
import { hubSpot } from './services/hubSpot';
import { slack } from './services/slack';

/** A file of `examples/`, and what must come of it. */
export interface Recipe {
	file: string;
	service: () => Service;
	/** How many things are written for a call. */
	writes: (call: Call) => number;
	/** What a user chooses in the nodes, beside credentials: parameters by the node's name. */
	choices?: Record<string, INodeParameters>;
}

/** What is chosen from a list of n8n's. */
const chosen = (value: string) => ({ __rl: true, mode: 'list', value });

const one = () => 1;
const oneWithCustomer = ({ customerNumber }: Call) => (customerNumber === null ? 0 : 1);

export const RECIPES: Recipe[] = [
	{ file: 'new-call-to-slack', service: slack, writes: one },
	{ file: 'new-call-to-hubspot', service: hubSpot, writes: oneWithCustomer },
	{
		file: 'new-call-to-google-sheets',
		service: googleSheets,
		writes: one,
		choices: { 'Write Row': { documentId: chosen('1SimulatedSheet') } },
	},
];
