import type { ErrorRow } from '../../shared/requests/errors';
import { RefusedError, ServiceError, TokenRefusedError } from '../../shared/requests/errors';
import { redact } from '../../shared/requests/redact';

const PERMISSIONS = 'Integrations > API > Permissions';

/**
 * Yeastar's error codes that a user can get, one row each (docs/phone-systems.md,
 * "Yeastar errors"). Every other code gets the row `other`.
 */
export const errorTable: Record<string, ErrorRow> = {
	'-2': {
		what: 'The PBX reported an internal error.',
		advice:
			'If it keeps happening, check the firmware: AI transcripts need x.23.0.123 or later (System > Upgrade).',
		cause: 'temporarily-unavailable',
	},
	'-1': {
		what: 'The PBX could not process the request.',
		advice: 'Try again in a moment. If it keeps happening, restart the PBX or ask Yeastar support.',
		cause: 'temporarily-unavailable',
	},
	'2': {
		what: 'The PBX is still preparing the response.',
		advice: 'Try again in a moment.',
		cause: 'temporarily-unavailable',
		repeat: true,
		inProgress: true,
	},
	'10001': {
		what: 'The PBX does not support this function.',
		advice:
			'AI transcripts need firmware x.23.0.123 or later, where x is 37, 83, or 84. Update the PBX under System > Upgrade.',
		cause: 'configuration-invalid',
	},
	'10002': {
		what: 'The PBX no longer supports this version of its API.',
		advice: 'Update this node package in n8n under Settings > Community nodes.',
		cause: 'configuration-invalid',
	},
	'10003': {
		what: 'The firmware of the PBX is too old for AI transcripts.',
		advice: 'Update the PBX to firmware x.23.0.123 or later under System > Upgrade.',
		cause: 'configuration-invalid',
	},
	'10004': {
		what: 'The PBX no longer accepts the access token.',
		advice:
			'Paste a new one into the credential, or switch it to Client ID and Secret, which do not expire.',
		cause: 'credential-invalid',
	},
	'10005': {
		what: 'The API application in the credential is not allowed to read this.',
		advice: `On the PBX, give it the CDR and Extension permissions under ${PERMISSIONS}.`,
		cause: 'configuration-invalid',
	},
	'10009': {
		what: 'The PBX rejected the request because a feature is turned off or a permission is missing.',
		advice: `Check Integrations > AI > Call Transcription, and ${PERMISSIONS}.`,
		cause: 'configuration-invalid',
	},
	'40001': {
		what: 'The PBX could not read the request.',
		advice: 'Check the values in the node, especially IDs and numbers.',
		cause: 'configuration-invalid',
	},
	'40002': {
		what: 'The PBX rejected a value in the request.',
		advice:
			'Check the values in the node, especially IDs and numbers. Dates must match the format under System > Date and Time > Display Format.',
		cause: 'configuration-invalid',
	},
	'60001': {
		what: 'The PBX has no data for this request.',
		advice: 'Check the ID. It is the "id" field from List Transcriptions.',
	},
	'60002': {
		what: 'All 8 access tokens of the PBX are in use.',
		advice:
			'One becomes free within 30 minutes. If other programs use this Client ID, create a separate API application for n8n.',
		cause: 'quota-exhausted',
	},
	'70004': {
		what: 'The PBX blocked the address of n8n after several failed sign-ins.',
		advice:
			'Unblock it under Security > Security Rules > Blocked IPs, and check the Client ID and Client Secret.',
		cause: 'configuration-invalid',
	},
	'70082': {
		what: 'The PBX is busy with another large task.',
		advice: 'Try again in a moment.',
		cause: 'temporarily-unavailable',
		repeat: true,
		inProgress: true,
		overload: true,
	},
	'70087': {
		what: 'The PBX does not accept requests from the address of n8n.',
		advice:
			'Add this address to the IP restrictions of the API application under Integrations > API.',
		cause: 'configuration-invalid',
	},
	'70123': {
		what: 'The API of the PBX is turned off.',
		advice: 'Turn it on under Integrations > API. It requires the Enterprise or Ultimate plan.',
		cause: 'configuration-invalid',
	},
	rejected: {
		what: 'The PBX rejected the Client ID and Client Secret.',
		advice:
			'Copy both again from Integrations > API on the PBX into the credential and press Retry. n8n will not retry on its own: the PBX blocks it after five failed sign-ins.',
		cause: 'credential-invalid',
	},
	changed: {
		what: 'n8n needs to sign in to the PBX again.',
		advice: 'Open the credential and press Retry next to the connection test.',
		cause: 'credential-invalid',
	},
	other: {
		what: 'The PBX rejected the request.',
		advice: 'Look up the code in the Yeastar developer guide under "Error Code and Error Message".',
		cause: 'temporarily-unavailable',
	},
};

/** Tokens last 30 minutes; one of the 8 is free after that at the latest (docs/phone-systems.md, "Yeastar sign-in"). */
const TOKEN_LIFETIME_MS = 30 * 60_000;

/** "Data not found": one of the ways to say "nothing yet" and "no match". */
export const NO_DATA = '60001';

/**
 * Codes that `get_token` may return for a wrong ID or secret; which one is undocumented (docs/phone-systems.md,
 * "Yeastar open questions").
 */
export const REJECTED_SIGN_IN = ['40002', '10005'];

/** Rows with a name are ours: a PBX sends only numeric codes. */
const rowOf = (errcode: string): ErrorRow | undefined =>
	/^-?\d+$/.test(errcode) ? errorTable[errcode] : undefined;

/** The error for an `errcode` with which the PBX rejected a request. */
export function yeastarError(errcode: string): RefusedError {
	const details = detailsOf(errcode, rowOf(errcode));
	return errcode === '10004' ? new TokenRefusedError(details) : new RefusedError(details);
}

/** The error for an `errcode` with which the PBX rejected a sign-in, with its own row if given. */
export const signInError = (errcode: string, row = rowOf(errcode)): ServiceError =>
	new ServiceError(detailsOf(errcode, row));

const detailsOf = (errcode: string, row: ErrorRow | undefined) => ({
	...(row ?? errorTable.other!),
	serviceCode: redact(errcode),
	retryAfterMs: errcode === '60002' ? TOKEN_LIFETIME_MS : undefined,
});

/** `yyyyMMddHHmmss-` and a few characters, in all of the vendor's examples; a call's `uid` has no hyphen. */
export const LEG_ID = /^\d{14}-[0-9A-Z]+$/i;

/**
 * Tells a leg without a transcript or summary, which is not an error, from a mistyped ID: the PBX answers both the same.
 *
 * @throws ServiceError when the ID does not even look like a leg's
 */
export function requireLegId(legId: string): void {
	if (LEG_ID.test(legId)) return;
	throw new ServiceError({
		what: `The PBX has no call with the ID "${legId.slice(0, 60)}".`,
		advice:
			'Use the "id" field from List Transcriptions, such as 20260509214921-8AA6D. The "callId" field is a different number.',
		cause: 'configuration-invalid',
	});
}
