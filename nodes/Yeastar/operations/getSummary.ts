import type { IExecuteFunctions } from 'n8n-workflow';

import type { Memo, Operation } from '../../shared/operations/operation';
import { simplifyParameter } from '../../shared/parameters';
import { requireLegId } from '../api/errors';
import type { Extension } from '../api/extensions';
import { findExtension } from '../api/extensions';
import type { LegSummary, Party } from '../api/summary';
import { readSummary } from '../api/summary';
import { toSummaryRecord } from '../api/toCallRecord';
import type { ChosenExtension } from '../parameters';
import { extensionParameter, legIdParameter, readExtension, readLegIds } from '../parameters';

/** *Get Summary*: what the PBX's AI wrote about a leg for one of its two sides. */
export const getSummary: Operation = {
	parameters: [
		legIdParameter,
		{
			displayName: 'Party',
			name: 'party',
			type: 'options',
			options: [
				{ name: 'Callee', value: 'callee', description: 'The extension that was called' },
				{ name: 'Caller', value: 'caller', description: 'The extension that called' },
			],
			default: 'callee',
			description: 'Which side of the call the extension was: each side has a summary of its own',
		},
		extensionParameter,
		simplifyParameter,
	],
	async execute(context, itemIndex, memo) {
		const simplify = context.getNodeParameter('simplify', itemIndex, true) as boolean;
		const party = context.getNodeParameter('party', itemIndex) as Party;
		const extension = readExtension(context, itemIndex);
		const summaries = readLegIds(context, itemIndex).map(async (legId) => {
			const found = await memo(
				JSON.stringify([legId, party, extension]),
				async () => await summaryOf(context, memo, legId, party, extension),
			);
			if (!found?.summary.summary) requireLegId(legId);
			if (!simplify) return found?.raw ?? {};
			return toSummaryRecord(legId, found?.party ?? null, found?.summary ?? null);
		});
		return await Promise.all(summaries);
	},
};

/**
 * The vendor's text asks for the extension's ID, its example sends the number (page "Get AI Call Summary"): the ID goes
 * first; where it leads to nothing of this extension, the number.
 */
async function summaryOf(
	context: IExecuteFunctions,
	memo: Memo,
	legId: string,
	party: Party,
	{ by, value }: ChosenExtension,
): Promise<LegSummary | null> {
	if (by === 'id') return await readSummary(context, legId, party, value);
	const { id, number }: Extension = await memo(
		`extension ${value}`,
		async () => await findExtension(context, value),
	);
	const found = await readSummary(context, legId, party, id!);
	if (found?.summary.ext_num === number || !/^\d+$/.test(number!)) return found;
	const other = await readSummary(context, legId, party, number!);
	return other?.summary.ext_num === number ? other : found;
}
