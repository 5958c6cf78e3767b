import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import type { FoundCall } from './found';

/** Parameters that both vendors' nodes have, so that they look and mean the same. */
export const rangeParameters: INodeProperties[] = [
	{
		displayName: 'Start Time',
		name: 'startTime',
		type: 'dateTime',
		default: '={{ $now.minus({ hours: 24 }).toISO() }}',
		required: true,
		description: 'Calls that began at this time or later',
	},
	{
		displayName: 'End Time',
		name: 'endTime',
		type: 'dateTime',
		default: '={{ $now.toISO() }}',
		required: true,
		description: 'Calls that began at this time or earlier',
	},
];

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
};

/** How many results are wanted; Infinity for all. */
export function readLimit(context: IExecuteFunctions, itemIndex: number): number {
	if (context.getNodeParameter('returnAll', itemIndex, false)) return Infinity;
	return Math.max(1, Number(context.getNodeParameter('limit', itemIndex, 50)) || 50);
}

/** The json of a call: the record, or with Simplify off the vendor's own object. */
export function outputOf(
	context: IExecuteFunctions,
	itemIndex: number,
	{ record, raw }: FoundCall,
): object {
	return context.getNodeParameter('simplify', itemIndex, true) ? record : (raw as object);
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
