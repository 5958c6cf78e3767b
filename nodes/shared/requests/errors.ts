import type { INode } from 'n8n-workflow';
import { NodeApiError, NodeError } from 'n8n-workflow';

/**
 * The kind of failure, in the terms of n8n's poll back-off: the first three pass on their own, the others need a
 * person.
 */
export type FailureCause =
	| 'rate-limited'
	| 'quota-exhausted'
	| 'temporarily-unavailable'
	| 'credential-invalid'
	| 'configuration-invalid'
	| 'node-defect';

/** One row of an error table: what users read when a code arrives. */
export interface ErrorRow {
	/** One sentence: what happened. */
	what: string;
	/** One sentence: what to do, with the place in the vendor's menu. */
	advice: string;
	cause?: FailureCause;
	/** The same request may succeed in a moment, so it is repeated. */
	repeat?: boolean;
	/** The other side is working on it: not a failure yet, so we wait longer. */
	inProgress?: boolean;
	/** The other side is overloaded: it gets fewer requests at a time. */
	overload?: boolean;
}

interface Details extends ErrorRow {
	/** The vendor's own code (`errcode`, `error_code`), an HTTP status, or the network's (`ECONNREFUSED`). */
	serviceCode?: string;
	/** How long the other side asked us to wait, in milliseconds. */
	retryAfterMs?: number;
}

/**
 * A failure outside this package, described in two sentences. Thrown wherever a phone system answers with an error,
 * with something unreadable, or not at all. Never holds a token, a secret, or a signed link.
 *
 * It has no `code` property: n8n's credential test would show only that (n8n, `credentials-tester.service`).
 */
export class ServiceError extends Error {
	override readonly name: string = 'ServiceError';

	readonly what: string;

	readonly advice: string;

	readonly serviceCode?: string;

	/** Whether to retry right away; false after enough retries. */
	repeat: boolean;

	readonly inProgress: boolean;

	readonly overload: boolean;

	/** The shape that n8n's poll back-off looks for in an error's causes. */
	readonly failure?: { cause: FailureCause; retryAfterMs?: number };

	/** Whether it may pass on its own in a moment. */
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
 * A code that people can look up. Network codes are left out: n8n replaces a message that contains one with its own.
 */
const isVendors = (code: string | undefined): boolean =>
	code !== undefined && /^(-?\d+|[a-z]+(_[a-z]+)+)$/.test(code);

/** The phone system answered the request with an error code. Not thrown for the answer to a sign-in. */
export class RefusedError extends ServiceError {
	override readonly name: string = 'RefusedError';
}

/** The phone system does not accept the token of the request; another one may work. */
export class TokenRefusedError extends RefusedError {
	override readonly name = 'TokenRefusedError';
}

/** No answer, or an answer that broke off: the phone system may not have seen the request at all. */
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
 * authenticates again (n8n-core, `request-helpers/authentication`). This forces a sign-in where n8n itself sees no need.
 */
export class RenewalNeeded extends ServiceError {
	readonly response = { status: 401 };
}

/** The ServiceError that an error is, or was caused by: n8n wraps what a request throws. */
export function serviceErrorIn(error: unknown): ServiceError | undefined {
	for (let current = error, depth = 0; current instanceof Error && depth < 8; depth++) {
		if (current instanceof ServiceError) return current;
		current = current.cause;
	}
	return undefined;
}

/**
 * For `catch()`: the value to continue with if the phone system rejected the request with one of these codes. Rethrows
 * every other error.
 */
export const valueOnCode =
	<T>(codes: string[], value: T) =>
	(error: unknown): T => {
		if (error instanceof RefusedError && codes.includes(error.serviceCode ?? '')) return value;
		throw error;
	};

/** For `catch()`: a ServiceError as a value. Rethrows every other error. */
export function asProblem(error: unknown): ServiceError {
	const problem = serviceErrorIn(error);
	if (!problem) throw error;
	return problem;
}

/** Whether the user stopped the execution: then nothing is reported or retried. */
export function isCancelled(error: unknown, signal?: AbortSignal): boolean {
	return signal?.aborted === true || (error as Error | undefined)?.name === 'AbortError';
}

/**
 * The error for work that the user stopped. It replaces the request's own error, which holds the whole request, token
 * and all. n8n recognizes a stop by the word "canceled" (n8n-core, `processSuccessExecution`).
 */
export const cancelled = (): Error =>
	Object.assign(new Error('The execution was canceled.'), { name: 'AbortError' });

/**
 * The error that n8n shows: message, advice, the vendor's code, and the item. n8n's own errors and our own bugs pass
 * through unchanged.
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
			// n8n replaces our message with its own for codes that it knows, so the code is set afterwards
			httpCode: 'none',
			itemIndex,
		},
	);
	return Object.assign(nodeError, { failure, httpCode: serviceCode ?? null });
}
