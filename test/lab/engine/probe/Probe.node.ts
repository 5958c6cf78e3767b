import type {
	IExecuteFunctions,
	IHttpRequestOptions,
	ILoadOptionsFunctions,
	INodeExecutionData,
	INodeListSearchResult,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';

/** What a test makes the probe do for each item: it answers with the `json` of one item. */
export type ProbeTask = (this: IExecuteFunctions, itemIndex: number) => Promise<object>;

export const probeTask: { run: ProbeTask } = { run: request };

/** An action node: asks the server for `path` and returns its answer, paired. */
export class Probe implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Probe',
		name: 'probe',
		group: ['transform'],
		version: 1,
		description: 'Probes the engine',
		defaults: { name: 'Probe' },
		inputs: ['main'],
		outputs: ['main'],
		credentials: [{ name: 'probeApi', required: true }],
		properties: [
			{ displayName: 'Path', name: 'path', type: 'string', default: '/default' },
			{
				displayName: 'Since',
				name: 'since',
				type: 'dateTime',
				default: '={{ $now.minus({ days: 1 }) }}',
			},
			{
				displayName: 'Call',
				name: 'call',
				type: 'resourceLocator',
				default: { mode: 'list', value: '' },
				modes: [
					{
						displayName: 'From List',
						name: 'list',
						type: 'list',
						typeOptions: { searchListMethod: 'searchCalls' },
					},
					{ displayName: 'By ID', name: 'id', type: 'string' },
				],
			},
			{
				displayName: 'Options',
				name: 'options',
				type: 'collection',
				default: {},
				options: [{ displayName: 'Limit', name: 'limit', type: 'number', default: 50 }],
			},
		],
	};

	methods = {
		listSearch: {
			async searchCalls(
				this: ILoadOptionsFunctions,
				filter?: string,
				paginationToken?: string,
			): Promise<INodeListSearchResult> {
				const { baseUrl } = await this.getCredentials('probeApi');
				const url = `${baseUrl as string}/calls`;
				const qs = { filter, from: paginationToken, path: this.getNodeParameter('path') };
				const answer: unknown = await this.helpers.httpRequestWithAuthentication.call(
					this,
					'probeApi',
					{ url, qs },
				);
				return {
					results: [{ name: JSON.stringify(answer), value: 1 }],
					paginationToken: 2,
				} as never;
			},
		},
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const output: INodeExecutionData[] = [];
		for (const itemIndex of this.getInputData().keys()) {
			const pairedItem = { item: itemIndex };
			try {
				output.push({ json: { ...(await probeTask.run.call(this, itemIndex)) }, pairedItem });
			} catch (error) {
				if (!this.continueOnFail()) throw error;
				output.push({ json: { error: (error as Error).message }, pairedItem });
			}
		}
		return [output];
	}
}

async function request(this: IExecuteFunctions, itemIndex: number): Promise<object> {
	return (await ask(this, { url: this.getNodeParameter('path', itemIndex) as string })) as object;
}

/** A request with the credential; `url` is relative to its address. */
export async function ask(
	context: IExecuteFunctions,
	options: IHttpRequestOptions,
): Promise<unknown> {
	const { baseUrl } = await context.getCredentials('probeApi');
	const baseURL = baseUrl as string;
	return (await context.helpers.httpRequestWithAuthentication.call(context, 'probeApi', {
		baseURL,
		...options,
	})) as unknown;
}
