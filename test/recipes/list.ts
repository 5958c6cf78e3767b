import type { INodeParameters } from 'n8n-workflow';
import type { Vendor } from '../e2e/harness/examples';
import type { Call } from './calls';
import type { Service } from './services/service';
import { autotask } from './services/autotask';
import { connectWise } from './services/connectWise';
import { dataTable } from './services/dataTable';
import { googleDrive } from './services/googleDrive';
import { googleSheets } from './services/googleSheets';
import { haloPsa } from './services/haloPsa';
import { hubSpot } from './services/hubSpot';
import { mail } from './services/mail';
import { microsoftTeams } from './services/microsoftTeams';
import { openAi } from './services/openAi';
import { pipedrive } from './services/pipedrive';
import { salesforce } from './services/salesforce';
import { slack } from './services/slack';
import { todoist } from './services/todoist';
import { zohoCrm } from './services/zohoCrm';

/** A file of `examples/`, and what must come of it. */
export interface Recipe {
	file: string;
	service: () => Service | Promise<Service>;
	/** Both when left out. */
	vendors?: Vendor[];
	/** How many things are written for a call. */
	writes: (call: Call) => number;
	/** What a user chooses in the nodes, in addition to credentials: parameters by the node's name. */
	choices?: Record<string, INodeParameters>;
}

/** What is chosen from a list of n8n's. */
const chosen = (value: string) => ({ __rl: true, mode: 'list', value });

/** What is typed into an *Edit Fields* node. */
const settings = (values: Record<string, string>) => ({
	assignments: {
		assignments: Object.entries(values).map(([name, value]) => ({
			id: name,
			name,
			value,
			type: 'string',
		})),
	},
});

const one = () => 1;
const oneWithCustomer = ({ customerNumber }: Call) => (customerNumber === null ? 0 : 1);

export const RECIPES: Recipe[] = [
	{ file: 'new-call-to-slack', service: slack, writes: one },
	{
		file: 'new-call-to-microsoft-teams',
		service: microsoftTeams,
		writes: one,
		choices: {
			'Send to Teams': {
				teamId: chosen('00000000-0000-0000-0000-000000000001'),
				channelId: chosen('19:simulated@thread.tacv2'),
			},
		},
	},
	{ file: 'new-call-to-hubspot', service: hubSpot, writes: oneWithCustomer },
	{ file: 'new-call-to-pipedrive', service: pipedrive, writes: oneWithCustomer },
	{ file: 'new-call-to-salesforce', service: salesforce, writes: oneWithCustomer },
	{ file: 'new-call-to-zoho-crm', service: zohoCrm, writes: oneWithCustomer },
	{
		file: 'new-call-to-halopsa',
		service: haloPsa,
		writes: oneWithCustomer,
		choices: { Settings: settings({ halo: 'https://simulated.halopsa.com', ticketType: '1' }) },
	},
	{ file: 'new-call-to-connectwise', service: connectWise, writes: oneWithCustomer },
	{ file: 'new-call-to-autotask', service: autotask, writes: oneWithCustomer },
	{
		file: 'new-call-to-google-sheets',
		service: googleSheets,
		writes: one,
		choices: { 'Write Row': { documentId: chosen('1SimulatedSheet') } },
	},
	{ file: 'new-call-to-data-table', service: dataTable('Phone Calls'), writes: one },
	{
		file: 'follow-ups-to-todoist',
		service: todoist,
		writes: ({ followUps }) => followUps.length,
		choices: { 'Add Task': { project: chosen('2203306141') } },
	},
	{
		file: 'unhappy-customer-to-slack',
		service: slack,
		writes: ({ sentiment }) => (sentiment === 'negative' ? 1 : 0),
		vendors: ['cytracom'],
	},
	{ file: 'daily-digest-by-email', service: mail, writes: one },
	{ file: 'new-transcript-to-google-drive', service: googleDrive, writes: one },
	{ file: 'ask-your-calls', service: openAi, writes: one },
];
