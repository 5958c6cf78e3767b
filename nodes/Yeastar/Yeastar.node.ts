import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';

import { describeNode, subtitleOf } from '../shared/operations/describeNode';
import { runOperations } from '../shared/operations/runOperations';
import { open } from './api/connection';
import { searchCalls, searchExtensions } from './listSearch';
import { resources } from './operations';

export class Yeastar implements INodeType {
	description: INodeTypeDescription = {
		...describeNode({
			displayName: 'Yeastar',
			name: 'yeastar',
			description: 'Get AI call transcripts and summaries from a Yeastar P-Series phone system',
			credential: 'yeastarApi',
			resources,
			defaultResource: 'transcription',
		}),
		icon: { light: 'file:yeastar.svg', dark: 'file:yeastar.dark.svg' },
		version: 1,
		subtitle: subtitleOf(resources),
		usableAsTool: true,
	};

	methods = { listSearch: { searchCalls, searchExtensions } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runOperations(this, resources, open);
	}
}
