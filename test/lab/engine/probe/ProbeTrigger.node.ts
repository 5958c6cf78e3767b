import type {
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
	IPollFunctions,
} from 'n8n-workflow';

/** What a test makes the next poll do. */
export type ProbePoll = (this: IPollFunctions) => Promise<INodeExecutionData[][] | null>;

export const probePoll: { run: ProbePoll } = { run: async () => await Promise.resolve(null) };

export class ProbeTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Probe Trigger',
		name: 'probeTrigger',
		group: ['trigger'],
		version: 1,
		description: 'Probes polling',
		defaults: { name: 'Probe Trigger' },
		polling: true,
		inputs: [],
		outputs: ['main'],
		credentials: [{ name: 'probeApi', required: true }],
		properties: [{ displayName: 'Event', name: 'event', type: 'string', default: 'new' }],
	};

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		return await probePoll.run.call(this);
	}
}
