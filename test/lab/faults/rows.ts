import type { FaultEffect } from '../simulators';
import type { Vendor } from '../support/triggers';
import { SECOND } from '../support/triggers';
import type { Column } from './column';
import type { ConnectionFault } from './connections';
import { connectionRows } from './connections';
import { cytracomRows } from './cytracomRows';
import { away, busy, defect, final, harmless, misconfigured, type Meaning } from './meaning';
import type { Place } from './site';
import { oversized, oneRecordOf, wrongTypes } from './spoilt';
import { yeastarRows } from './yeastarRows';

/** How long a fault stays: it meets one request, or all. */
export type Lasting = 'once' | 'lasting';

/** One fault and what it should mean. */
export interface Row {
	name: string;
	/** Default: both. */
	vendor?: Vendor['name'];
	/** Default: every place but the connection. */
	at?: (place: Place) => boolean;
	/** Default: both. */
	lasting?: Lasting[];
	/** The phone system says nothing: it costs real time. */
	isSilent?: boolean;
	effect: (now: number) => FaultEffect | ConnectionFault;
	meaning: Meaning | ((place: Place, column: Column) => Meaning);
	/** What the error's sentence must tell. */
	says?: RegExp;
}

/** Real milliseconds: longer than what a cell with a silent phone system waits for. */
const LATE_MS = 700;
/** Longer than anybody sits through in front of a running node. */
const HOUR_S = 3_600;
const RETRY_S = 7;

const silence = /did not respond in time/;
const broken = /closed the connection unexpectedly/;
const elsewhere = /redirected the request to another address, which n8n did not follow/;
const webPage = '<!doctype html><html><body><h1>Sign in to continue</h1></body></html>';

const http = (status: number, headers?: Record<string, string>) => (): FaultEffect => ({
	kind: 'http',
	status,
	headers,
});
const body = (text: string, contentType?: string) => (): FaultEffect => ({
	kind: 'body',
	body: text,
	contentType,
});
const dateIn = (now: number, seconds: number) => new Date(now + seconds * SECOND).toUTCString();

/** What any server on the way can do. */
const everywhere: Row[] = [
	{
		name: 'answer that is late',
		effect: () => ({ kind: 'latency', ms: 20 }),
		meaning: harmless,
	},
	{
		name: 'latency beyond the time-out',
		isSilent: true,
		effect: () => ({ kind: 'latency', ms: LATE_MS }),
		meaning: away,
		says: silence,
	},
	{
		name: 'no answer',
		isSilent: true,
		effect: () => ({ kind: 'hang' }),
		meaning: away,
		says: silence,
	},
	{
		name: 'stalled after the headers',
		isSilent: true,
		effect: () => ({ kind: 'stall' }),
		meaning: away,
		says: silence,
	},
	{
		name: 'stalled in the body',
		isSilent: true,
		effect: () => ({ kind: 'stall', bytes: 20 }),
		meaning: away,
		says: silence,
	},
	{ name: 'reset', effect: () => ({ kind: 'reset' }), meaning: away, says: broken },
	{
		name: 'reset after the work is done',
		effect: () => ({ kind: 'reset', handled: true }) as FaultEffect,
		meaning: away,
		says: broken,
	},
	{
		name: 'reset in the body',
		effect: () => ({ kind: 'resetBody' }),
		meaning: away,
		says: broken,
	},
	{
		name: 'cut-off JSON',
		effect: () => ({ kind: 'cutJson' }),
		meaning: away,
		says: /cut off/,
	},
	{ name: 'empty body', effect: body(''), meaning: away, says: /empty response|cut off/ },
	...[500, 502, 503, 504].map((status): Row => ({
		name: `${status} with HTML`,
		effect: http(status),
		meaning: away,
		says: new RegExp(`is not available right now \\(HTTP ${status}\\)`),
	})),
	{
		name: '503 with Retry-After',
		effect: http(503, { 'Retry-After': String(RETRY_S) }),
		meaning: { is: 'repeated', cause: 'temporarily-unavailable', waitMs: RETRY_S * SECOND },
		says: /HTTP 503/,
	},
	{ name: '429', effect: http(429), meaning: busy(), says: /too many requests|more requests/ },
	{
		name: '429, Retry-After in seconds',
		effect: http(429, { 'Retry-After': String(RETRY_S) }),
		meaning: busy(RETRY_S * SECOND),
		says: /too many requests|more requests/,
	},
	{
		name: '429, Retry-After as a date',
		lasting: ['once'],
		effect: (now) => http(429, { 'Retry-After': dateIn(now, RETRY_S) })(),
		meaning: busy(RETRY_S * SECOND),
	},
	{
		name: '429, Retry-After of an hour',
		effect: http(429, { 'Retry-After': String(HOUR_S) }),
		meaning: final('rate-limited', HOUR_S * SECOND),
		says: /too many requests|more requests/,
	},
	{
		name: '429, Retry-After of an hour, as a date',
		lasting: ['once'],
		effect: (now) => http(429, { 'Retry-After': dateIn(now, HOUR_S) })(),
		meaning: final('rate-limited', HOUR_S * SECOND),
	},
	...[400, 404].map((status): Row => ({
		name: `${status} with HTML`,
		effect: http(status),
		meaning: misconfigured,
		says: new RegExp(`rejected the request \\(HTTP ${status}\\)`),
	})),
	...[302, 307].map((status): Row => ({
		name: `${status} to another host`,
		effect: () => ({ kind: 'redirect', status, location: 'http://127.0.0.1:9/elsewhere' }),
		meaning: misconfigured,
		says: elsewhere,
	})),
	{
		name: 'HTML of a proxy',
		effect: body(webPage, 'text/html'),
		meaning: misconfigured,
		says: /a web page instead of data/,
	},
	{
		name: 'text that is no JSON',
		effect: body('It works!'),
		meaning: misconfigured,
		says: /not JSON/,
	},
	...['"?"', '17', '{}'].map((text): Row => ({
		name: `JSON of something else: ${text}`,
		effect: body(text),
		meaning: defect,
		says: /that this node does not understand/,
	})),
	{
		name: 'wrong JSON types',
		effect: () => ({ kind: 'json', change: wrongTypes }),
		// the errcode stays, and that alone tells the Test button
		meaning: (place, { kind }) => (kind === 'test' && place === 'context' ? harmless : defect),
		says: /that this node does not understand/,
	},
	{
		name: 'one unreadable record',
		at: (place) => place === 'file' || place === 'calls',
		effect: () => ({ kind: 'json', change: oneRecordOf }),
		meaning: (place, { vendor }) =>
			// the PBX has its records in the file; where that lies is no record
			vendor.name === 'Yeastar' && place === 'calls' ? harmless : { is: 'oneUnreadable' },
		says: /cannot be read|could not be read/,
	},
	{
		name: 'oversized answer',
		lasting: ['once'],
		effect: () => ({ kind: 'body', body: oversized() }),
		meaning: (place) => {
			// of what is no list only the beginning is read, which then looks cut off
			return place === 'file' ? away : misconfigured;
		},
		says: /larger than 64 MB|cut off/,
	},
];

export const rows: Row[] = [...connectionRows, ...everywhere, ...yeastarRows, ...cytracomRows];
