import { randomBytes } from 'node:crypto';
import type { Answer, RecordedRequest } from '../shared/answer';
import { numbersToStrings, proxyPage } from '../shared/answer';
import { scatter } from '../shared/readings';
import type { SimulatedYeastarCall } from './calls';
import { isSummarised, isTranscribed } from './calls';
import { PbxError } from './errors';
import type { YeastarPbx } from './pbx';
import { checkAccess } from './access';
import { fileTime } from './timeRange';
import { turnsInOrder } from './turns';

/** Outside of /openapi. */
export const downloadPrefix = '/api/download/';

/** "The download URL is valid only for 30 minutes." */
const linkLifetimeMs = 30 * 60_000;

/** Creates the records of a file for each download; a text is one record as JSON already. */
export type FileSource = () => Iterable<object | string> | AsyncIterable<object | string>;

export interface DownloadFile {
	createdAt: number;
	/** `null`: the file holds `null` instead of an array. */
	content: FileSource | SimulatedYeastarCall[] | null;
}

/** Keeps what a file will hold (its text is made only while it is downloaded) and gives its name. */
export function createFile(pbx: YeastarPbx, content: DownloadFile['content']): string {
	const createdAt = pbx.clock.now();
	const stamp = new Date(pbx.wallTime(createdAt)).toISOString().replace(/\D/g, '').slice(0, 14);
	const version = pbx.options.firmware.replace(/^\d+/, 'X');
	const random = randomBytes(8).toString('hex');
	const name = `PBX-AI_Transcription-${version}-download-${stamp}-${random}.json`;
	for (const [old, file] of pbx.files) if (isExpired(pbx, file)) pbx.files.delete(old);
	pbx.files.set(name, {
		createdAt,
		content: Array.isArray(content) ? inFileOrder(pbx, content) : content,
	});
	return name;
}

/** GET /api/download/<file>?access_token=…, second step of aidownload. */
export function downloadFile(pbx: YeastarPbx, request: RecordedRequest): Answer {
	if (request.method !== 'GET') throw new PbxError(10001);
	checkAccess(pbx, request, 'cdr');
	const file = pbx.files.get(request.path.slice(downloadPrefix.length));
	if (!file || isExpired(pbx, file)) {
		if (pbx.readings.expiredLink === 'errcode') throw new PbxError(60001);
		return { status: 404, text: proxyPage(404), contentType: 'text/html' };
	}
	if (pbx.readings.processingFirst === 'atLink') reportProgress(pbx, request.path);
	const { content } = file;
	const contentType = 'application/json';
	if (content === null) return { status: 200, text: 'null', contentType };
	const pieces =
		typeof content === 'function'
			? generatedFile(content)
			: whileActive(pbx, written(recordsOf(pbx, content)));
	return { status: 200, pieces, contentType };
}

/** errcode 2 to the first of some equal requests. */
export function reportProgress(pbx: YeastarPbx, request: string): void {
	const times = pbx.readings.processingFirst === 'fourTimes' ? 4 : 1;
	const answered = pbx.processing.get(request) ?? 0;
	pbx.processing.delete(request);
	if (answered === times) return;
	pbx.processing.set(request, answered + 1);
	throw new PbxError(2);
}

const isExpired = (pbx: YeastarPbx, file: DownloadFile) =>
	pbx.clock.now() - file.createdAt >= linkLifetimeMs;

function inFileOrder(pbx: YeastarPbx, calls: SimulatedYeastarCall[]): SimulatedYeastarCall[] {
	switch (pbx.readings.fileOrder) {
		case 'ascending':
			return calls;
		case 'descending':
			return [...calls].reverse();
		case 'shuffled':
			return [...calls].sort((a, b) => scatter(a.legId) - scatter(b.legId));
	}
}

function* recordsOf(pbx: YeastarPbx, calls: readonly SimulatedYeastarCall[]): Iterable<object> {
	const legsOfCalls = new Map<string, number>();
	let position = 0;
	for (const call of calls) {
		position += 1;
		const legOfCall = (legsOfCalls.get(call.uid) ?? 0) + 1;
		legsOfCalls.set(call.uid, legOfCall);
		yield toRecord(pbx, call, pbx.readings.legNumber === 'inFile' ? position : legOfCall);
	}
}

/** Counts as a download under way from the first piece to the last, or until the client is gone. */
function* whileActive(pbx: YeastarPbx, pieces: Iterable<string>): Iterable<string> {
	pbx.activeDownloads += 1;
	try {
		yield* pieces;
	} finally {
		pbx.activeDownloads -= 1;
	}
}

function generatedFile(source: FileSource): Iterable<string> | AsyncIterable<string> {
	const records = source();
	return Symbol.iterator in records ? written(records) : writtenAsync(records);
}

function* written(records: Iterable<object | string>): Iterable<string> {
	let separator = '[';
	for (const record of records) {
		yield separator + asJson(record);
		separator = ',\n';
	}
	yield separator === '[' ? '[]' : ']';
}

async function* writtenAsync(records: AsyncIterable<object | string>): AsyncIterable<string> {
	let separator = '[';
	for await (const record of records) {
		yield separator + asJson(record);
		separator = ',\n';
	}
	yield separator === '[' ? '[]' : ']';
}

const asJson = (record: object | string) =>
	typeof record === 'string' ? record : JSON.stringify(record);

function toRecord(pbx: YeastarPbx, call: SimulatedYeastarCall, leg: number): object {
	const now = pbx.clock.now();
	const turns = isTranscribed(call, now) ? turnsInOrder(pbx, call) : [];
	const record = {
		uid: call.uid,
		leg_id: call.legId,
		leg,
		time: fileTime(pbx, call.startedAt),
		call_type: call.callType,
		call_from: party(pbx, call.callFrom, call.callFromName),
		call_to: party(pbx, call.callTo, call.callToName),
		status: call.status,
		call_duration: call.callDuration,
		ring_duration: call.ringDuration,
		talk_duration: call.talkDuration,
		hold_duration: call.holdDuration,
		ai_transcription: turns.map((turn) => ({
			source_number: turn.number,
			content: turn.text,
			timestamp: turn.at,
			duration: turn.duration ?? 0,
		})),
		ai_summary: pbx.text(isSummarised(call, now) ? summaryText(pbx, call.summary) : undefined),
		...call.raw,
	};
	return pbx.readings.numbersAsStrings ? (numbersToStrings(record) as object) : record;
}

/** A plain summary is one paragraph in HTML. */
function summaryText(pbx: YeastarPbx, summary = ''): string {
	const isPlain = summary.trim() !== '' && !summary.includes('<');
	return pbx.readings.fileSummary === 'html' && isPlain ? `<p>${summary}</p>\n` : summary;
}

function party(
	pbx: YeastarPbx,
	number: string,
	name = pbx.extensionByNumber(number)?.name,
): string {
	if (pbx.readings.partyFormat === 'plain' || name === undefined) return pbx.text(number);
	return `${name}<${number}>`;
}
