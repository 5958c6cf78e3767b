import type { INodeProperties } from 'n8n-workflow';

/** Parameters that both triggers have, so that they look and mean the same. */
export const eventParameter: INodeProperties = {
	displayName: 'Event',
	name: 'event',
	type: 'options',
	noDataExpression: true,
	options: [
		{
			name: 'New Summary',
			value: 'newSummary',
			description: 'When the AI has written the summary of a call',
		},
		{
			name: 'New Transcription',
			value: 'newTranscription',
			description: 'When the transcript of a call is there',
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
			'How many hours of earlier calls to give when the workflow is switched on for the first time. 0 gives only calls from then on.',
	},
	{
		displayName: 'Lookback Hours',
		name: 'lookbackHours',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 168 },
		default: 24,
		description:
			'How late a transcript may come: it is still caught up to so many hours after its call began',
	},
];
