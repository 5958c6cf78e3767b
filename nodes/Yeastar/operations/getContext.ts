import { toolDescriptions } from '../../shared/operations/agentTool';
import { eachCall } from '../../shared/operations/eachCall';
import { withHint } from '../../shared/operations/hints';
import type { Operation } from '../../shared/operations/operation';
import { textOf } from '../../shared/operations/parameters';
import { formed, readForm, recordParameters } from '../../shared/operations/recordOptions';
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
	toolDescription: toolDescriptions.getContext,
	parameters: [
		legIdParameter,
		...recordParameters({
			others: [
				{
					displayName: 'Search',
					name: 'searchValue',
					type: 'string',
					default: '',
					placeholder: 'e.g. refund',
					description: 'Only return the parts of the conversation that contain this text',
				},
			],
			isSpoken: true,
		}),
	],
	async execute(context, itemIndex, { memo, readTranscript }) {
		const form = readForm(context, itemIndex, { isSpoken: true });
		const options = context.getNodeParameter('options', itemIndex, {}) as { searchValue?: unknown };
		const searchValue = textOf(options.searchValue);
		return await eachCall(context, 'legId', itemIndex, async (legId) => {
			const all = await memo(`transcript ${legId}`, async () => await readTranscript(legId));
			if (all.raw.length === 0) requireLegId(legId);
			const { turns, raw } = searchValue === '' ? all : turnsWith(all, searchValue);
			const json = form.simplify
				? formed(toTranscriptRecord(legId, turns, all.turns), form)
				: { context: raw };
			return withHint(json, legId, 'transcript', all.raw.length > 0);
		});
	},
};
