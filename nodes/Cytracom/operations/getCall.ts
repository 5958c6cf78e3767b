import type { Operation } from '../../shared/operations/operation';
import { outputOf, readSimplify, simplifyParameter } from '../../shared/operations/parameters';
import type { CytracomConnection } from '../api/connection';
import { eachFoundCall, linkedIdParameter, searchOptions } from '../parameters';

/** The whole record of a call. */
export const getCall: Operation<CytracomConnection> = {
	name: 'Get Call',
	value: 'get',
	description: 'Get a call with its transcript and its summary',
	action: 'Get a call',
	parameters: [linkedIdParameter, searchOptions, simplifyParameter],
	async execute(context, itemIndex, connection) {
		const simplify = readSimplify(context, itemIndex);
		return await eachFoundCall(context, itemIndex, connection, (call) => outputOf(call, simplify));
	},
};
