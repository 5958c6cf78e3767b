import { recordOf } from '../../shared/found';
import type { Operation } from '../../shared/operations/operation';
import { readSimplify, simplifyParameter } from '../../shared/operations/parameters';
import type { CytracomConnection } from '../api/connection';
import { linkedIdParameter, readCall, searchOptions } from '../parameters';

/** The record of one call without its transcript. */
export const getSummary: Operation<CytracomConnection> = {
	name: 'Get Summary',
	value: 'getSummary',
	description: 'Get the AI summary of a call',
	action: 'Get the summary of a call',
	parameters: [linkedIdParameter, searchOptions, simplifyParameter],
	async execute(context, itemIndex, connection) {
		const call = await readCall(context, itemIndex, connection);
		if (!readSimplify(context, itemIndex)) return [call.raw as object];
		return [{ ...recordOf(call), transcript: null, turns: [] }];
	},
};
