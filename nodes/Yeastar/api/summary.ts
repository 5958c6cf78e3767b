import { valueOnCode } from '../../shared/requests/errors';
import { unexpectedAnswer } from '../../shared/requests/networkErrors';
import { issuesOf } from '../../shared/requests/schema';
import type { Client } from './client';
import { get } from './client';
import { NO_DATA } from './errors';
import type { YeastarSummary } from './schemas';
import { summaryAnswer, summarySchema } from './schemas';

export type Party = 'caller' | 'callee';

export interface LegSummary {
	/** Whose it is, by the side that the PBX sent it for. */
	party: Party;
	summary: YeastarSummary;
	/** The same as the PBX sent it. */
	raw: unknown;
}

const PATH = '/openapi/v2.0/cdr/getaisummary';
const sideOf = { caller: 'src', callee: 'dst' } as const;

/**
 * The PBX's summary of one leg for one of its two sides, or null. Takes whichever side is returned: in the vendor's own
 * example it is not the requested one (docs/phone-systems.md, "Yeastar summary").
 *
 * @param extensionId the ID of the extension, not its number
 * @throws ServiceError
 */
export async function readSummary(
	client: Client,
	legId: string,
	party: Party,
	extensionId: string,
): Promise<LegSummary | null> {
	const query = { cdr_id: legId, [`${sideOf[party]}_ext_id`]: extensionId };
	const sides = await readSides(client, query);
	const other = party === 'caller' ? 'callee' : 'caller';
	for (const side of [party, other] as const) {
		const raw = sides[sideOf[side]];
		if (raw === undefined || raw === null) continue;
		const parsed = summarySchema.safeParse(raw);
		if (!parsed.success) throw unexpectedAnswer(issuesOf(parsed.error));
		return { party: side, summary: parsed.data, raw };
	}
	return null;
}

async function readSides(
	client: Client,
	query: Record<string, string>,
): Promise<{ src?: unknown; dst?: unknown }> {
	const { data } = await get(client, PATH, query, summaryAnswer).catch(
		// one of the ways a PBX says that there is no summary yet
		valueOnCode([NO_DATA], { data: {} }),
	);
	return data;
}
