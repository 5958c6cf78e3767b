import { setTimeout as wait } from 'node:timers/promises';
import type { RecordedRequest } from '../shared/answer';
import type { SimulatedYeastarCall } from './calls';
import { isTranscribed } from './calls';
import { createFile, reportProgress } from './downloadFiles';
import { PbxError } from './errors';
import { oneOf } from './parameters';
import type { YeastarPbx } from './pbx';
import type { Body } from './access';
import { callsInRange, readRange } from './timeRange';

const callTypes = ['Internal', 'Inbound', 'Outbound'] as const;
const statuses = ['ANSWERED', 'NO ANSWER', 'ABANDONED', 'BUSY', 'FAILED', 'VOICEMAIL'] as const;

/** Real milliseconds that preparing a file takes where `overload` matters, so that requests can overlap. */
const preparationMs = 5;

/** GET v2.0/cdr/aidownload, first step: prepares a file of the call legs that fit, and gives its link. */
export async function aiDownload(pbx: YeastarPbx, request: RecordedRequest): Promise<Body> {
	const { query } = request;
	const range = readRange(pbx, query.start_time, query.end_time);
	const callType = oneOf(query.call_type, callTypes);
	const lastStatus = oneOf(query.last_status, statuses);
	if (pbx.readings.overload) await prepareAlone(pbx);
	if (pbx.preparation) await prepare(pbx, pbx.preparation);
	const { processingFirst } = pbx.readings;
	if (processingFirst === true || processingFirst === 'fourTimes') {
		reportProgress(pbx, JSON.stringify(asked(query)));
	}
	if (pbx.fileSource) return link(pbx, request, createFile(pbx, pbx.fileSource));

	const now = pbx.clock.now();
	const found = callsInRange(pbx, range).filter(
		(call) =>
			(pbx.readings.pendingCall === 'emptyTranscript' || isTranscribed(call, now)) &&
			(callType === undefined || call.callType === callType) &&
			(lastStatus === undefined || (call.callStatus ?? call.status) === lastStatus) &&
			isParty(pbx, call.callFrom, query.call_from) &&
			isParty(pbx, call.callTo, query.call_to),
	);
	return found.length === 0 ? noMatch(pbx, request) : link(pbx, request, createFile(pbx, found));
}

const asked = (query: RecordedRequest['query']) => ({ ...query, access_token: undefined });

function link(pbx: YeastarPbx, { headers }: RecordedRequest, name: string): Body {
	const origin = `${pbx.options.https ? 'https' : 'http'}://${headers.host ?? ''}`;
	const path = `api/download/${name}`;
	const forms = {
		leadingSlash: `/${path}`,
		noSlash: path,
		wholeAddress: `${origin}/${path}`,
	};
	return { file: name, download_resource_url: forms[pbx.readings.linkForm] };
}

function noMatch(pbx: YeastarPbx, request: RecordedRequest): Body {
	switch (pbx.readings.noMatchAnswer) {
		case 'emptyFile':
			return link(pbx, request, createFile(pbx, []));
		case 'nullFile':
			return link(pbx, request, createFile(pbx, null));
		case 'missingLink':
			return {};
		case 'nullLink':
			return { data: null, file: null, download_resource_url: null };
		case 60001:
			throw new PbxError(60001);
	}
}

/** 70082 while another file is prepared or downloaded. */
async function prepareAlone(pbx: YeastarPbx): Promise<void> {
	if (pbx.activeDownloads > 0) throw new PbxError(70082);
	pbx.activeDownloads += 1;
	await wait(preparationMs);
	pbx.activeDownloads -= 1;
}

async function prepare(pbx: YeastarPbx, preparation: () => Promise<void>): Promise<void> {
	if (pbx.isPreparing) throw new PbxError(pbx.busyCode);
	pbx.isPreparing = true;
	await preparation().finally(() => (pbx.isPreparing = false));
}

function isParty(pbx: YeastarPbx, number: SimulatedYeastarCall['callFrom'], wanted = ''): boolean {
	if (wanted === '') return true;
	return pbx.readings.filters === 'exact' ? number === wanted : number.includes(wanted);
}
