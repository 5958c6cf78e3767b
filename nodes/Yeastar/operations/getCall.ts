import { withHint } from '../../shared/operations/hints';
import type { Operation } from '../../shared/operations/operation';
import { simplifyParameter } from '../../shared/operations/parameters';
import { outputOf, readForm, recordOptions } from '../../shared/operations/recordOptions';
import type { YeastarConnection } from '../api/connection';
import { needsNames } from '../api/speakerNames';
import { eachFoundCall, legIdParameter } from '../parameters';

/** The whole record of a call leg, with the names of its speakers. */
export const getCall: Operation<YeastarConnection> = {
	name: 'Get Call',
	value: 'get',
	description: 'Get a call with its transcript and summary',
	action: 'Get call',
	parameters: [legIdParameter, recordOptions(), simplifyParameter],
	async execute(context, itemIndex, connection) {
		const form = readForm(context, itemIndex);
		return await eachFoundCall(
			context,
			itemIndex,
			connection,
			(call) => withHint(outputOf(call, form), call.head.id, 'transcript', call.hasTranscript),
			needsNames(form),
		);
	},
};
