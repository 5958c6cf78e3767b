import { toolDescriptions } from '../../shared/operations/agentTool';
import { withHint } from '../../shared/operations/hints';
import type { Operation } from '../../shared/operations/operation';
import { outputOf, readForm } from '../../shared/operations/recordOptions';
import { noSummary } from '../../shared/record/callRecord';
import type { CytracomConnection } from '../api/connection';
import { callRecordParameters, eachFoundCall, linkedIdParameter } from '../parameters';

/** The record of a call without its summary. */
export const getContext: Operation<CytracomConnection> = {
	name: 'Get Context',
	value: 'getContext',
	description: 'Get the transcript of a call',
	action: 'Get context',
	toolDescription: toolDescriptions.getContext,
	parameters: [linkedIdParameter, ...callRecordParameters(true)],
	async execute(context, itemIndex, connection) {
		const form = readForm(context, itemIndex, { isSpoken: true });
		return await eachFoundCall(context, itemIndex, connection, (call) => {
			const json = outputOf({ ...call, summarized: noSummary }, form);
			return withHint(json, call.head.id, 'transcript', call.hasTranscript);
		});
	},
};
