import type { Operation } from '../../shared/operations/operation';
import { simplifyParameter } from '../../shared/parameters';
import { linkedIdParameter, readCall, searchOptions } from '../parameters';

/** *Get Summary*: the record of one call without its transcript. */
export const getSummary: Operation = {
	parameters: [linkedIdParameter, searchOptions, simplifyParameter],
	async execute(context, itemIndex, memo) {
		const { record, raw } = await readCall(context, itemIndex, memo);
		if (!context.getNodeParameter('simplify', itemIndex, true)) return [raw as object];
		return [{ ...record, transcript: null, turns: [] }];
	},
};
