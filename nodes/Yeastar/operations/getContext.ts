import { eachCall } from '../../shared/operations/eachCall';
import type { Operation } from '../../shared/operations/operation';
import { simplifyParameter, textOf } from '../../shared/operations/parameters';
import { readForm, recordOptions } from '../../shared/operations/recordOptions';
import { shaped } from '../../shared/record/recordShape';
import type { YeastarConnection } from '../api/connection';
import { requireLegId } from '../api/errors';
import { toTranscriptRecord } from '../api/toCallRecord';
import { turnsWith } from '../api/transcript';
import { legIdParameter } from '../parameters';

/** What was said, one item per leg, in the order asked. */
export const getContext: Operation<YeastarConnection> = {
	name: 'Get Context',
	value: 'getContext',
	description: 'Get the transcript of a call',
	action: 'Get context',
	parameters: [
		legIdParameter,
		recordOptions([
			{
				displayName: 'Search',
				name: 'searchValue',
				type: 'string',
				default: '',
				description: 'Only return the parts of the conversation that contain this text',
			},
		]),
		simplifyParameter,
	],
	async execute(context, itemIndex, { memo, readTranscript }) {
		const form = readForm(context, itemIndex);
		const options = context.getNodeParameter('options', itemIndex, {}) as { searchValue?: unknown };
		const searchValue = textOf(options.searchValue);
		return await eachCall(context, 'legId', itemIndex, async (legId) => {
			const all = await memo(`transcript ${legId}`, async () => await readTranscript(legId));
			if (all.raw.length === 0) requireLegId(legId);
			const { turns, raw } = searchValue === '' ? all : turnsWith(all, searchValue);
			if (!form.simplify) return { context: raw };
			return shaped(toTranscriptRecord(legId, turns, all.turns), form);
		});
	},
};
