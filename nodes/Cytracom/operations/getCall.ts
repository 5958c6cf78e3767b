import { withHint } from '../../shared/operations/hints';
import type { Operation } from '../../shared/operations/operation';
import { simplifyParameter } from '../../shared/operations/parameters';
import { outputOf, readForm } from '../../shared/operations/recordOptions';
import type { CytracomConnection } from '../api/connection';
import { eachFoundCall, linkedIdParameter, searchOptions } from '../parameters';

/** The whole record of a call. */
export const getCall: Operation<CytracomConnection> = {
	name: 'Get Call',
	value: 'get',
	description: 'Get a call with its transcript and summary',
	action: 'Get call',
	parameters: [linkedIdParameter, searchOptions, simplifyParameter],
	async execute(context, itemIndex, connection) {
		const form = readForm(context, itemIndex);
		return await eachFoundCall(context, itemIndex, connection, (call) =>
			withHint(outputOf(call, form), call.head.id, 'transcript', call.hasTranscript),
		);
	},
};
