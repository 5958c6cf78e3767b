/** Page error-code-and-error-message, as far as the simulator needs it. */
const messages: Record<number, string> = {
	[-2]: 'INTERNAL SERVER ERROR',
	[-1]: 'FAILURE',
	2: 'PROCESSING',
	10001: 'INTERFACE NOT EXISTED',
	10003: 'API VERSION UNSUPPORTED',
	10004: 'TOKEN EXPIRED',
	10005: 'ACCESS DENIED',
	40001: 'PARAMETER SYNTAX ERROR',
	40002: 'PARAMETER ERROR',
	60001: 'DATA NOT FOUND',
	60002: 'MAX LIMITATION EXCEEDED',
	70004: 'ACCOUNT IP BLOCKED',
	70082: 'OVERLOAD_TASK_RUNNING',
	70087: 'IP FORBIDDEN',
	70123: 'API UNAVAILABLE',
};

/** A failure as the API reports it: HTTP 200 with an errcode. */
export class PbxError extends Error {
	readonly errcode: number;

	constructor(errcode: number) {
		super(messages[errcode] ?? 'FAILURE');
		this.errcode = errcode;
	}
}
