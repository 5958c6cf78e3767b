import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { runOperations } from '../shared/operations/operation';
import { shownWith } from '../shared/parameters';
import { searchCalls } from './listSearch';
import { getContext } from './operations/getContext';
import { getHealth } from './operations/getHealth';
import { getSummary } from './operations/getSummary';
import { listTranscriptions } from './operations/listTranscriptions';

const operations = {
	system: { getHealth },
	transcription: { list: listTranscriptions, getContext, getSummary },
};

export class Cytracom implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Cytracom',
		name: 'cytracom',
		icon: { light: 'file:cytracom.svg', dark: 'file:cytracom.dark.svg' },
		group: ['input'],
		version: 1,
		subtitle:
			'={{ ({ list: "List", getContext: "Get Context", getSummary: "Get Summary", getHealth: "Get Health" })[$parameter["operation"]] }}',
		description: 'Get AI call transcripts and summaries from a Cytracom phone system',
		defaults: { name: 'Cytracom' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: true,
		credentials: [{ name: 'cytracomApi', required: true }],
		properties: [
			{
				displayName: 'Resource',
				name: 'resource',
				type: 'options',
				noDataExpression: true,
				options: [
					{ name: 'System', value: 'system' },
					{ name: 'Transcription', value: 'transcription' },
				],
				default: 'transcription',
			},
			{
				displayName: 'Operation',
				name: 'operation',
				type: 'options',
				noDataExpression: true,
				displayOptions: { show: { resource: ['transcription'] } },
				options: [
					{
						name: 'Get Context',
						value: 'getContext',
						description: 'Get what was said in a call',
						action: 'Get the transcript of a call',
					},
					{
						name: 'Get Summary',
						value: 'getSummary',
						description: 'Get what the AI wrote about a call',
						action: 'Get the summary of a call',
					},
					{
						name: 'List Transcriptions',
						value: 'list',
						description: 'Get many calls with their transcripts and summaries',
						action: 'Get many transcriptions',
					},
				],
				default: 'list',
			},
			{
				displayName: 'Operation',
				name: 'operation',
				type: 'options',
				noDataExpression: true,
				displayOptions: { show: { resource: ['system'] } },
				options: [
					{
						name: 'Get Health',
						value: 'getHealth',
						description:
							'Get what a support person asks first, such as versions and the newest transcript',
						action: 'Get the health of the phone system',
					},
				],
				default: 'getHealth',
			},
			...Object.entries(operations).flatMap(([resource, its]) =>
				Object.entries(its).flatMap(([operation, { parameters }]) =>
					shownWith(resource, operation, parameters),
				),
			),
		],
	};

	methods = { listSearch: { searchCalls } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runOperations(this, operations);
	}
}
