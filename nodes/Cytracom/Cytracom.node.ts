import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';

import { describeNode, subtitleOf } from '../shared/operations/describeNode';
import { runOperations } from '../shared/operations/runOperations';
import { open } from './api/connection';
import { searchCalls } from './listSearch';
import { resources } from './operations';

export class Cytracom implements INodeType {
	description: INodeTypeDescription = {
		...describeNode({
			displayName: 'Cytracom',
			name: 'cytracom',
			description: 'Get AI call transcripts and summaries from a Cytracom phone system',
			credential: 'cytracomApi',
			resources,
			defaultResource: 'transcription',
		}),
		icon: { light: 'file:cytracom.svg', dark: 'file:cytracom.dark.svg' },
		version: 1,
		subtitle: subtitleOf(resources),
		usableAsTool: true,
	};

	methods = { listSearch: { searchCalls } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runOperations(this, resources, open);
	}
}
