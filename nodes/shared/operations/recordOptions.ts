import type { IDataObject, IExecuteFunctions, INode, INodeProperties } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import type { FoundCall } from '../found';
import { recordOf } from '../found';
import { emptyCallRecord } from '../record/callRecord';
import type { RecordShape } from '../record/recordShape';
import { shaped } from '../record/recordShape';
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

/** How calls are returned: as records, or with Simplify off as the vendor's own objects. */
export interface Form extends RecordShape {
	simplify: boolean;
}

/** What is returned of a call: the record, or the vendor's own object. */
export const outputOf = (call: FoundCall, form: Form): object =>
	form.simplify ? shaped(recordOf(call, form.fields), form) : (call.raw as object);

/** With Simplify off there is nothing to choose. */
const ofRecords: INodeProperties['displayOptions'] = { show: { '/simplify': [true] } };

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
		{
			displayName: 'Fields to Include',
			name: 'fields',
			type: 'multiOptions',
			options: [...RECORD_KEYS, ...more]
				.map((value) => ({ name: titleOf(value), value }))
				.sort((a, b) => (a.name < b.name ? -1 : 1)),
			default: [],
			description: 'The fields to include in each item. Leave empty to include all.',
			displayOptions: ofRecords,
		} satisfies INodeProperties,
		{
			displayName: 'Times in Transcript',
			name: 'timesInTranscript',
			type: 'boolean',
			default: false,
			description:
				'Whether to start each line of the transcript with its time in the call, if the phone system provides it',
			displayOptions: ofRecords,
		} satisfies INodeProperties,
	].sort((a, b) => (a.displayName < b.displayName ? -1 : 1)),
});

/** The parameters of *List Transcriptions*. */
export const callListParameters = (
	filters: INodeProperties[],
	options: INodeProperties[] = [],
): INodeProperties[] => [
	...rangeParameters,
	...limitParameters,
	filtersParameter(filters),
	recordOptions(options),
	simplifyParameter,
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
	more: readonly string[] = [],
): Form {
	const simplify = readSimplify(context, itemIndex);
	const options = context.getNodeParameter('options', itemIndex, {});
	return formOf(context.getNode(), simplify, options, { itemIndex, more });
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
			description:
				'Choose from the list under Fields to Include, or use names such as startedAt and summary.',
			itemIndex,
		});
	}
	return {
		simplify,
		fields: names.length > 0 ? new Set(names) : null,
		timesInTranscript: isOn(timesInTranscript),
	};
}
