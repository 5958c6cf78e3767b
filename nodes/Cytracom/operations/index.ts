import type { Resource } from '../../shared/operations/operation';
import type { CytracomConnection } from '../api/connection';
import { getCall } from './getCall';
import { getContext } from './getContext';
import { getHealth } from './getHealth';
import { getSummary } from './getSummary';
import { getTranscriptFile } from './getTranscriptFile';
import { listTranscriptions } from './listTranscriptions';

export const resources: Resource<CytracomConnection>[] = [
	{ name: 'System', value: 'system', defaultOperation: 'getHealth', operations: [getHealth] },
	{
		name: 'Transcription',
		value: 'transcription',
		defaultOperation: 'list',
		operations: [getCall, getContext, getSummary, getTranscriptFile, listTranscriptions],
	},
];
