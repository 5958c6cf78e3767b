import type { Operation } from '../../shared/operations/operation';
import { simplifyParameter } from '../../shared/parameters';
import { linkedIdParameter, readCall, searchOptions } from '../parameters';

/** *Get Context*: the record of one call without its summary. */
export const getContext: Operation = {
	parameters: [linkedIdParameter, searchOptions, simplifyParameter],
	async execute(context, itemIndex, memo) {
		const { record, raw } = await readCall(context, itemIndex, memo);
		if (!context.getNodeParameter('simplify', itemIndex, true)) return [raw as object];
		const noSummary = {
			summary: null,
			summaryMarkdown: null,
			summaryHtml: null,
			summarySections: [],
		};
		return [{ ...record, ...noSummary }];
	},
};
