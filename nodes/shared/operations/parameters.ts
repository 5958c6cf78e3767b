import type {
	IDataObject,
	IExecuteFunctions,
	INodeProperties,
	INodePropertyOptions,
} from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import type { Filters } from '../record/criteria';

/** Parameters shared by both vendors' nodes, so that they look and mean the same. */
export const rangeParameters: INodeProperties[] = [
	{
		displayName: 'Start Time',
		name: 'startTime',
		type: 'dateTime',
		default: '={{ $now.minus({ hours: 24 }).toISO() }}',
		required: true,
		description: 'Only calls that began at this time or later',
		builderHint: {
			propertyHint:
				'For a fixed range, such as the day of a report. To react to new calls, use the trigger instead of a range that moves.',
		},
	},
	{
		displayName: 'End Time',
		name: 'endTime',
		type: 'dateTime',
		default: '={{ $now.toISO() }}',
		required: true,
		description: 'Only calls that began at this time or earlier',
	},
];

/** Results, if nothing else is asked for. */
const LIMIT = 50;

export const limitParameters: INodeProperties[] = [
	{
		displayName: 'Return All',
		name: 'returnAll',
		type: 'boolean',
		default: false,
		description: 'Whether to return all results or only up to a given limit',
	},
	{
		displayName: 'Limit',
		name: 'limit',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 50,
		description: 'Max number of results to return',
		displayOptions: { show: { returnAll: [false] } },
	},
];

export const simplifyParameter: INodeProperties = {
	displayName: 'Simplify',
	name: 'simplify',
	type: 'boolean',
	default: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
	builderHint: {
		propertyHint:
			'Keep true: false returns the object of the phone system, which lacks fields such as summary, followUps and customerNumber.',
	},
};

/** @param options the vendor's filters */
export const filtersParameter = (options: INodeProperties[]): INodeProperties => ({
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add Filter',
	default: {},
	options,
});

/** Filters by fields that every vendor has. */
const sharedFilters: INodeProperties[] = [
	{
		displayName: 'Extension on Either Side',
		name: 'extension',
		type: 'string',
		default: '',
		placeholder: 'e.g. 3202',
		description: 'Only calls that this extension made or received',
	},
	{
		displayName: 'External Calls Only',
		name: 'externalOnly',
		type: 'boolean',
		default: true,
		description: 'Whether to exclude calls between your own extensions',
	},
	{
		displayName: 'Search',
		name: 'search',
		type: 'string',
		default: '',
		placeholder: 'e.g. refund',
		description: 'Only calls whose transcript or summary contains all of these words, in any order',
	},
];

/**
 * The filters of a node, each choice as the node has it, however an expression or a model writes it.
 *
 * @param known all filters of the node
 * @throws NodeOperationError when one is not among its choices, or no number
 */
export function readFilters(
	context: IExecuteFunctions,
	itemIndex: number,
	known: INodeProperties[],
): IDataObject {
	const filters = context.getNodeParameter('filters', itemIndex, {}) ?? {};
	const read = (property: INodeProperties) => {
		const text = textOf(filters[property.name]);
		const { displayName, type, options = [] } = property;
		const refuse = (wanted: string) =>
			new NodeOperationError(context.getNode(), `${displayName} must be ${wanted}.`, {
				description: `Correct ${displayName} or remove it.`,
				itemIndex,
			});
		if (text === '') return '';
		if (type === 'number' && Number.isNaN(Number(text))) throw refuse('a number');
		if (type !== 'options') return text;
		const choices = options as INodePropertyOptions[];
		const chosen = choices.find(({ value }) => lettersOf(value) === lettersOf(text));
		if (!chosen) throw refuse(`one of: ${choices.map(({ name }) => name).join(', ')}`);
		return chosen.value;
	};
	return Object.fromEntries(
		known.filter(({ name }) => name in filters).map((one) => [one.name, read(one)]),
	);
}

const lettersOf = (text: unknown): string =>
	String(text)
		.toLowerCase()
		.replace(/[^\p{L}\p{N}]/gu, '');

/** The shared filters, in the terms of a call record. */
export const sharedCriteriaOf = ({ extension, externalOnly, search }: IDataObject): Filters => ({
	extension: textOf(extension),
	externalOnly: isOn(externalOnly),
	search: textOf(search),
});

/** @param own what only this vendor's calls can be filtered by */
export const callFilterOptions = (own: INodeProperties[]): INodeProperties[] =>
	[...own, ...sharedFilters].sort((a, b) => (a.displayName < b.displayName ? -1 : 1));

/** @param by how to enter an ID, by hand or as an expression */
export const callParameter = (
	name: string,
	description: string,
	by: { placeholder: string; hint: string },
): INodeProperties => ({
	displayName: 'Call',
	name,
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description,
	builderHint: {
		propertyHint:
			'The "id" field of an item from the trigger or List Transcriptions. Several IDs, separated by commas, return one item each.',
	},
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a recent call…',
			typeOptions: { searchListMethod: 'searchCalls', searchable: true },
		},
		{ displayName: 'By ID', name: 'id', type: 'string', ...by },
	],
});

/** A value from a parameter or an expression as trimmed text; `''` for nothing. */
export const textOf = (value: unknown): string =>
	typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
		? String(value).trim().replace(NOTHING, '')
		: '';

/** What JavaScript, and many a model, writes for nothing. */
const NOTHING = /^(?:null|undefined)$/;

/** A boolean, which an expression may return as text. */
export const isOn = (value: unknown): boolean =>
	typeof value === 'string'
		? !['', '0', 'false', 'no'].includes(textOf(value).toLowerCase())
		: !!value;

/**
 * How many results are wanted; Infinity for all. @throws NodeOperationError unless it is a whole number of at least 1
 */
export function readLimit(context: IExecuteFunctions, itemIndex: number): number {
	if (isOn(context.getNodeParameter('returnAll', itemIndex, false))) return Infinity;
	const limit = Number(textOf(context.getNodeParameter('limit', itemIndex, LIMIT)) || LIMIT);
	if (Number.isInteger(limit) && limit >= 1) return limit;
	throw new NodeOperationError(context.getNode(), 'Limit must be a whole number of at least 1.', {
		description: 'Change Limit, or turn on Return All.',
		itemIndex,
	});
}

export const readSimplify = (context: IExecuteFunctions, itemIndex: number): boolean =>
	isOn(context.getNodeParameter('simplify', itemIndex, true));

/** The call IDs of a parameter, in order; several are separated by commas. @throws NodeOperationError when there are none */
export function readCallIds(
	context: IExecuteFunctions,
	parameter: string,
	itemIndex: number,
): string[] {
	const value = context.getNodeParameter(parameter, itemIndex, '', { extractValue: true });
	// an expression may return a list
	const ids = [value]
		.flat()
		.flatMap((text) => textOf(text).split(','))
		.map((id) => id.trim())
		.filter((id) => id !== '');
	if (ids.length > 0) return ids;
	throw new NodeOperationError(context.getNode(), 'No call selected.', {
		description:
			'Select a call from the list, or enter its ID: the "id" field from List Transcriptions.',
		itemIndex,
	});
}

/** Shows parameters with one operation of one resource only. */
export const shownWith = (
	resource: string,
	operation: string,
	parameters: INodeProperties[],
): INodeProperties[] =>
	parameters.map((parameter) => ({
		...parameter,
		displayOptions: {
			show: { ...parameter.displayOptions?.show, resource: [resource], operation: [operation] },
		},
	}));
