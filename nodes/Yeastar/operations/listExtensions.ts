import type { INodeProperties } from 'n8n-workflow';

import { isTool, toolDescriptions } from '../../shared/operations/agentTool';
import { limitHint, nothingFound } from '../../shared/operations/hints';
import type { Operation } from '../../shared/operations/operation';
import {
	filtersParameter,
	readFilters,
	limitParameters,
	readLimit,
	textOf,
} from '../../shared/operations/parameters';
import { listOutputParameter, readOutput } from '../../shared/operations/recordOptions';
import type { YeastarConnection } from '../api/connection';

const extensionFilters: INodeProperties[] = [
	{
		displayName: 'Search',
		name: 'search',
		type: 'string',
		default: '',
		placeholder: 'e.g. Ball',
		description: 'Part of a number, a name or an email address',
	},
];

/** The PBX's own objects; as a tool, what a model needs of them. */
export const listExtensions: Operation<YeastarConnection> = {
	name: 'List Extensions',
	value: 'list',
	description: 'List the extensions of the phone system',
	action: 'List extensions',
	toolDescription: toolDescriptions.listExtensions,
	parameters: [...limitParameters, filtersParameter(extensionFilters), listOutputParameter],
	async execute(context, itemIndex, { memo, readExtensions }) {
		const limit = readLimit(context, itemIndex);
		const filters = readFilters(context, itemIndex, extensionFilters);
		const search = textOf(filters.search);
		const extensions = await memo(
			JSON.stringify(['extensions', search, limit]),
			async () => await readExtensions(search, limit),
		);
		const isRaw = !isTool(context) || readOutput(context, itemIndex) === 'raw';
		const count = extensions.length;
		return {
			items: extensions.map(({ raw, ...brief }) => (isRaw ? (raw as object) : brief)),
			unreadable: [],
			readable: count,
			hints:
				count === 0
					? [nothingFound('extensions', filters, extensionFilters)]
					: // the PBX does not always tell how many there are
						limitHint('extension', limit, count, false),
		};
	},
};
