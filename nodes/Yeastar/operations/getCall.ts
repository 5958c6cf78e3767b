import type { Operation } from '../../shared/operations/operation';
import { outputOf, readSimplify, simplifyParameter } from '../../shared/operations/parameters';
import type { YeastarConnection } from '../api/connection';
import { eachFoundCall, legIdParameter } from '../parameters';

/** The whole record of a call leg, with the names of its speakers. */
export const getCall: Operation<YeastarConnection> = {
	name: 'Get Call',
	value: 'get',
	description: 'Get a call with its transcript and its summary',
	action: 'Get a call',
	parameters: [legIdParameter, simplifyParameter],
	async execute(context, itemIndex, connection) {
		const simplify = readSimplify(context, itemIndex);
		return await eachFoundCall(context, itemIndex, connection, (call) => outputOf(call, simplify));
	},
};
