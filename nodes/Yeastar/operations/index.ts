import type { Resource } from '../../shared/operations/operation';
import type { YeastarConnection } from '../api/connection';
import { getCall } from './getCall';
import { getContext } from './getContext';
import { getHealth } from './getHealth';
import { getSummary } from './getSummary';
import { getTranscriptFile } from './getTranscriptFile';
import { listExtensions } from './listExtensions';
import { listTranscriptions } from './listTranscriptions';

export const resources: Resource<YeastarConnection>[] = [
	{
		name: 'Extension',
		value: 'extension',
		defaultOperation: 'list',
		operations: [listExtensions],
	},
	{ name: 'System', value: 'system', defaultOperation: 'getHealth', operations: [getHealth] },
	{
		name: 'Transcription',
		value: 'transcription',
		defaultOperation: 'list',
		operations: [getCall, getContext, getSummary, getTranscriptFile, listTranscriptions],
	},
];
