import { toolDescriptions } from '../../shared/operations/agentTool';
import { withHint } from '../../shared/operations/hints';
import type { Operation } from '../../shared/operations/operation';
import { outputOf, readForm, recordParameters } from '../../shared/operations/recordOptions';
import type { YeastarConnection } from '../api/connection';
import { needsNames } from '../api/speakerNames';
import { eachFoundCall, legIdParameter } from '../parameters';

/** The whole record of a call leg, with the names of its speakers. */
export const getCall: Operation<YeastarConnection> = {
	name: 'Get Call',
	value: 'get',
	description: 'Get a call with its transcript and summary',
	action: 'Get call',
	toolDescription: toolDescriptions.get,
	parameters: [legIdParameter, ...recordParameters({ isSpoken: true })],
	async execute(context, itemIndex, connection) {
		const form = readForm(context, itemIndex, { isSpoken: true });
		return await eachFoundCall(
			context,
			itemIndex,
			connection,
			(call) => withHint(outputOf(call, form), call.head.id, 'transcript', call.hasTranscript),
			needsNames(form),
		);
	},
};
