import { final, harmless, misconfigured, wrongToken, type Meaning } from './meaning';
import type { Row } from './rows';
import type { Place } from './site';

const HALF_HOUR_MS = 30 * 60_000;
const unavailable = final('temporarily-unavailable');
const inProgress: Meaning = { is: 'inProgress' };
const nothing: Meaning = { is: 'nothing' };
const notTold: Meaning = { is: 'notTold' };
const rejected: Meaning = { is: 'rejected' };

/** Where a place has a meaning of its own for a code. */
type ByPlace = Partial<Record<Place, Meaning>>;

/** The code for a wrong ID or secret, or a missing permission: which one is an open question (docs/phone-systems.md, "Yeastar sign-in"). */
const atSignIn: ByPlace = { 'sign-in': rejected };

/**
 * The PBX's own errors (docs/phone-systems.md, "Yeastar errors"), with what they mean at
 * most places, and at some.
 */
const codes: [errcode: number, meaning: Meaning, says: RegExp, byPlace?: ByPlace][] = [
	[-2, unavailable, /internal error/],
	[-1, unavailable, /could not process/],
	[1, unavailable, /rejected the request/],
	[2, inProgress, /still preparing/],
	[10001, misconfigured, /does not support this function/, { information: notTold }],
	[10002, misconfigured, /no longer supports this version/],
	[10003, misconfigured, /too old/, { information: notTold }],
	[10004, { is: 'renewed' }, /no longer accepts the access token/, { 'sign-in': wrongToken }],
	[
		10005,
		misconfigured,
		/is not allowed to read this|rejected the Client ID/,
		{ ...atSignIn, information: notTold },
	],
	[
		10009,
		misconfigured,
		/a feature is turned off or a permission is missing/,
		{ information: notTold },
	],
	[40001, misconfigured, /could not read the request/],
	[
		40002,
		misconfigured,
		/rejected (a value|the dates|the Client ID)/,
		{ ...atSignIn, calls: { is: 'otherFormat' } },
	],
	[
		60001,
		nothing,
		/no data for this request|has no (extension|summary|transcript)|No (call with the ID|matching call)|^No (calls|extensions)/,
		{ 'sign-in': final(), information: final(), file: final() },
	],
	[60002, final('quota-exhausted', HALF_HOUR_MS), /All 8 access tokens/],
	[70004, misconfigured, /blocked the address/],
	[70082, inProgress, /busy with another large task/],
	[70087, misconfigured, /does not accept requests from the address/],
	[70123, misconfigured, /turned off/],
	[70656, unavailable, /rejected the request/],
	[99999, unavailable, /rejected the request/],
];

/** They say nothing against the credential: the Test button asks for the transcript of no call. */
const OF_NO_CALL = [2, 40001, 40002, 60001, 70082];

export const yeastarRows: Row[] = codes.map(([errcode, meaning, says, byPlace]) => ({
	name: `errcode ${errcode}`,
	vendor: 'Yeastar',
	effect: () => ({ kind: 'errcode', errcode }),
	meaning: (place, { kind }) =>
		kind === 'test' && place === 'context' && OF_NO_CALL.includes(errcode)
			? harmless
			: (byPlace?.[place] ?? meaning),
	says,
}));
