import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

import type { SimulatedYeastarCall, YeastarSimulator } from '../lab/simulators';
import { sampleYeastarCall, startYeastarSimulator } from '../lab/simulators';
import type { DisplayFormat } from '../lab/simulators/yeastar/displayFormat';
import { formatWall, parseWall } from '../lab/simulators/yeastar/displayFormat';
import type { Handler, PhoneSpec } from './phone';
import { repeated, sendJson, startOf } from './phone';

const FORMAT: DisplayFormat = {
	dateFormat: 'YYYY/MM/DD',
	timeFormat: 'hh:mm:ss',
	twelveHour: '01-12',
};
/** The call that all records are copies of: its id and its time stand where each copy has its own. */
const PATTERN = { id: '20010203040506-00000000', startedAt: Date.UTC(2001, 1, 3, 4, 5, 6) };
const DIGITS = 8;
/** Copies written at a time. */
const BLOCK_BYTES = 256 * 1024;

/**
 * A PBX in UTC with precomputed answers. Its file is made of one record, copied with other ids and times while it is sent:
 * it may have any size. Asks for no token.
 */
export async function yeastarPhone(spec: PhoneSpec): Promise<Handler> {
	const { file, ...answers } = await answersOfSimulator(spec.turnsOfCall);
	const block = blockOf(file, spec);
	return async ({ pathname, searchParams }, response) => {
		response.setHeader('Connection', 'close');
		const answer = Object.entries(answers).find(([name]) => pathname.endsWith(name))?.[1];
		if (answer) return sendJson(response, answer);
		const [first, last] = /-(\d+)-(\d+)\.json$/.exec(pathname)?.slice(1).map(Number) ?? [];
		if (first !== undefined) {
			response.setHeader('Content-Type', 'application/json');
			const pieces = Readable.from(fileOf(spec, block, first, last!), { objectMode: true });
			// a client may go before the end
			return await pipeline(pieces, response).catch(() => undefined);
		}
		const places = placesIn(spec, searchParams).join('-');
		const name = `PBX-AI_Transcription-X.23.0.123-download-${places}.json`;
		return sendJson(response, {
			errcode: 0,
			errmsg: 'SUCCESS',
			file: name,
			download_resource_url: `/api/download/${name}`,
		});
	};
}

/** What the simulator answers of one call, by the end of the path that is asked for. */
async function answersOfSimulator(turnsOfCall: number) {
	const pbx = await startYeastarSimulator({ timeZone: 'UTC', accessTokenSeconds: 86_400 });
	try {
		const sample = sampleYeastarCall({ startedAt: PATTERN.startedAt, timeZone: 'UTC' });
		const turns = repeated(sample.turns, Math.min(turnsOfCall, 100));
		const call: SimulatedYeastarCall = { ...sample, ...PATTERN, legId: PATTERN.id, turns };
		pbx.addCall(call);
		const signIn = await ask(pbx, '/openapi/v1.0/get_token', {
			method: 'POST',
			headers: { 'Content-Type': 'application/json' },
			body: JSON.stringify({ username: pbx.options.clientId, password: pbx.options.clientSecret }),
		});
		const token = `access_token=${signIn.access_token as string}`;
		const get = async (path: string, query = '') => await ask(pbx, `${path}?${token}${query}`);
		const { download_resource_url: link } = await get('/openapi/v2.0/cdr/aidownload');
		const [record] = (await get(link as string)) as unknown as Record<string, unknown>[];
		const long = repeated(record!.ai_transcription as unknown[], turnsOfCall);
		const context = await get('/openapi/v2.0/cdr/getaicontext', `&cdr_ids=${PATTERN.id}`);
		return {
			get_token: bytesOf(signIn),
			del_token: bytesOf({ errcode: 0, errmsg: 'SUCCESS' }),
			'system/information': bytesOf(await get('/openapi/v1.0/system/information')),
			getaicontext: bytesOf(context),
			file: bytesOf({ ...record, uid: PATTERN.id, ai_transcription: long }),
		};
	} finally {
		await pbx.close();
	}
}

async function ask(pbx: YeastarSimulator, path: string, init?: RequestInit) {
	return (await (await fetch(pbx.origin + path, init)).json()) as Record<string, unknown>;
}

const bytesOf = (json: object): Buffer => Buffer.from(JSON.stringify(json));

/** Some records in a row, with the places in them where each has its own id and time. */
interface Block {
	bytes: Buffer;
	records: number;
	recordBytes: number;
	ids: number[];
	times: number[];
}

function blockOf(record: Buffer, { calls }: PhoneSpec): Block {
	const one = Buffer.concat([record, Buffer.from(',')]);
	const records = Math.max(1, Math.min(calls, Math.floor(BLOCK_BYTES / one.length)));
	return {
		bytes: Buffer.concat(repeated([one], records)),
		records,
		recordBytes: one.length,
		ids: placesOf(one, PATTERN.id).map((at) => at + PATTERN.id.length - DIGITS),
		times: placesOf(one, formatWall(PATTERN.startedAt, FORMAT)),
	};
}

function placesOf(bytes: Buffer, text: string): number[] {
	const places: number[] = [];
	for (let at = bytes.indexOf(text); at >= 0; at = bytes.indexOf(text, at + 1)) places.push(at);
	return places;
}

/** The file with the calls from one place to another, piece by piece. */
function* fileOf(spec: PhoneSpec, block: Block, first: number, end: number): Generator<Buffer> {
	yield Buffer.from('[');
	for (let place = first; place < end; place += block.records) {
		const count = Math.min(block.records, end - place);
		const bytes = Buffer.from(block.bytes.subarray(0, count * block.recordBytes));
		for (let copy = 0; copy < count; copy++) {
			const at = copy * block.recordBytes;
			const number = String(place + copy).padStart(DIGITS, '0');
			const time = formatWall(startOf(spec, place + copy), FORMAT);
			for (const id of block.ids) bytes.write(number, at + id, 'latin1');
			for (const start of block.times) bytes.write(time, at + start, 'latin1');
		}
		yield place + count === end ? bytes.subarray(0, -1) : bytes;
	}
	yield Buffer.from(']');
}

/** The place of the first call of the asked time, and of the first one after it. */
function placesIn(spec: PhoneSpec, params: URLSearchParams): [number, number] {
	const start = parseWall(params.get('start_time') ?? '', FORMAT) ?? -Infinity;
	const end = parseWall(params.get('end_time') ?? '', FORMAT) ?? Infinity;
	const before = (moment: number) => {
		let place = 0;
		while (place < spec.calls && startOf(spec, place) < moment) place++;
		return place;
	};
	return [before(start), before(end + 1000)];
}
