import { z } from 'zod';

import { instead } from '../../shared/requests/errors';
import type { NodeContext } from '../../shared/requests/http';
import { unexpectedAnswer } from '../../shared/requests/networkErrors';
import { issuesOf } from '../../shared/requests/schema';
import { get } from './client';
import { NO_DATA } from './errors';
import type { YeastarTurn } from './schemas';
import { contextAnswer, turnSchema } from './schemas';

export interface LegContext {
	turns: YeastarTurn[];
	/** The same as the PBX sent them. */
	raw: unknown[];
}

const PATH = '/openapi/v2.0/cdr/getaicontext';
/** Public clients page by 100 (apis.md, section 3.2). */
const PAGE_SIZE = 100;
/** A day of talk; a PBX that never ends its pages is stopped here. */
const MAX_PAGES = 500;

/**
 * The transcript of one call leg, all pages, in the order of the PBX. One leg a request, because the answer names its
 * legs `leg_1`, `leg_2` and not by ID (vendor page "Get AI Call Transcript"). Empty where the PBX has none.
 *
 * @param searchValue keeps the turns that contain it
 * @throws ServiceError
 */
export async function readContext(
	context: NodeContext,
	legId: string,
	searchValue?: string,
): Promise<LegContext> {
	const raw: unknown[] = [];
	const query = { cdr_ids: legId, ...(searchValue && { search_value: searchValue }) };
	const asked = new Set<number>();
	for (let page = 1; !asked.has(page) && asked.size < MAX_PAGES;) {
		asked.add(page);
		const { data, offset } = await readPage(context, { ...query, limit: PAGE_SIZE, offset: page });
		raw.push(...Object.values(data).flatMap((leg) => leg.context));
		// what is no further page leads to the first, which has been asked for
		page = Math.max(1, offset ?? 1);
	}
	const turns = z.array(turnSchema).safeParse(raw);
	if (!turns.success) throw unexpectedAnswer(issuesOf(turns.error));
	if (!searchValue) return { turns: turns.data, raw };
	// whether the PBX picks turns or whole legs is not said (vendor page "Get AI Call Transcript")
	const wanted = searchValue.toLowerCase();
	const fits = turns.data.map(({ content }) => content?.toLowerCase().includes(wanted) === true);
	return {
		turns: turns.data.filter((_, index) => fits[index]),
		raw: raw.filter((_, index) => fits[index]),
	};
}

async function readPage(context: NodeContext, query: Record<string, string | number>) {
	return await get(context, PATH, query, contextAnswer).catch(
		// one of the forms in which a PBX says that there is no transcript
		instead([NO_DATA], { data: {}, offset: null }),
	);
}
