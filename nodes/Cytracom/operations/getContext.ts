import { recordOf } from '../../shared/found';
import type { Operation } from '../../shared/operations/operation';
import { readSimplify, simplifyParameter } from '../../shared/operations/parameters';
import { noSummary } from '../../shared/record/summary';
import type { CytracomConnection } from '../api/connection';
import { linkedIdParameter, readCall, searchOptions } from '../parameters';

/** The record of one call without its summary. */
export const getContext: Operation<CytracomConnection> = {
	name: 'Get Context',
	value: 'getContext',
	description: 'Get what was said in a call',
	action: 'Get the transcript of a call',
	parameters: [linkedIdParameter, searchOptions, simplifyParameter],
	async execute(context, itemIndex, connection) {
		const call = await readCall(context, itemIndex, connection);
		if (!readSimplify(context, itemIndex)) return [call.raw as object];
		return [{ ...recordOf(call), ...noSummary() }];
	},
};
