import type { INodeProperties } from 'n8n-workflow';

/** Parameters shared by both triggers, so that they look and mean the same. */
export const eventParameter: INodeProperties = {
	displayName: 'Event',
	name: 'event',
	type: 'options',
	noDataExpression: true,
	options: [
		{
			name: 'New Summary',
			value: 'newSummary',
			description: 'When the AI summary of a call is ready',
		},
		{
			name: 'New Transcription',
			value: 'newTranscription',
			description: 'When the transcript of a call is ready',
		},
	],
	default: 'newTranscription',
	builderHint: {
		propertyHint:
			'Use newSummary if the workflow reads summary or followUps; newTranscription if it only needs the transcript.',
	},
};

/** @param maxInitialHours how far back the vendor has calls */
export const lookbackOptions = (maxInitialHours: number): INodeProperties[] => [
	{
		displayName: 'Initial Lookback Hours',
		name: 'initialLookbackHours',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: maxInitialHours },
		default: 0,
		builderHint: {
			propertyHint: 'Keep 0 unless calls from before the workflow was published are wanted, too.',
		},
		description:
			'Hours of past calls to return when the workflow is first turned on. 0 returns only calls from then on.',
	},
	{
		displayName: 'Lookback Hours',
		name: 'lookbackHours',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 168 },
		default: 24,
		description:
			'Hours after a call began within which its transcript or summary is still picked up',
	},
];
