import { toolDescriptions } from '../../shared/operations/agentTool';
import { withHint } from '../../shared/operations/hints';
import type { Operation } from '../../shared/operations/operation';
import { outputOf, readForm } from '../../shared/operations/recordOptions';
import { toSpoken } from '../../shared/record/transcript';
import type { CytracomConnection } from '../api/connection';
import { callRecordParameters, eachFoundCall, linkedIdParameter } from '../parameters';

/** The record of a call without its transcript. */
export const getSummary: Operation<CytracomConnection> = {
	name: 'Get Summary',
	value: 'getSummary',
	description: 'Get the AI summary of a call',
	action: 'Get summary',
	toolDescription: toolDescriptions.getSummary,
	parameters: [linkedIdParameter, ...callRecordParameters(false)],
	async execute(context, itemIndex, connection) {
		const form = readForm(context, itemIndex);
		return await eachFoundCall(context, itemIndex, connection, (call) => {
			const json = outputOf({ ...call, spoken: () => toSpoken([]) }, form);
			return withHint(json, call.head.id, 'summary', call.hasSummary);
		});
	},
};
