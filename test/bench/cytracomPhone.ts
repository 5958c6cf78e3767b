import { CytracomAccount } from '../lab/simulators/cytracom/account';
import { cytracomDefaultOptions } from '../lab/simulators/cytracom/options';
import { toRow } from '../lab/simulators/cytracom/rows';
import { sampleCytracomCall } from '../lab/simulators';
import type { Handler, PhoneSpec } from './phone';
import { repeated, sendJson, startOf } from './phone';

/** Rows as the simulator writes them, one after the other in one buffer: any page is a part of it. */
interface Rows {
	bytes: Buffer;
	/** Of each row, and the end of the last one. A comma precedes each but the first. */
	offsets: Float64Array;
	starts: Float64Array;
}

/** Cytracom with precomputed rows, so that it takes next to no time to answer. Asks for no token. */
export function cytracomPhone(spec: PhoneSpec): Handler {
	const rows = rowsOf(spec);
	return ({ searchParams }, response) => {
		const size = Number(searchParams.get('page_size') ?? 50);
		const cursor = searchParams.get('cursor');
		const first =
			cursor === null
				? firstFrom(rows.starts, dateIn(searchParams, 'from_date'))
				: Number(Buffer.from(cursor, 'base64').toString());
		const end = firstFrom(rows.starts, dateIn(searchParams, 'to_date') + 1);
		const last = Math.max(first, Math.min(first + size, end));
		const next = last < end ? JSON.stringify(Buffer.from(String(last)).toString('base64')) : 'null';
		sendJson(
			response,
			Buffer.concat([
				Buffer.from(
					`{"code":200,"data":{"page_size":${last - first},"next_cursor":${next},"transcriptions":[`,
				),
				rows.bytes.subarray(rows.offsets[first]! + (first === 0 ? 0 : 1), rows.offsets[last]),
				Buffer.from(']}}'),
			]),
		);
	};
}

function rowsOf(spec: PhoneSpec): Rows {
	const account = new CytracomAccount(cytracomDefaultOptions());
	const offsets = new Float64Array(spec.calls + 1);
	const starts = new Float64Array(spec.calls);
	const pieces: Buffer[] = [];
	for (let place = 0; place < spec.calls; place++) {
		const startedAt = startOf(spec, place);
		const call = sampleCytracomCall({ startedAt, index: place });
		const lines = repeated(call.transcript!.split('\n'), spec.turnsOfCall);
		const row = { ...call, transcript: lines.join('\n'), place };
		const text = (place === 0 ? '' : ',') + JSON.stringify(toRow(account, row));
		pieces.push(Buffer.from(text));
		starts[place] = startedAt;
		offsets[place + 1] = offsets[place]! + pieces.at(-1)!.length;
	}
	return { bytes: Buffer.concat(pieces), offsets, starts };
}

/** The place of the first call that began at a moment or later. */
function firstFrom(starts: Float64Array, moment: number): number {
	let [low, high] = [0, starts.length];
	while (low < high) {
		const middle = (low + high) >> 1;
		if (starts[middle]! < moment) low = middle + 1;
		else high = middle;
	}
	return low;
}

const dateIn = (params: URLSearchParams, name: string): number =>
	Date.parse(params.get(name) ?? '');
