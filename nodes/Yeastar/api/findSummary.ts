import type { FoundCall } from '../../shared/found';
import type { CallHead } from '../../shared/record/callRecord';
import { hasSummary } from '../../shared/record/summary';
import type { YeastarConnection } from './connection';
import type { ChosenExtension, Extension } from './extensions';
import { noExtension } from './extensions';
import { notFound } from './findCall';
import type { LegSummary, Party } from './summary';

/** The summary of a leg, from one of its sides or from the file, or why there is none. */
export interface FoundSummary {
	side: LegSummary | null;
	/** A leg whose summary belongs to no side, such as an AI receptionist's. */
	leg: FoundCall | null;
	/** Why there is none, in a sentence or two. */
	missing?: string;
}

/** @throws ServiceError, among others when there is no such extension */
export async function summaryOfSide(
	connection: YeastarConnection,
	legId: string,
	party: Party,
	chosen: ChosenExtension,
): Promise<FoundSummary> {
	const side = await askSide(connection, legId, party, chosen);
	if (isWritten(side)) return { side, leg: null };
	const who =
		chosen.by === 'id' ? `The extension with the ID ${chosen.value}` : `Extension ${chosen.value}`;
	const missing = `${who} has no summary as the ${party} of call ${legId}. It may not be ready yet. To check both sides, choose Either Party under Party.`;
	return { side, leg: null, missing };
}

/**
 * The first summary found: of the extensions that took part, callee before caller, else from the file, the only place
 * that has those of AI receptionists (docs/phone-systems.md, "Yeastar summary").
 *
 * @param first an extension to try first, as the callee
 * @throws ServiceError
 */
export async function summaryOfAnySide(
	connection: YeastarConnection,
	legId: string,
	first: ChosenExtension | null,
): Promise<FoundSummary> {
	if (first && (first.by === 'id' || (await lookUp(connection, first.value)))) {
		const side = await askSide(connection, legId, 'callee', first);
		if (isWritten(side)) return { side, leg: null };
	}
	const { call, searched } = await connection.findCall(legId);
	if (!call) return { side: null, leg: null, missing: notFound(legId, searched).message };
	const asked: string[] = [];
	for (const { party, number } of insideOf(call.head)) {
		if (!(await lookUp(connection, number))) continue;
		const side = await askSide(connection, legId, party, { by: 'number', value: number });
		if (isWritten(side)) return { side, leg: null };
		asked.push(`${number} as the ${party}`);
	}
	if (call.hasSummary) return { side: null, leg: call };
	const who = asked.length > 0 ? ` for ${asked.join(' or ')}` : '';
	const missing = `Call ${legId} has no summary${who}. It may not be ready yet.`;
	return { side: null, leg: null, missing };
}

const isWritten = (side: LegSummary | null): boolean => hasSummary(side?.summary.summary ?? null);

/** The sides that can be extensions. */
function insideOf({ direction, from, to }: CallHead): { party: Party; number: string }[] {
	const sides = [
		{ party: 'callee' as const, number: to?.trim(), isOutside: direction === 'outbound' },
		{ party: 'caller' as const, number: from?.trim(), isOutside: direction === 'inbound' },
	];
	return sides.flatMap(({ party, number, isOutside }) =>
		number && !isOutside ? [{ party, number }] : [],
	);
}

const lookUp = async (
	{ memo, findExtension }: YeastarConnection,
	number: string,
): Promise<Extension | null> =>
	await memo(`extension ${number}`, async () => await findExtension(number));

/**
 * The vendor's docs ask for the extension's ID, but their example sends the number (docs/phone-systems.md, "Yeastar
 * summary"): the ID goes first, then the number if the ID finds nothing for this extension.
 */
async function askSide(
	connection: YeastarConnection,
	legId: string,
	party: Party,
	{ by, value }: ChosenExtension,
): Promise<LegSummary | null> {
	const ask = async (idOrNumber: string) =>
		await connection.memo(
			JSON.stringify(['summary', legId, party, idOrNumber]),
			async () => await connection.readSummary(legId, party, idOrNumber),
		);
	if (by === 'id') return await ask(value);
	const extension = await lookUp(connection, value);
	if (!extension) throw noExtension(value);
	const { id, number } = extension;
	const found = await ask(id!);
	if (found?.summary.ext_num === number || !/^\d+$/.test(number!)) return found;
	const other = await ask(number!);
	return other?.summary.ext_num === number ? other : found;
}
