/** One request as a simulator saw it, secrets included: tests look for what must not have been sent. */
export interface RecordedRequest {
	/** Epoch milliseconds on the simulator's clock. */
	at: number;
	method: string;
	/** Without the query. */
	path: string;
	query: Record<string, string>;
	headers: Record<string, string | undefined>;
	/** Parsed when it is JSON, else the text; absent without a body. */
	body?: unknown;
	/** HTTP status; 0 while (or because) nothing was answered. */
	status: number;
	/** Yeastar's code in the answer. */
	errcode?: number;
	/** Cytracom's code in the answer. */
	errorCode?: string;
	/** Bytes of the answer's body that were sent. */
	bytes: number;
}

interface AnswerHead {
	status: number;
	headers?: Record<string, string>;
}

/** What a simulator answers: a JSON document, a literal text or bytes, or text in pieces. */
export type Answer =
	| (AnswerHead & { json: unknown })
	| (AnswerHead & { text: string; contentType: string })
	| (AnswerHead & { bytes: Buffer; contentType: string })
	| (AnswerHead & { pieces: Iterable<string> | AsyncIterable<string>; contentType: string });

const reasons: Record<number, string> = {
	400: 'Bad Request',
	403: 'Forbidden',
	404: 'Not Found',
	405: 'Method Not Allowed',
	429: 'Too Many Requests',
	500: 'Internal Server Error',
	502: 'Bad Gateway',
	503: 'Service Unavailable',
	504: 'Gateway Timeout',
};

/** The page that a proxy in front of a phone system gives for a status. */
export function proxyPage(status: number): string {
	const title = `${status} ${reasons[status] ?? 'Error'}`;
	return [
		'<html>',
		`<head><title>${title}</title></head>`,
		'<body>',
		`<center><h1>${title}</h1></center>`,
		'<hr><center>nginx</center>',
		'</body>',
		'</html>',
		'',
	].join('\r\n');
}

/** Every number of a JSON value as a string; `keep` names top-level keys that stay as they are. */
export function numbersToStrings(value: unknown, keep: readonly string[] = []): unknown {
	if (typeof value === 'number') return String(value);
	if (Array.isArray(value)) return value.map((item) => numbersToStrings(item));
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(
		Object.entries(value).map(([key, item]) => [
			key,
			keep.includes(key) ? item : numbersToStrings(item),
		]),
	);
}
