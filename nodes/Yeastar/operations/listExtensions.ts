import type { Operation } from '../../shared/operations/operation';
import { limitParameters, readLimit } from '../../shared/parameters';
import { readExtensions } from '../api/extensions';

/** *List* of the resource Extension: the PBX's own objects. */
export const listExtensions: Operation = {
	parameters: [
		...limitParameters,
		{
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add Filter',
			default: {},
			options: [
				{
					displayName: 'Search',
					name: 'search',
					type: 'string',
					default: '',
					description: 'Part of a number, a name or an email address',
				},
			],
		},
	],
	async execute(context, itemIndex, memo) {
		const limit = readLimit(context, itemIndex);
		const { search = '' } = context.getNodeParameter('filters', itemIndex, {}) as {
			search?: string;
		};
		const extensions = await memo(
			JSON.stringify([search, limit]),
			async () => await readExtensions(context, String(search).trim(), limit),
		);
		return extensions.map(({ raw }) => raw as object);
	},
};
