import type { ErrorRow } from '../../shared/requests/errors';
import { RefusedError } from '../../shared/requests/errors';
import { httpStatusError, unexpectedAnswer } from '../../shared/requests/networkErrors';
import { redact } from '../../shared/requests/redact';
import { issuesOf } from '../../shared/requests/schema';
import { envelope } from './schemas';

/** Anything longer is not a code. */
const MAX_CODE_LENGTH = 60;
const OURS = 'Report this error to the developers of the node.';

/**
 * Cytracom's errors, one row each: by `error_code`, or by HTTP status where there is none (docs/phone-systems.md,
 * "Cytracom errors"). Every other code gets the row `other`.
 */
export const errorTable: Record<string, ErrorRow> = {
	'401': {
		what: 'Cytracom does not recognize the token.',
		advice:
			'Paste the token into the credential again. It comes from the Cytracom portal, under Users > Tokens.',
		cause: 'credential-invalid',
	},
	'403': {
		what: 'Cytracom rejected the token: it is wrong or no longer valid.',
		advice:
			'Ask the account administrator to create a new one in the Cytracom portal under Users > Tokens, then paste it into the credential.',
		cause: 'credential-invalid',
	},
	missing_from_date: {
		what: 'The request had no start date.',
		advice: OURS,
		cause: 'node-defect',
	},
	missing_to_date: {
		what: 'The request had no end date.',
		advice: OURS,
		cause: 'node-defect',
	},
	invalid_from_date: {
		what: 'Cytracom could not read the start date.',
		advice: OURS,
		cause: 'node-defect',
	},
	invalid_to_date: {
		what: 'Cytracom could not read the end date.',
		advice: OURS,
		cause: 'node-defect',
	},
	invalid_date_range: {
		what: 'The start date is not before the end date.',
		advice: 'Choose a Start Time before the End Time.',
		cause: 'configuration-invalid',
	},
	to_date_in_future: {
		what: "By Cytracom's clock, the end date is in the future.",
		advice: 'Check the clock of the machine that runs n8n.',
		cause: 'configuration-invalid',
	},
	window_too_large: {
		what: 'The period is longer than Cytracom allows.',
		advice: OURS,
		cause: 'node-defect',
	},
	retention_exceeded: {
		what: 'The start date is more than 90 days ago, and Cytracom keeps transcripts for 90 days.',
		advice: 'Choose a later Start Time or Search From.',
		cause: 'configuration-invalid',
	},
	invalid_page_size: {
		what: 'Cytracom rejected the page size.',
		advice: OURS,
		cause: 'node-defect',
	},
	bad_cursor: {
		what: 'Cytracom lost its place in the list of calls.',
		advice: 'Try again in a moment.',
		cause: 'temporarily-unavailable',
	},
	rateLimited: {
		what: 'The account sent more requests than Cytracom allows in five minutes.',
		advice: 'Wait five minutes, or run the workflow less often.',
		cause: 'rate-limited',
		repeat: true,
		overload: true,
	},
	other: {
		what: 'Cytracom rejected the request.',
		advice:
			'Try again in a few minutes. If it keeps happening, ask Cytracom support about the code.',
		cause: 'temporarily-unavailable',
	},
};

/**
 * The limit lasts five minutes, and its status alone is the same as for a bad token
 * (docs/phone-systems.md, "Cytracom rate limit").
 */
const looksRateLimited = (status: number, headers: Record<string, string>, message: string) =>
	status === 429 ||
	(status === 403 && ('retry-after' in headers || /\brate|too many|limit/i.test(message)));

/**
 * @param json the body, whatever the status
 * @throws ServiceError unless status and body say that it worked
 */
export function requireOk(
	origin: string,
	status: number,
	headers: Record<string, string>,
	json: unknown,
): void {
	const parsed = envelope.safeParse(json);
	const { code, error_code: errorCode, msg, message } = parsed.data ?? noEnvelope;
	const failed = status >= 300 ? status : (code ?? 0) >= 300 ? code : null;
	if (failed === null) {
		if (parsed.success) return;
		throw unexpectedAnswer(issuesOf(parsed.error));
	}
	if (looksRateLimited(failed, headers, msg ?? message ?? '')) {
		const byStatus = httpStatusError(origin, 429, headers)!;
		throw new RefusedError({
			...errorTable.rateLimited!,
			serviceCode: `HTTP ${failed}`,
			retryAfterMs: byStatus.failure!.retryAfterMs,
		});
	}
	const row = rowOf(errorCode ?? '') ?? rowOf(String(failed));
	const isTold = row !== undefined || (errorCode !== null && failed < 500);
	const byStatus = isTold ? undefined : httpStatusError(origin, failed, headers);
	throw (
		byStatus ??
		new RefusedError({
			...(row ?? errorTable.other!),
			serviceCode: errorCode === null ? `HTTP ${failed}` : redact(errorCode, MAX_CODE_LENGTH),
		})
	);
}

/** The row for a code, whatever its name. */
const rowOf = (code: string): ErrorRow | undefined =>
	Object.hasOwn(errorTable, code) ? errorTable[code] : undefined;

const noEnvelope = { code: null, error_code: null, msg: null, message: null };
