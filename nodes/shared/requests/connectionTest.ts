import type { IHttpRequestOptions } from 'n8n-workflow';

import type { ErrorRow, ServiceError } from './errors';
import { RenewalNeeded } from './errors';

/** Marks the request of the Test button. It never leaves n8n: `takeMark` removes it. */
const MARK = 'X-Connection-Test';

export const withMark = <Request extends object>(request: Request) => ({
	...request,
	headers: { [MARK]: 'true' },
});

/** The request without the mark, and whether it had one. */
export function takeMark<Options extends IHttpRequestOptions>(
	options: Options,
): { isTest: boolean; request: Options } {
	const { [MARK]: mark, ...headers } = options.headers ?? {};
	return { isTest: mark !== undefined, request: { ...options, headers } };
}

/** The progress of a connection test. */
export interface TestProgress {
	/** A sign-in was made for this very request. */
	isSignedIn?: boolean;
	/** The request is the Test button's: it must be checked before it is sent. */
	isWanted?: boolean;
	/** How the check ended. */
	result?: ServiceError | 'works';
}

const PROGRESS = Symbol('connection test');

/**
 * The progress of a test, kept on the credential itself: n8n passes the same object to `authenticate` and
 * `preAuthentication` for the duration of a request, and does not save symbols.
 */
export function progressOf(credential: object): TestProgress {
	const marked = credential as { [PROGRESS]?: TestProgress };
	return (marked[PROGRESS] ??= {});
}

/** Removes the progress, so that the next press of Test starts over. */
export function takeProgress(credential: object): TestProgress {
	const marked = credential as { [PROGRESS]?: TestProgress };
	const progress = marked[PROGRESS] ?? {};
	delete marked[PROGRESS];
	return progress;
}

/**
 * Lets the Test button's request pass once a check before it has succeeded: for a failed test request, n8n shows only
 * the status, for a failed check the whole message.
 *
 * @param renewal the error if n8n cannot renew what the credential holds
 * @throws RenewalNeeded when there was no check yet, ServiceError if it failed
 */
export function requireTested(credential: object, renewal: ErrorRow): void {
	const progress = progressOf(credential);
	if (progress.result === undefined) {
		progress.isWanted = true;
		throw new RenewalNeeded(renewal);
	}
	takeProgress(credential);
	if (progress.result !== 'works') throw progress.result;
}
