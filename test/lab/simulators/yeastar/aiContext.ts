import type { RecordedRequest } from '../shared/answer';
import { isTranscribed } from './calls';
import { PbxError } from './errors';
import { positiveInteger, required } from './parameters';
import type { YeastarPbx } from './pbx';
import type { Body } from './access';
import { turnsInOrder } from './turns';

interface Page {
	limit: number;
	/** From 1. */
	number: number;
}

interface Leg {
	legId: string;
	context: unknown[];
	/** Whether the leg has turns at all, whatever the search found. */
	silent: boolean;
	hasMore: boolean;
}

/** GET v2.0/cdr/getaicontext: the turns of one or more legs, keyed `leg_1`, `leg_2`; no leg ID in the answer. */
export function aiContext(pbx: YeastarPbx, { query }: RecordedRequest): Body {
	const legIds = required(query.cdr_ids).split(',');
	if (pbx.readings.legsPerRequest === 'one' && legIds.length > 1) throw new PbxError(40002);
	const page = requestedPage(pbx, query);
	const asked = legIds.map((legId) => readLeg(pbx, legId, query.search_value ?? '', page));
	const { silentLeg, legOrder, legKeys } = pbx.readings;
	const legs = silentLeg === 'emptyContext' ? asked : asked.filter(({ silent }) => !silent);
	if (legs.length === 0 && silentLeg === 60001) throw new PbxError(60001);
	if (legs.length === 0 && silentLeg === 'null') return { data: null, offset: -1 };
	if (legOrder === 'reversed') legs.reverse();
	const data = Object.fromEntries(
		legs.map(({ legId, context }, index) => [
			legKeys === 'legId' ? legId : `leg_${index + 1}`,
			{ context },
		]),
	);
	const hasMore = legs.some((leg) => leg.hasMore);
	return { data, offset: page && hasMore ? page.number + 1 : -1 };
}

/** `limit` and `offset` (a page number) work together only. */
function requestedPage(pbx: YeastarPbx, query: RecordedRequest['query']): Page | undefined {
	const limit = positiveInteger(query.limit);
	const number = positiveInteger(query.offset);
	if (pbx.readings.contextPaging === 'ignored') return undefined;
	return limit !== undefined && number !== undefined ? { limit, number } : undefined;
}

function readLeg(pbx: YeastarPbx, legId: string, search: string, page: Page | undefined): Leg {
	const call = pbx.callLog.get(legId);
	const visible = call && isTranscribed(call, pbx.clock.now());
	const turns = visible ? turnsInOrder(pbx, call) : [];
	const wanted = search.toLowerCase();
	const fits = turns.filter(({ text }) => text.toLowerCase().includes(wanted));
	const found = pbx.readings.searchValue === 'legs' && fits.length > 0 ? turns : fits;
	const end = page ? page.limit * page.number : found.length;
	const overlap = pbx.readings.contextPaging === 'overlapping' ? 1 : 0;
	const start = page ? Math.max(0, end - page.limit - overlap) : 0;
	const context = found.slice(start, end).map((turn) => ({
		id: turn.id,
		content: turn.text,
		created_at: Math.floor((turn.createdAt ?? turn.at) / 1000),
		timestamp: turn.at,
		duration: turn.duration ?? 0,
		source_number: turn.number,
		type: turn.type ?? 'speak',
		avatar: pbx.text(turn.avatar),
		name: pbx.text(turn.name ?? pbx.extensionByNumber(turn.number)?.name),
	}));
	return { legId, context, silent: turns.length === 0, hasMore: end < found.length };
}
