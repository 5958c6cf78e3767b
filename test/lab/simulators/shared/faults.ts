import type { Answer, RecordedRequest } from './answer';

/** Which requests a fault meets. */
export interface FaultTarget {
	/** On the path without the query: a part of it, or a pattern. Default: every path. */
	match?: string | RegExp;
	method?: string;
	/** How many requests it meets; default 1, `Infinity` for all. */
	times?: number;
	/** How many matching requests it lets through first. */
	skip?: number;
	/** Chance (0 to 1) of meeting a matching request, by `FaultList.random`. */
	probability?: number;
	/** The vendor does the work (issues the token, prepares the file), only its answer is spoilt. Default false. */
	handled?: boolean;
}

/** What goes wrong. Times are real milliseconds, also with a virtual clock. */
export type FaultEffect =
	/** The answer comes `ms` later; every matching latency counts, and another fault may follow. */
	| { kind: 'latency'; ms: number }
	/** The connection is reset before anything is answered. */
	| { kind: 'reset' }
	/** The connection is reset in the middle of the body. */
	| { kind: 'resetBody' }
	/** Headers and `bytes` (default 0) of the body, then silence until the client gives up. */
	| { kind: 'stall'; bytes?: number }
	/** No answer at all, until the client gives up. */
	| { kind: 'hang' }
	/** An answer of a proxy. Default body: the HTML page of nginx for that status. */
	| { kind: 'http'; status: number; headers?: Record<string, string>; body?: string }
	/** The right answer, cut off in the middle, with a valid length. */
	| { kind: 'cutJson' }
	/** A literal body; default status 200 and `application/json`. */
	| { kind: 'body'; body: string; contentType?: string; status?: number }
	| { kind: 'redirect'; location: string; status?: number }
	/** An answer made of the request, as of servers that repeat the address or the token in what they answer. */
	| { kind: 'echo'; answer: (request: RecordedRequest) => Answer }
	/** A Yeastar failure, HTTP 200. */
	| { kind: 'errcode'; errcode: number; errmsg?: string }
	/** A Cytracom failure; without `errorCode` as its 401, 403 and 500 are. */
	| { kind: 'errorCode'; status: number; errorCode?: string; msg?: string }
	/** The right JSON answer, or downloaded file, changed. */
	| { kind: 'json'; change: (answer: unknown) => unknown }
	/** The right answer, or downloaded file, byte by byte, and what goes out in its place; see ChangedBytes. */
	| { kind: 'bytes'; change: (body: Buffer) => ChangedBytes };

/** An answer on the wire: its body, and what differs from the right answer's head. */
export interface ChangedBytes {
	body: Buffer;
	status?: number;
	/** Over the right ones: `Content-Type`, `Content-Encoding`, `Date`. */
	headers?: Record<string, string>;
}

export type Fault = FaultTarget & FaultEffect;

type Latency = Extract<Fault, { kind: 'latency' }>;
/** A fault that decides the answer; at most one per request. */
export type AnswerFault = Exclude<Fault, Latency>;

interface Planned {
	fault: Fault;
	matched: number;
	left: number;
}

/** The faults that a simulator is going to have, in the order in which they were added. */
export class FaultList {
	/** Decides on `probability`; replace it by a seeded one to repeat a run. */
	random: () => number;
	#planned: Planned[] = [];

	constructor(random: () => number = Math.random) {
		this.random = random;
	}

	add(...faults: Fault[]): void {
		for (const fault of faults) {
			this.#planned.push({ fault, matched: 0, left: fault.times ?? 1 });
		}
	}

	clear(): void {
		this.#planned = [];
	}

	/** The faults that are not used up. */
	get list(): Fault[] {
		return this.#planned.map(({ fault }) => fault);
	}

	/** Called by the server for each request: all latencies that meet it, and the first other fault. */
	take(method: string, path: string): { latencyMs: number; fault?: AnswerFault } {
		let latencyMs = 0;
		let answerFault: AnswerFault | undefined;
		for (const planned of this.#planned) {
			const { fault } = planned;
			if (fault.kind !== 'latency' && answerFault) continue;
			if (!this.#meets(planned, method, path)) continue;
			planned.left -= 1;
			if (fault.kind === 'latency') latencyMs += fault.ms;
			else answerFault = fault;
		}
		this.#planned = this.#planned.filter(({ left }) => left > 0);
		return { latencyMs, fault: answerFault };
	}

	#meets(planned: Planned, method: string, path: string): boolean {
		const { fault } = planned;
		if (fault.method && fault.method.toUpperCase() !== method) return false;
		if (!matchesPath(fault.match, path)) return false;
		planned.matched += 1;
		if (planned.matched <= (fault.skip ?? 0)) return false;
		return fault.probability === undefined || this.random() < fault.probability;
	}
}

function matchesPath(match: string | RegExp | undefined, path: string): boolean {
	if (match === undefined) return true;
	return typeof match === 'string' ? path.includes(match) : path.search(match) >= 0;
}
