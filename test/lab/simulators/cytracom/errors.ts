/** The 400 codes of the page API-Transcription, with texts of our own. */
const messages = {
	missing_from_date: 'from_date is required',
	missing_to_date: 'to_date is required',
	invalid_from_date: 'from_date cannot be read',
	invalid_to_date: 'to_date cannot be read',
	invalid_date_range: 'from_date must be before to_date',
	to_date_in_future: 'to_date is in the future',
	window_too_large: 'the range is longer than 1 day',
	retention_exceeded: 'from_date is more than 90 days ago',
	invalid_page_size: 'page_size must be 1 to 100',
	bad_cursor: 'the cursor is malformed',
} as const;

export type CytracomErrorCode = keyof typeof messages;

/** A failure: an HTTP status, and for 400 an error_code (the others have none). */
export class CytracomError extends Error {
	readonly status: number;
	readonly errorCode?: CytracomErrorCode;
	readonly headers?: Record<string, string>;
	/** What is sent instead of the API's error; see reading `rateLimitBody`. */
	text?: string;

	constructor(status: number, message: string, headers?: Record<string, string>) {
		super(message);
		this.status = status;
		this.headers = headers;
	}

	static badRequest(errorCode: CytracomErrorCode): CytracomError {
		const error = new CytracomError(400, messages[errorCode]);
		return Object.assign(error, { errorCode });
	}
}
