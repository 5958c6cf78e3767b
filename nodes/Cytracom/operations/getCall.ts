import { toolDescriptions } from '../../shared/operations/agentTool';
import { withHint } from '../../shared/operations/hints';
import type { Operation } from '../../shared/operations/operation';
import { outputOf, readForm } from '../../shared/operations/recordOptions';
import type { CytracomConnection } from '../api/connection';
import { callRecordParameters, eachFoundCall, linkedIdParameter } from '../parameters';

/** The whole record of a call. */
export const getCall: Operation<CytracomConnection> = {
	name: 'Get Call',
	value: 'get',
	description: 'Get a call with its transcript and summary',
	action: 'Get call',
	toolDescription: toolDescriptions.get,
	parameters: [linkedIdParameter, ...callRecordParameters(true)],
	async execute(context, itemIndex, connection) {
		const form = readForm(context, itemIndex, { isSpoken: true });
		return await eachFoundCall(context, itemIndex, connection, (call) =>
			withHint(outputOf(call, form), call.head.id, 'transcript', call.hasTranscript),
		);
	},
};
