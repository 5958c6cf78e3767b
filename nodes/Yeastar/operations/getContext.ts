import pLimit from 'p-limit';

import type { Operation } from '../../shared/operations/operation';
import { simplifyParameter } from '../../shared/parameters';
import { readContext } from '../api/context';
import { requireLegId } from '../api/errors';
import { toTranscriptRecord } from '../api/toCallRecord';
import { legIdParameter, readLegIds } from '../parameters';

/** Legs of one item asked for at a time. */
const LEGS_AT_A_TIME = 4;

/** *Get Context*: what was said, one item for each leg, in the order asked. */
export const getContext: Operation = {
	parameters: [
		legIdParameter,
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add Option',
			default: {},
			options: [
				{
					displayName: 'Search Value',
					name: 'searchValue',
					type: 'string',
					default: '',
					description: 'Only give the parts of the conversation that contain this text',
				},
			],
		},
		simplifyParameter,
	],
	async execute(context, itemIndex, memo) {
		const simplify = context.getNodeParameter('simplify', itemIndex, true) as boolean;
		const { searchValue = '' } = context.getNodeParameter('options', itemIndex, {}) as {
			searchValue?: string;
		};
		const limit = pLimit(LEGS_AT_A_TIME);
		const legs = readLegIds(context, itemIndex).map(async (legId) => {
			const { turns, raw } = await limit(
				async () =>
					await memo(
						JSON.stringify([legId, searchValue]),
						async () => await readContext(context, legId, searchValue),
					),
			);
			if (raw.length === 0) requireLegId(legId);
			return simplify ? toTranscriptRecord(legId, turns) : { context: raw };
		});
		return await Promise.all(legs);
	},
};
