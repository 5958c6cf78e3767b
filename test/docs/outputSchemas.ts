import type { CallRecord } from '../../nodes/shared/record/callRecord';
import type { SummaryRecord } from '../../nodes/Yeastar/api/toCallRecord';

/*
 * The output schemas: what n8n's editor offers to drag before a node has run, and what its AI reads. n8n looks for
 * `__schema__/v1.0.0/<resource>/<operation>.json` next to a node's file, and for `__schema__/v1.0.0.json` where a node has
 * no operations: in one folder that is the trigger. `npm run docs` writes the files, a test holds them against records.
 */

export type Name = 'string' | 'number' | 'integer' | 'boolean' | 'object' | 'array' | 'null';

/** The part of JSON Schema that n8n's editor understands; of several types it shows the first. */
export interface JsonSchema {
	type: Name | Name[];
	description?: string;
	enum?: (string | null)[];
	properties?: Record<string, JsonSchema>;
	items?: JsonSchema;
}

const nullable = (type: Name, description: string): JsonSchema => ({
	type: [type, 'null'],
	description,
});
const text = (description: string) => nullable('string', description);
const number = (description: string) => nullable('number', description);
const object = (properties: Record<string, JsonSchema>): JsonSchema => ({
	type: 'object',
	properties,
});

const turn = object({
	speaker: text('Name where one is known, else the number'),
	number: text('Number of the speaker'),
	text: { type: 'string', description: 'What was said' },
	at: text('When, in UTC'),
	offsetSeconds: number('Seconds since the call began'),
});

const section = object({
	title: { type: 'string' },
	items: { type: 'array', items: { type: 'string' } },
});

/** The call record. */
const record: Record<keyof CallRecord, JsonSchema> = {
	id: text('ID of the item: compare it to find out whether you had this call before'),
	startedAt: text('When the call began, in UTC'),
	direction: {
		type: ['string', 'null'],
		enum: ['internal', 'inbound', 'outbound', null],
		description: 'Where the call came from and went to',
	},
	from: text('Number of the caller, as the phone system writes it'),
	to: text('Number of the callee, as the phone system writes it'),
	customerNumber: text('Number of the outside party, such as +15125550100'),
	customerName: text('Name of the outside party, if the phone system tells it'),
	agentNumber: text('Number of the inside party, as dialed'),
	agentName: text('Name of the inside party, if the phone system tells it'),
	durationSeconds: number('Length of the call'),
	summary: text('Summary as plain text'),
	followUps: {
		type: 'array',
		description: 'What the summary says is to be done, one entry each',
		items: { type: 'string' },
	},
	status: text('How the call ended (Yeastar) or status of the transcription (Cytracom)'),
	sentiment: text('Mood of the call as Cytracom names it'),
	callId: text('ID of the whole call; the parts of a transferred call share it'),
	provider: { type: 'string', enum: ['yeastar', 'cytracom'], description: 'Phone system' },
	labels: { type: 'object', description: 'Labels of the call by name', properties: {} },
	transcript: text('What was said, one line for each turn: "Speaker: words"'),
	summaryMarkdown: text('Summary as Markdown'),
	ringSeconds: number('How long it rang'),
	talkSeconds: number('How long people talked'),
	holdSeconds: number('How long it was on hold'),
	transcribedAt: text('When the phone system wrote it, in UTC'),
	summarySections: {
		type: 'array',
		description: 'Summary by its titles, with the points below each',
		items: section,
	},
	turns: { type: 'array', description: 'What was said, turn by turn', items: turn },
	summaryHtml: text('Summary as HTML, if the phone system wrote HTML'),
};

const owner: Record<Exclude<keyof SummaryRecord, keyof CallRecord>, JsonSchema> = {
	party: {
		type: ['string', 'null'],
		enum: ['caller', 'callee', null],
		description: 'Side of the call whose summary it is',
	},
	extensionNumber: text('Number of the extension whose summary it is'),
	extensionName: text('Name of the extension whose summary it is'),
};

/** As the vendor's page "Search Specific Extensions" describes it; firmware adds more. */
const extension = object({
	id: { type: 'integer', description: 'What Get Summary takes in the mode By ID' },
	number: { type: 'string', description: 'What people dial' },
	caller_id_name: text('Name of the extension'),
	role_name: text('Role of the user'),
	email_addr: text('Email address'),
	mobile_number: text('Mobile number'),
	presence_status: text('Presence, such as available'),
});

const working: Record<string, JsonSchema> = {
	transcriptionAvailable: {
		type: 'boolean',
		description: 'Whether transcripts can be read at the moment',
	},
	problem: text('Why not, and what to do'),
	newestTranscriptAt: text('Start of the newest call that has a transcript, in UTC'),
};
const triggers: JsonSchema = {
	type: ['array', 'null'],
	description:
		'What the triggers with this credential did in this process of n8n; null if none has polled here',
	items: object({
		workflow: text('Name of the workflow'),
		workflowId: text('ID of the workflow'),
		node: { type: 'string', description: 'Name of the trigger' },
		lastPollAt: text('When it last asked for calls, in UTC'),
		lastSuccessAt: text('When it last read calls without an error, in UTC'),
		problem: text('Why the last poll failed, and what to do'),
		backlogFrom: text('Calls that began later than this are still to be read, in UTC'),
		unreadableFrom: text('Start of the oldest period whose calls cannot be read, in UTC'),
		unreadableTo: text('End of that period, in UTC'),
		callsGiven: { type: 'integer', description: 'Calls it has given since it was first seen' },
		watchedSince: { type: 'string', description: 'When it was first seen here, in UTC' },
	}),
};
const checkedAt: JsonSchema = { type: 'string', description: 'When this was asked, in UTC' };

const yeastarHealth = object({
	provider: record.provider,
	address: { type: 'string', description: 'Address of the phone system' },
	model: text('Model of the PBX'),
	serialNumber: text('Serial number of the PBX'),
	firmware: text('Firmware of the PBX'),
	displayFormat: text('How the PBX writes dates and times'),
	timeZone: text('Time zone of the PBX'),
	...working,
	tokensFreeAtMost: number('Access tokens that other programs can still get, as far as n8n knows'),
	triggers,
	checkedAt,
});

const cytracomHealth = object({
	provider: record.provider,
	address: { type: 'string', description: 'Address of the phone system' },
	...working,
	oldestTranscriptAt: text('Start of the oldest call that has a transcript, in UTC'),
	clockDifferenceSeconds: number('How far the clocks of Cytracom and n8n are apart'),
	triggers,
	checkedAt,
});

/** A record of which an operation fills only some keys: all others are always empty. */
const only = (...filled: (keyof CallRecord)[]): typeof record =>
	empty((Object.keys(record) as (keyof CallRecord)[]).filter((key) => !filled.includes(key)));

/** A record in which these keys are always null, `[]` or `{}`. */
function empty(keys: (keyof CallRecord)[]): typeof record {
	const always = (key: keyof CallRecord): JsonSchema => {
		const { type } = record[key];
		return { type: Array.isArray(type) ? 'null' : type, description: 'Always empty here' };
	};
	return { ...record, ...Object.fromEntries(keys.map((key) => [key, always(key)])) };
}

const SUMMARY = [
	'summary',
	'followUps',
	'summaryMarkdown',
	'summarySections',
	'summaryHtml',
] as const;
const TRANSCRIPT = ['transcript', 'turns'] as const;

/** By the file's path below `nodes/`. */
export const outputSchemas: Record<string, JsonSchema> = {
	'Cytracom/__schema__/v1.0.0.json': object(record),
	'Cytracom/__schema__/v1.0.0/system/getHealth.json': cytracomHealth,
	'Cytracom/__schema__/v1.0.0/transcription/download.json': object(record),
	'Cytracom/__schema__/v1.0.0/transcription/get.json': object(record),
	'Cytracom/__schema__/v1.0.0/transcription/getContext.json': object(empty([...SUMMARY])),
	'Cytracom/__schema__/v1.0.0/transcription/getSummary.json': object(empty([...TRANSCRIPT])),
	'Cytracom/__schema__/v1.0.0/transcription/list.json': object(record),
	'Yeastar/__schema__/v1.0.0.json': object(record),
	'Yeastar/__schema__/v1.0.0/extension/list.json': extension,
	'Yeastar/__schema__/v1.0.0/system/getHealth.json': yeastarHealth,
	'Yeastar/__schema__/v1.0.0/transcription/download.json': object(record),
	'Yeastar/__schema__/v1.0.0/transcription/get.json': object(record),
	'Yeastar/__schema__/v1.0.0/transcription/getContext.json': object(
		only('provider', 'id', ...TRANSCRIPT),
	),
	'Yeastar/__schema__/v1.0.0/transcription/getSummary.json': object({
		...only('provider', 'id', ...SUMMARY, 'transcribedAt'),
		...owner,
	}),
	'Yeastar/__schema__/v1.0.0/transcription/list.json': object(record),
};
