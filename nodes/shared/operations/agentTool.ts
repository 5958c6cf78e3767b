import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';

/*
 * The nodes as tools of an AI agent, or of an MCP server: a model chooses the operation by its description, fills in
 * parameters by their names, and pays for each character of the answer.
 */

/** Whether the node is such a tool: n8n gives these a type of their own, which ends so. */
export const isTool = (context: Pick<IExecuteFunctions, 'getNode'>): boolean =>
	context.getNode().type.endsWith('Tool');

/** A parameter that only tools have, or only other nodes. */
export const inTools = (shown: boolean, parameter: INodeProperties): INodeProperties => ({
	...parameter,
	displayOptions: {
		...parameter.displayOptions,
		show: { ...parameter.displayOptions?.show, '@tool': [shown] },
	},
});

/**
 * What the model reads before it chooses the tool; the user may rewrite it. In place of n8n's own, which is made of the
 * operation's name alone.
 */
export const toolDescriptionParameter = (text: string): INodeProperties =>
	inTools(true, {
		displayName: 'Tool Description',
		name: 'toolDescription',
		type: 'string',
		typeOptions: { rows: 4 },
		default: text,
		required: true,
		description: 'What the AI model reads to decide when and how to use this tool',
	});

/** Nobody sees the hints of a tool: the model gets them as its answer's last item. */
export const noteItems = (notes: string[]): INodeExecutionData[] =>
	notes.length === 0 ? [] : [{ json: { note: notes.join('\n') }, pairedItem: { item: 0 } }];

const BY_ID = 'Needs the call ID: the field "id" of a listed call.';
const IN_PARTS =
	'A long transcript comes in parts: ask for the next one with Transcript Part 2, 3 and so on.';

/** What each operation says of itself to a model, for both vendors. */
export const toolDescriptions = {
	list: 'Finds phone calls in a time range, newest first: ID, start, direction, numbers, names, length and AI summary, without transcripts. Start Time and End Time are in ISO 8601. Search matches words in the transcript or summary. To list older calls, set End Time to the start of the last call listed.',
	get: `Gets a phone call: who called whom, when, the AI summary and what was said. ${BY_ID} ${IN_PARTS}`,
	getContext: `Gets what was said in a phone call, word for word, with speakers. ${BY_ID} ${IN_PARTS}`,
	getSummary: `Gets the AI summary of a phone call, without the transcript. ${BY_ID}`,
	download: `Saves a call's transcript as a file for later steps. You cannot read the file: to read a transcript, get the call. ${BY_ID}`,
	getHealth:
		'Checks whether the phone system can be reached and when its newest call transcript is from. Use it when the other tools fail or find nothing.',
	listExtensions:
		'Finds the internal extensions of the phone system, with number and name. Search matches part of a number, name or email address.',
} as const;
