import { valueOnCode } from '../../shared/requests/errors';
import { unexpectedAnswer } from '../../shared/requests/networkErrors';
import { issuesOf } from '../../shared/requests/schema';
import type { Client } from './client';
import { get } from './client';
import { NO_DATA } from './errors';
import type { YeastarTurn } from './schemas';
import { contextAnswer, readTurns } from './schemas';

export interface LegTranscript {
	turns: YeastarTurn[];
	/** The same turns as the PBX sent them. */
	raw: unknown[];
}

const PATH = '/openapi/v2.0/cdr/getaicontext';
/** Public clients page by 100 (docs/phone-systems.md, "Yeastar transcript"). */
const PAGE_SIZE = 100;
/** A day of talk; a PBX whose pages never end is stopped here. */
const MAX_PAGES = 500;

/**
 * The transcript of one call leg, all pages, in the order of the PBX. One leg per request, because the answer names its
 * legs `leg_1`, `leg_2`, not by ID (docs/phone-systems.md, "Yeastar transcript"). Empty if the PBX has none.
 *
 * @throws ServiceError
 */
export async function readTranscript(client: Client, legId: string): Promise<LegTranscript> {
	const raw: unknown[] = [];
	const asked = new Set<number>();
	for (let page = 1; !asked.has(page) && asked.size < MAX_PAGES;) {
		asked.add(page);
		const query = { cdr_ids: legId, limit: PAGE_SIZE, offset: page };
		const { data, offset } = await get(client, PATH, query, contextAnswer).catch(
			// one of the ways a PBX says that there is no transcript
			valueOnCode([NO_DATA], { data: {}, offset: null }),
		);
		raw.push(...Object.values(data).flatMap((leg) => leg.context));
		// anything but a next page leads to the first, which was already read
		page = Math.max(1, offset ?? 1);
	}
	const turns = readTurns(raw);
	if (!turns.success) throw unexpectedAnswer(issuesOf(turns.error));
	return { turns: turns.data, raw };
}

/**
 * The turns that contain some text. Filtered here, because seconds count from the first turn of the leg, and because it is
 * undocumented whether the PBX filters turns or whole legs.
 */
export function turnsWith({ turns, raw }: LegTranscript, searchValue: string): LegTranscript {
	const wanted = searchValue.toLowerCase();
	const fits = turns.map(({ content }) => content?.toLowerCase().includes(wanted) === true);
	return {
		turns: turns.filter((_, index) => fits[index]),
		raw: raw.filter((_, index) => fits[index]),
	};
}
