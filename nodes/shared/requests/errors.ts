import type { INode } from 'n8n-workflow';
import { NodeApiError, NodeError } from 'n8n-workflow';

/**
 * What kind of failure it is, in the words that n8n's poll back-off understands: the first three pass
 * by themselves, the others need a person.
 */
export type FailureCause =
	| 'rate-limited'
	| 'quota-exhausted'
	| 'temporarily-unavailable'
	| 'credential-invalid'
	| 'configuration-invalid'
	| 'node-defect';

/** One row of a table of errors: what users read when a code arrives. */
export interface ErrorRow {
	/** One sentence: what happened. */
	what: string;
	/** One sentence: what to do, with the place in the vendor's menu. */
	advice: string;
	cause?: FailureCause;
	/** The same request may succeed in a moment, so it is repeated. */
	repeat?: boolean;
	/** The other side works on it: no failure yet, so it is waited for longer. */
	inProgress?: boolean;
	/** The other side has too much to do: it gets fewer requests at a time. */
	overload?: boolean;
}

interface Details extends ErrorRow {
	/** The vendor's own code (`errcode`, `error_code`), an HTTP status, or the network's (`ECONNREFUSED`). */
	serviceCode?: string;
	/** How long the other side asked us to wait, in milliseconds. */
	retryAfterMs?: number;
}

/**
 * A failure outside this package, told in two sentences. Thrown wherever a phone system answers with an error,
 * with something unreadable or not at all. Never holds a token, a secret or a signed link.
 *
 * It has no property `code`: n8n's credential test would show that alone (n8n, `credentials-tester.service`).
 */
export class ServiceError extends Error {
	override readonly name: string = 'ServiceError';

	readonly what: string;

	readonly advice: string;

	readonly serviceCode?: string;

	/** Whether to try again at once; false when that has been done enough. */
	repeat: boolean;

	readonly inProgress: boolean;

	readonly overload: boolean;

	/** The shape that n8n's poll back-off looks for along an error's causes. */
	readonly failure?: { cause: FailureCause; retryAfterMs?: number };

	/** Whether it may be over in a moment, without anybody doing anything. */
	get isPassing(): boolean {
		return this.failure?.cause === 'temporarily-unavailable';
	}

	constructor(details: Details) {
		const { what, advice, cause, repeat = false, serviceCode, retryAfterMs } = details;
		super(`${what} ${advice}${isVendors(serviceCode) ? ` (Code ${serviceCode})` : ''}`);
		this.what = what;
		this.advice = advice;
		this.serviceCode = serviceCode;
		this.repeat = repeat;
		this.inProgress = details.inProgress ?? false;
		this.overload = details.overload ?? false;
		if (cause) this.failure = { cause, ...(retryAfterMs && { retryAfterMs }) };
	}
}

/**
 * A code that somebody can look up. Those of the network stay out: n8n puts a text of its own in place of a sentence
 * with one.
 */
const isVendors = (code: string | undefined): boolean =>
	code !== undefined && /^(-?\d+|[a-z]+(_[a-z]+)+)$/.test(code);

/** The phone system answered the request itself, with a code that says no. Not thrown for the answer to a sign-in. */
export class RefusedError extends ServiceError {
	override readonly name: string = 'RefusedError';
}

/** The phone system does not accept the token of the request; another one may do. */
export class TokenRefusedError extends RefusedError {
	override readonly name = 'TokenRefusedError';
}

/** Nothing answered, or an answer broke off: the phone system may not have seen the request at all. */
export class NetworkError extends ServiceError {
	override readonly name = 'NetworkError';
}

/** The answer came too late for the poll that asked. */
export class TooSlowError extends ServiceError {
	override readonly name = 'TooSlowError';

	constructor(host: string) {
		super({
			what: `${host} took longer to send its calls than n8n allows for one poll.`,
			advice:
				'The next poll asks for a shorter period. If this keeps happening, lower Lookback Hours under Options.',
			cause: 'temporarily-unavailable',
		});
	}
}

/**
 * Thrown by a credential's `authenticate`: n8n then runs its `preAuthentication`, as after an answer of HTTP 401, and
 * authenticates again (n8n-core, `request-helpers/authentication`). So a sign-in happens where n8n itself sees no need.
 */
export class RenewalNeeded extends ServiceError {
	readonly response = { status: 401 };
}

/** The ServiceError that an error is or was caused by: n8n wraps what a request throws. */
export function serviceErrorIn(error: unknown): ServiceError | undefined {
	for (let current = error, depth = 0; current instanceof Error && depth < 8; depth++) {
		if (current instanceof ServiceError) return current;
		current = current.cause;
	}
	return undefined;
}

/**
 * For `catch()`: the value to go on with where the phone system refused the request with one of these codes; every other
 * error is thrown on.
 */
export const valueOnCode =
	<T>(codes: string[], value: T) =>
	(error: unknown): T => {
		if (error instanceof RefusedError && codes.includes(error.serviceCode ?? '')) return value;
		throw error;
	};

/** For `catch()`: the failure as a value; what is no failure of a service is thrown on. */
export function asProblem(error: unknown): ServiceError {
	const problem = serviceErrorIn(error);
	if (!problem) throw error;
	return problem;
}

/** Whether the user stopped the execution: nothing is to be reported or tried again then. */
export function isCancelled(error: unknown, signal?: AbortSignal): boolean {
	return signal?.aborted === true || (error as Error | undefined)?.name === 'AbortError';
}

/**
 * What work that the user stopped ends with, in place of the error of a request: that one holds the whole request, token
 * and all. n8n knows a stop by the word "canceled" (n8n-core, `processSuccessExecution`).
 */
export const cancelled = (): Error =>
	Object.assign(new Error('The execution was canceled.'), { name: 'AbortError' });

/**
 * The error that n8n shows: the sentence, the advice, the vendor's code and the item. n8n's own errors and defects of
 * ours pass through unchanged.
 */
export function toNodeError(node: INode, error: unknown, itemIndex?: number): Error {
	const service = serviceErrorIn(error);
	if (!service) {
		if (error instanceof NodeError && itemIndex !== undefined)
			error.context.itemIndex ??= itemIndex;
		return error instanceof Error ? error : new Error(String(error));
	}
	const { what, advice, serviceCode, failure } = service;
	const nodeError = new NodeApiError(
		node,
		{ message: what },
		{
			message: what,
			description: serviceCode ? `${advice} (Code ${serviceCode})` : advice,
			// n8n replaces our sentence by its own for the codes that it knows: ours comes afterwards
			httpCode: 'none',
			itemIndex,
		},
	);
	return Object.assign(nodeError, { failure, httpCode: serviceCode ?? null });
}
