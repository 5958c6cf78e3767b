import type { IExecuteFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { eachCall } from '../../shared/operations/eachCall';
import type { Operation } from '../../shared/operations/operation';
import { readSimplify, simplifyParameter, textOf } from '../../shared/operations/parameters';
import type { YeastarConnection } from '../api/connection';
import { requireLegId } from '../api/errors';
import type { LegSummary, Party } from '../api/summary';
import { toSummaryRecord } from '../api/toCallRecord';
import type { ChosenExtension } from '../parameters';
import { extensionParameter, legIdParameter, readExtension } from '../parameters';

/** What the PBX's AI wrote about a leg for one of its two sides. */
export const getSummary: Operation<YeastarConnection> = {
	name: 'Get Summary',
	value: 'getSummary',
	description: 'Get the AI summary of a call for one of its sides',
	action: 'Get the summary of a call',
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
	async execute(context, itemIndex, connection) {
		const simplify = readSimplify(context, itemIndex);
		const party = readParty(context, itemIndex);
		const extension = readExtension(context, itemIndex);
		return await eachCall(context, 'legId', itemIndex, async (legId) => {
			const found = await connection.memo(
				JSON.stringify(['summary', legId, party, extension]),
				async () => await summaryOf(connection, legId, party, extension),
			);
			if (!found?.summary.summary) requireLegId(legId);
			if (!simplify) return found?.raw ?? {};
			return toSummaryRecord(legId, found?.party ?? null, found?.summary ?? null);
		});
	},
};

/** @throws NodeOperationError when it is neither side */
function readParty(context: IExecuteFunctions, itemIndex: number): Party {
	const party = textOf(context.getNodeParameter('party', itemIndex)).toLowerCase();
	if (party === 'caller' || party === 'callee') return party;
	throw new NodeOperationError(context.getNode(), 'Party must be Caller or Callee.', {
		description: 'Choose one of them, or use an expression that returns "caller" or "callee".',
		itemIndex,
	});
}

/**
 * The vendor's text asks for the extension's ID, its example sends the number (docs/phone-systems.md, "Yeastar summary"):
 * the ID goes first; where it leads to nothing of this extension, the number.
 */
async function summaryOf(
	{ memo, findExtension, readSummary }: YeastarConnection,
	legId: string,
	party: Party,
	{ by, value }: ChosenExtension,
): Promise<LegSummary | null> {
	if (by === 'id') return await readSummary(legId, party, value);
	const { id, number } = await memo(`extension ${value}`, async () => await findExtension(value));
	const found = await readSummary(legId, party, id!);
	if (found?.summary.ext_num === number || !/^\d+$/.test(number!)) return found;
	const other = await readSummary(legId, party, number!);
	return other?.summary.ext_num === number ? other : found;
}
