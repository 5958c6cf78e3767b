import type { IExecuteFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { toolDescriptions } from '../../shared/operations/agentTool';
import { eachCall } from '../../shared/operations/eachCall';
import type { Operation } from '../../shared/operations/operation';
import { Item } from '../../shared/operations/operation';
import { textOf } from '../../shared/operations/parameters';
import { formed, readForm, recordParameters } from '../../shared/operations/recordOptions';
import type { YeastarConnection } from '../api/connection';
import { requireLegId } from '../api/errors';
import type { FoundSummary } from '../api/findSummary';
import { summaryOfAnySide, summaryOfSide } from '../api/findSummary';
import type { SummaryRecord } from '../api/toCallRecord';
import { toSummaryRecord } from '../api/toCallRecord';
import type { Party } from '../api/summary';
import {
	extensionParameters,
	legIdParameter,
	readExtension,
	readKeptExtension,
} from '../parameters';

/** The keys that only these records have. */
const OWNER_KEYS = ['party', 'extensionNumber', 'extensionName'];

/** What the PBX's AI wrote about a leg. */
export const getSummary: Operation<YeastarConnection> = {
	name: 'Get Summary',
	value: 'getSummary',
	description: 'Get the AI summary of a call',
	action: 'Get summary',
	toolDescription: toolDescriptions.getSummary,
	parameters: [
		legIdParameter,
		{
			displayName: 'Party',
			name: 'party',
			type: 'options',
			options: [
				{ name: 'Callee', value: 'callee', description: 'The extension that was called' },
				{ name: 'Caller', value: 'caller', description: 'The extension that made the call' },
				{
					name: 'Either Party',
					value: 'any',
					description: 'The extension that took part in the call, or the AI receptionist',
				},
			],
			default: 'any',
			description: 'Whose summary to get. Each side of a call can have its own.',
		},
		...extensionParameters,
		...recordParameters({ more: OWNER_KEYS }),
	],
	async execute(context, itemIndex, connection) {
		const form = readForm(context, itemIndex, { more: OWNER_KEYS });
		const find = readWhose(context, itemIndex, connection);
		return await eachCall(context, 'legId', itemIndex, async (legId) => {
			const found = await find(legId);
			if (found.missing) requireLegId(legId);
			const json = form.simplify ? formed(recordOf(legId, found), form) : rawOf(found);
			return new Item(json, { hint: found.missing });
		});
	},
};

/** @throws NodeOperationError when Party is not one of its choices, or no extension is selected */
function readWhose(
	context: IExecuteFunctions,
	itemIndex: number,
	connection: YeastarConnection,
): (legId: string) => Promise<FoundSummary> {
	const party = readParty(context, itemIndex);
	if (party === 'any') {
		const first = readKeptExtension(context, itemIndex);
		return async (legId) => await summaryOfAnySide(connection, legId, first);
	}
	const chosen = readExtension(context, itemIndex);
	return async (legId) => await summaryOfSide(connection, legId, party, chosen);
}

function readParty(context: IExecuteFunctions, itemIndex: number): Party | 'any' {
	const party = textOf(context.getNodeParameter('party', itemIndex)).toLowerCase();
	if (party === 'any' || party === 'caller' || party === 'callee') return party;
	throw new NodeOperationError(
		context.getNode(),
		'Party must be Callee, Caller, or Either Party.',
		{
			description:
				'Choose one of them, or use an expression that returns "callee", "caller", or "any".',
			itemIndex,
		},
	);
}

function recordOf(legId: string, { side, leg }: FoundSummary): SummaryRecord {
	const record = toSummaryRecord(legId, side?.party ?? null, side?.summary ?? null);
	return leg ? { ...record, ...leg.summarized() } : record;
}

/** The vendor's own object that has the summary. */
const rawOf = ({ side, leg }: FoundSummary): object => side?.raw ?? leg?.raw ?? {};
