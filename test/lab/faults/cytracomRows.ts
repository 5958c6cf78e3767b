import type { FaultEffect } from '../simulators';
import { busy, defect, final, misconfigured, wrongToken, away, type Meaning } from './meaning';
import type { Row } from './rows';

const otherClock: Meaning = { is: 'otherClock', cause: 'configuration-invalid' };
/** As many minutes as clocks that nobody sets are off by. */
const clockBehind: Meaning = { ...otherClock, steps: 15 };
const RETRY_S = 7;

/** Cytracom's own errors (docs/phone-systems.md, "Cytracom errors"). */
const codes: [status: number, errorCode: string | undefined, meaning: Meaning, says: RegExp][] = [
	[401, undefined, wrongToken, /does not recognize the token/],
	[403, undefined, wrongToken, /rejected the token/],
	[404, undefined, misconfigured, /rejected the request \(HTTP 404\)/],
	[500, undefined, away, /is not available right now \(HTTP 500\)/],
	[429, undefined, busy(), /more requests than Cytracom allows/],
	[429, 'rate_limit_exceeded', busy(), /more requests than Cytracom allows/],
	[400, 'missing_from_date', defect, /no start date/],
	[400, 'missing_to_date', defect, /no end date/],
	[400, 'invalid_from_date', defect, /could not read the start/],
	[400, 'invalid_to_date', defect, /could not read the end/],
	[400, 'invalid_date_range', misconfigured, /not before the end/],
	[400, 'to_date_in_future', clockBehind, /in the future/],
	[400, 'window_too_large', defect, /longer than Cytracom allows/],
	[400, 'retention_exceeded', otherClock, /90 days/],
	[400, 'invalid_page_size', defect, /page size/],
	[400, 'bad_cursor', final('temporarily-unavailable'), /lost its place/],
	[400, 'something_new', final('temporarily-unavailable'), /Cytracom rejected the request/],
];

/** The limit has no status of its own in the vendor's table: it may look like a bad token (docs/phone-systems.md, "Cytracom rate limit"). */
const limitAs403 = (headers: Record<string, string>, msg: string): FaultEffect => ({
	kind: 'http',
	status: 403,
	headers,
	body: JSON.stringify({ code: 403, msg }),
});

export const cytracomRows: Row[] = [
	...codes.map(([status, errorCode, meaning, says]): Row => ({
		name: [status, errorCode].filter(Boolean).join(' ') + ' in JSON',
		vendor: 'Cytracom',
		effect: () => ({ kind: 'errorCode', status, errorCode }),
		meaning,
		says,
	})),
	{
		name: '403 that is the rate limit',
		vendor: 'Cytracom',
		effect: () => limitAs403({ 'Retry-After': String(RETRY_S) }, 'Forbidden'),
		meaning: busy(RETRY_S * 1000),
		says: /more requests than Cytracom allows/,
	},
];
