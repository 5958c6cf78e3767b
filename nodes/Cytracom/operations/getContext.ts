import { toolDescriptions } from '../../shared/operations/agentTool';
import type { Operation } from '../../shared/operations/operation';
import { outputOf, readForm } from '../../shared/operations/recordOptions';
import { noSummary } from '../../shared/record/summary';
import type { CytracomConnection } from '../api/connection';
import { callRecordParameters, eachFoundCall, linkedIdParameter } from '../parameters';

/** The record of a call without its summary. */
export const getContext: Operation<CytracomConnection> = {
	name: 'Get Context',
	value: 'getContext',
	description: 'Get what was said in a call',
	action: 'Get the transcript of a call',
	toolDescription: toolDescriptions.getContext,
	parameters: [linkedIdParameter, ...callRecordParameters(true)],
	async execute(context, itemIndex, connection) {
		const form = readForm(context, itemIndex, { isSpoken: true });
		return await eachFoundCall(context, itemIndex, connection, (call) =>
			outputOf({ ...call, summarized: noSummary }, form),
		);
	},
};
