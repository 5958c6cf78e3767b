import type { IDataObject, IExecuteFunctions, INode, INodeProperties } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import type { FoundCall } from '../found';
import { recordOf } from '../found';
import type { CallRecord } from '../record/callRecord';
import { emptyCallRecord } from '../record/callRecord';
import type { RecordShape } from '../record/recordShape';
import { shaped } from '../record/recordShape';
import { transcriptPart } from './transcriptPart';
import { inTools, isTool } from './agentTool';
import {
	filtersParameter,
	isOn,
	limitParameters,
	rangeParameters,
	readSimplify,
	simplifyParameter,
	textOf,
} from './parameters';

const RECORD_KEYS = Object.keys(emptyCallRecord('yeastar'));

/** What a model needs of a call to answer most questions. */
const TOOL_KEYS = [
	'id',
	'startedAt',
	'direction',
	'from',
	'to',
	'customerName',
	'agentName',
	'durationSeconds',
	'summary',
	'status',
	'sentiment',
];

/** How calls are returned: as records, or as the vendor's own objects. */
export interface Form extends RecordShape {
	simplify: boolean;
	/** Which part of a long transcript is given, from 1 on; null for all of it, unless to a model. */
	part: number | null;
	/** Whether keys without a value are left out. */
	isBrief: boolean;
}

/** What is returned of a call: the record, or the vendor's own object. */
export const outputOf = (call: FoundCall, form: Form): object =>
	form.simplify ? formed(recordOf(call, form.fields), form) : (call.raw as object);

/** A record as it is given. @throws ServiceError when its transcript has no such part */
export function formed(record: CallRecord, form: Form): object {
	const json = shaped(record, form);
	const partial = form.part === null ? json : { ...json, ...transcriptPart(json, form.part) };
	return form.isBrief ? withoutEmpty(partial) : partial;
}

const withoutEmpty = (json: object): object =>
	Object.fromEntries(Object.entries(json).filter(([, value]) => value !== null && value !== ''));

/** With Simplify off, or with the vendor's own objects or other fields as a tool's output, there is nothing to choose. */
const ofRecords = (...others: string[]): INodeProperties['displayOptions'] => ({
	show: { '/simplify': [true] },
	hide: { '/output': others },
});

/** The fields of a record for a user to choose from. */
const fieldsParameter = (more: readonly string[]): INodeProperties => ({
	displayName: 'Fields to Include',
	name: 'fields',
	type: 'multiOptions',
	options: [...RECORD_KEYS, ...more]
		.map((value) => ({ name: titleOf(value), value }))
		.sort((a, b) => (a.name < b.name ? -1 : 1)),
	default: [],
	description: 'The fields to include in each item. Leave empty to include all.',
});

/**
 * The options of operations and triggers that return records, sorted by name together with their own.
 *
 * @param more keys that these records have in addition to the shared ones
 */
export const recordOptions = (
	others: INodeProperties[] = [],
	more: readonly string[] = [],
): INodeProperties => ({
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	options: [
		...others,
		{ ...fieldsParameter(more), displayOptions: ofRecords('raw', 'fields') },
		{
			displayName: 'Times in Transcript',
			name: 'timesInTranscript',
			type: 'boolean',
			default: false,
			description:
				'Whether to start each line of the transcript with its time in the call, if the phone system provides it',
			displayOptions: ofRecords('raw'),
		} satisfies INodeProperties,
	].sort((a, b) => (a.displayName < b.displayName ? -1 : 1)),
});

const outputParameter: INodeProperties = {
	displayName: 'Output',
	name: 'output',
	type: 'options',
	options: [
		{ name: 'Raw', value: 'raw', description: 'Everything, as the phone system sent it' },
		{ name: 'Selected Fields', value: 'fields', description: 'The fields that you choose' },
		{
			name: 'Simplified',
			value: 'simplified',
			description: 'The fields that a model needs, without empty ones',
		},
	],
	default: 'simplified',
	description: 'How much of each result the model gets',
};

/**
 * The parameters of an operation that returns records: Simplify, or as a tool Output in its place.
 *
 * @param others more options of the operation
 * @param more keys that its records have in addition to the shared ones
 * @param isSpoken whether a model gets transcripts
 */
export const recordParameters = ({
	others = [],
	more = [],
	isSpoken = false,
}: {
	others?: INodeProperties[];
	more?: readonly string[];
	isSpoken?: boolean;
} = {}): INodeProperties[] => [
	...(isSpoken ? [partParameter] : []),
	inTools(false, simplifyParameter),
	// tools of version 0.1.0 had it, and where it was off they go on to give raw data
	inTools(true, { ...simplifyParameter, type: 'hidden' }),
	...[true, false].map((simplify) =>
		inTools(true, {
			...outputParameter,
			default: simplify ? 'simplified' : 'raw',
			displayOptions: { show: { simplify: [simplify] } },
		}),
	),
	inTools(true, { ...fieldsParameter(more), displayOptions: { show: { output: ['fields'] } } }),
	// last, as in the triggers and in n8n's own nodes
	recordOptions(others, more),
];

/** *List Extensions* has no Simplify, and few fields. */
export const listOutputParameter = inTools(true, {
	...outputParameter,
	options: outputParameter.options!.filter((option) => option.name !== 'Selected Fields'),
});

const partParameter = inTools(true, {
	displayName: 'Transcript Part',
	name: 'transcriptPart',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 1,
	description: 'Which part of a long transcript to return. The answer says how many there are.',
});

/** The parameters of *List Transcriptions*. */
export const callListParameters = (
	filters: INodeProperties[],
	options: INodeProperties[] = [],
): INodeProperties[] => [
	...rangeParameters,
	...limitParameters,
	filtersParameter(filters),
	...recordParameters({ others: options }),
];

/** `summaryHtml` is `Summary HTML`, `followUps` is `Follow-Ups`. */
const titleOf = (key: string): string =>
	key
		.replace(/[A-Z]/g, ' $&')
		.replace(/^./, (letter) => letter.toUpperCase())
		.replace(/\b(Id|Html)\b/g, (word) => word.toUpperCase())
		.replace(' Ups', '-Ups');

/** How an operation should return calls. @throws NodeOperationError when there is no such field */
export function readForm(
	context: IExecuteFunctions,
	itemIndex: number,
	{ more = [], isSpoken = false }: { more?: readonly string[]; isSpoken?: boolean } = {},
): Form {
	const options = context.getNodeParameter('options', itemIndex, {});
	const read = (simplify: boolean, chosen: IDataObject) =>
		formOf(context.getNode(), simplify, chosen, { itemIndex, more });
	if (!isTool(context)) return read(readSimplify(context, itemIndex), options);
	const output = readOutput(context, itemIndex);
	const fields =
		output === 'fields' ? context.getNodeParameter('fields', itemIndex, []) : options.fields;
	const form = read(output !== 'raw', { ...options, fields });
	const part = isSpoken ? readPart(context, itemIndex) : 1;
	if (form.fields !== null) return { ...form, part };
	const keys = [...TOOL_KEYS, ...more, ...(isSpoken ? ['transcript'] : [])];
	return { ...form, fields: new Set(keys), part, isBrief: true };
}

/** What a tool gives: `simplified`, `raw` or `fields`. */
export const readOutput = (context: IExecuteFunctions, itemIndex: number): string =>
	textOf(context.getNodeParameter('output', itemIndex, 'simplified')).toLowerCase();

/** @throws NodeOperationError unless it is a whole number of at least 1 */
function readPart(context: IExecuteFunctions, itemIndex: number): number {
	const part = Number(textOf(context.getNodeParameter('transcriptPart', itemIndex, 1)) || 1);
	if (Number.isInteger(part) && part >= 1) return part;
	throw new NodeOperationError(context.getNode(), 'Transcript Part must be 1 or more.', {
		description: 'Begin with 1: the answer says how many parts there are.',
		itemIndex,
	});
}

/** @throws NodeOperationError when there is no such field */
export function formOf(
	node: INode,
	simplify: boolean,
	{ fields, timesInTranscript }: IDataObject,
	{ itemIndex, more = [] }: { itemIndex?: number; more?: readonly string[] } = {},
): Form {
	// an expression may return a list or a string
	const names = [fields]
		.flat()
		.flatMap((name) => textOf(name).split(','))
		.map((name) => name.trim())
		.filter((name) => name !== '');
	const unknown = names.find((name) => ![...RECORD_KEYS, ...more].includes(name));
	if (simplify && unknown !== undefined) {
		throw new NodeOperationError(node, `There is no field named "${unknown}".`, {
			description: `Choose from the list under Fields to Include, or use these names: ${[...RECORD_KEYS, ...more].join(', ')}.`,
			itemIndex,
		});
	}
	return {
		simplify,
		fields: names.length > 0 ? new Set(names) : null,
		timesInTranscript: isOn(timesInTranscript),
		part: null,
		isBrief: false,
	};
}
