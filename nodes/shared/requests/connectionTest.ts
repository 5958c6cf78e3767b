import type { IHttpRequestOptions } from 'n8n-workflow';

import type { ErrorRow, ServiceError } from './errors';
import { RenewalNeeded } from './errors';

/** Marks the request of the Test button. It never leaves n8n: `takeMark` takes it off again. */
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

/** How far a connection test has come. */
export interface TestProgress {
	/** A sign-in was made for this very request. */
	isSignedIn?: boolean;
	/** The request is the Test button's: it is to be checked before it is sent. */
	isWanted?: boolean;
	/** How the check ended. */
	result?: ServiceError | 'works';
}

const PROGRESS = Symbol('connection test');

/**
 * The progress of a test, kept on the credential itself: n8n hands one and the same object to `authenticate` and
 * `preAuthentication` for as long as a request takes, and what it saves has no symbols.
 */
export function progressOf(credential: object): TestProgress {
	const marked = credential as { [PROGRESS]?: TestProgress };
	return (marked[PROGRESS] ??= {});
}

/** Takes the progress away, so that the next press of Test begins anew. */
export function takeProgress(credential: object): TestProgress {
	const marked = credential as { [PROGRESS]?: TestProgress };
	const progress = marked[PROGRESS] ?? {};
	delete marked[PROGRESS];
	return progress;
}

/**
 * Lets the Test button's request pass when a check on the way to it has succeeded: of a failed test request n8n shows only
 * the status, of a check all that it says.
 *
 * @param renewal told where n8n cannot renew what the credential holds
 * @throws RenewalNeeded when there was no check yet, ServiceError of one that failed
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
