import type { RecordedRequest } from '../shared/answer';
import { scatter } from '../shared/readings';
import type { SimulatedSummary, SimulatedYeastarCall } from './calls';
import { isSummarised } from './calls';
import { PbxError } from './errors';
import type { SimulatedExtension } from './options';
import { positiveInteger, required } from './parameters';
import type { YeastarPbx } from './pbx';
import type { Body } from './access';

type Side = 'src' | 'dst';

/**
 * GET v2.0/cdr/getaisummary: the summary of one leg for one side, by the extension's ID.
 * Summaries of an AI receptionist are not served here, only in the file of aidownload.
 */
export function aiSummary(pbx: YeastarPbx, { query }: RecordedRequest): Body {
	const legId = required(query.cdr_id);
	const source = positiveInteger(query.src_ext_id);
	const destination = positiveInteger(query.dst_ext_id);
	const asked: Side = source === undefined ? 'dst' : 'src';
	const wanted = source ?? destination;
	if (wanted === undefined || (source !== undefined && destination !== undefined)) {
		throw new PbxError(40002);
	}
	const extension =
		pbx.readings.extIdMeaning === 'id'
			? pbx.extensionById(wanted)
			: pbx.extensionByNumber(String(wanted));
	const call = pbx.callLog.get(legId);
	const visible = call && extension && isSummarised(call, pbx.clock.now());
	const summary = visible ? findSummary(pbx, call, extension, asked) : undefined;
	const key = pbx.readings.summaryParty === 'asAsked' ? asked : otherSide(asked);
	if (!call || !extension || !summary) return noSummary(pbx, legId, key);
	return { data: { [key]: toRecord(pbx, call, extension, summary) } };
}

/** A PBX that mixes up the sides (the sample) goes by the extension alone. */
function findSummary(
	pbx: YeastarPbx,
	call: SimulatedYeastarCall,
	extension: SimulatedExtension,
	asked: Side,
): SimulatedSummary | undefined {
	const sides: Side[] = pbx.readings.summaryParty === 'asAsked' ? [asked] : ['src', 'dst'];
	return sides
		.map((side) => call.summaries?.[side])
		.find((summary) => summary?.extensionId === extension.id);
}

function noSummary(pbx: YeastarPbx, legId: string, key: Side): Body {
	switch (pbx.readings.noSummary) {
		case 60001:
			throw new PbxError(60001);
		case 'emptyData':
			return { data: {} };
		case 'nullData':
			return { data: null };
		case 'blankSummary':
			return { data: { [key]: { call_id: legId, summary: ' ', avatar: '', name: '' } } };
	}
}

function toRecord(
	pbx: YeastarPbx,
	call: SimulatedYeastarCall,
	extension: SimulatedExtension,
	summary: SimulatedSummary,
) {
	const ended = call.startedAt + call.callDuration * 1000;
	const createdAt = Math.floor((summary.createdAt ?? ended) / 1000);
	return {
		id: summary.id ?? scatter(`${call.legId}:${extension.id}`) % 100_000,
		call_id: call.legId,
		summary: summary.html,
		created_at: pbx.readings.createdAtAsString ? String(createdAt) : createdAt,
		updated_at: createdAt,
		avatar: pbx.text(undefined),
		name: summary.name ?? extension.name,
		ext_num: extension.number,
	};
}

const otherSide = (side: Side): Side => (side === 'src' ? 'dst' : 'src');
