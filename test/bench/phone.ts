import type { IncomingMessage, ServerResponse } from 'node:http';

import { DAY } from '../lab/support/cytracom';

/** A phone system with calls that are evenly spread over a stretch of time. */
export interface PhoneSpec {
	vendor: 'cytracom' | 'yeastar';
	/** Starts of the first call and of the last one, milliseconds since 1970. */
	from: number;
	through: number;
	calls: number;
	turnsOfCall: number;
	/** From a request to its answer. */
	latencyMs: number;
}

/** Where it listens, and the days that it has calls of. */
export interface Phone extends PhoneSpec {
	origin: string;
}

/** Answers one request; the server around it has waited and counts the bytes. */
export type Handler = (
	url: URL,
	response: ServerResponse,
	request: IncomingMessage,
) => void | Promise<void>;

/** Start of a call by its place, on a whole second. */
export const startOf = ({ from, through, calls }: PhoneSpec, place: number): number => {
	const start = from + (calls === 1 ? 0 : ((through - from) * place) / (calls - 1));
	return Math.floor(start / 1000) * 1000;
};

/** The whole days that a phone has calls of, each from its first second to its last. */
export function daysOf({ from, through }: PhoneSpec): { from: number; through: number }[] {
	const days = Math.ceil((through - from) / DAY);
	return Array.from({ length: days }, (_, day) => ({
		from: from + day * DAY,
		through: from + (day + 1) * DAY - 1000,
	}));
}

/** The same list made longer or shorter. */
export const repeated = <T>(list: readonly T[], count: number): T[] =>
	Array.from({ length: count }, (_, at) => list[at % list.length]!);

export function sendJson(response: ServerResponse, body: Buffer | object): void {
	const bytes = Buffer.isBuffer(body) ? body : Buffer.from(JSON.stringify(body));
	response.setHeader('Content-Type', 'application/json');
	response.setHeader('Content-Length', bytes.length);
	response.end(bytes);
}
