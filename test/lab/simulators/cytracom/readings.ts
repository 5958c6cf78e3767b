import type { ReadingsOf } from '../shared/readings';
import { defaultReadings } from '../shared/readings';

/**
 * What Cytracom's pages leave open. The first answer to each question is the default; a client has to
 * be right under every one.
 */
export const cytracomReadingValues = {
	/** What `from_date` and `to_date` filter by, and the rows are sorted by. */
	dateFilter: ['start_time', 'created_at'],
	order: ['ascending', 'descending', 'shuffled'],
	/** Whether a call at `from_date` itself is in the window. */
	fromDateInclusive: [true, false],
	/** Whether a call at `to_date` itself is in the window. */
	toDateInclusive: [true, false],
	/** Whether a window may be a whole day, or must be shorter. */
	exactly24hAllowed: [true, false],
	/** The field of an error's text: `msg` as in the example, `message` as in the prose. */
	errorMessageField: ['msg', 'message'],
	/** The HTTP status over the rate limit (which the page API-Introduction names without a number). */
	rateLimitStatus: [429, 403],
	/** `Retry-After` over the rate limit. */
	rateLimitRetryAfter: ['seconds', 'date', 'none'],
	/** What an answer over the rate limit holds: the API's error, a proxy's page, nothing. */
	rateLimitBody: ['error', 'page', 'nothing'],
	/** Whether calls without a transcript are left out (as the notes say) or come as rows without one. */
	emptyTranscriptRowsOmitted: [true, false],
	/** A call that is not transcribed yet: no row, or (since `status` is that of the processing) one without words. */
	pendingRows: ['absent', 'processing'],
	/** Whether a call is transcribed once more some hours later: other words, another `created_at`. */
	transcribedAgain: [false, true],
	/** What `status` and `sentiment` hold: words as in the sample, or others. */
	words: ['asInSample', 'others'],
	/** Whether the number before the dot of `linked_id` is the second of the start; in the sample it is of another year. */
	linkedIdTime: ['start', 'another'],
	hasTranscription: ['present', 'missing'],
	/** `summary` of a call without one (yet). */
	noSummary: ['null', 'empty', 'missing'],
	/** `next_cursor` after the last page. */
	nextCursor: ['null', 'missing', 'empty'],
	/** A last page that is full: the end, or a cursor to an empty page. */
	fullLastPage: ['end', 'emptyPage'],
	/** Whether a page that is not the last may hold fewer rows than asked for. */
	shortPages: [false, true],
	/** What `page_size` in the answer counts: the rows that came (text), or those that were asked for. */
	pageSize: ['returned', 'asked'],
	/** Keys that no page mentions, in rows and envelope. */
	extraKeys: [false, true],
	/** Every number in every answer as a string, but `code`. */
	numbersAsStrings: [false, true],
} as const;

export type CytracomReadings = ReadingsOf<typeof cytracomReadingValues>;

export const cytracomDefaultReadings = (): CytracomReadings =>
	defaultReadings(cytracomReadingValues);
