import type { Operation } from '../../shared/operations/operation';
import {
	filtersParameter,
	limitParameters,
	readLimit,
	textOf,
} from '../../shared/operations/parameters';
import type { YeastarConnection } from '../api/connection';

/** The PBX's own objects. */
export const listExtensions: Operation<YeastarConnection> = {
	name: 'List Extensions',
	value: 'list',
	description: 'List the extensions of the phone system',
	action: 'List extensions',
	parameters: [
		...limitParameters,
		filtersParameter([
			{
				displayName: 'Search',
				name: 'search',
				type: 'string',
				default: '',
				description: 'Part of a number, name, or email address',
			},
		]),
	],
	async execute(context, itemIndex, { memo, readExtensions }) {
		const limit = readLimit(context, itemIndex);
		const filters = context.getNodeParameter('filters', itemIndex, {}) as { search?: unknown };
		const search = textOf(filters.search);
		const extensions = await memo(
			JSON.stringify(['extensions', search, limit]),
			async () => await readExtensions(search, limit),
		);
		return extensions.map(({ raw }) => raw as object);
	},
};
