import type { FailureCause } from '../../../nodes/shared/requests/errors';

/** What a fault should mean to the nodes, by docs/phone-systems.md: the rules in expectation.ts go by it. */
export type Meaning =
	/** Nothing is wrong: the answer is only late, or tells what a node can do without. */
	| { is: 'harmless' }
	/**
	 * It may be over in a moment: an idempotent read is sent three times in all. `waitMs` where the other side says how
	 * long to wait, else exponential waits from about a second on.
	 */
	| { is: 'repeated'; cause: FailureCause; waitMs?: number }
	/**
	 * The other side is preparing the answer, or something else before it: it is asked again for half a minute, or as long
	 * as a poll may take.
	 */
	| { is: 'inProgress' }
	/** The same request would fail again: it is sent once. */
	| { is: 'final'; cause?: FailureCause; retryAfterMs?: number }
	/** The token is no longer known: n8n signs in again and resends the request. */
	| { is: 'renewed' }
	/** The secret is wrong: it is not sent again before a person presses Test. */
	| { is: 'rejected' }
	/** There is no such data. */
	| { is: 'nothing' }
	/** The PBX does not tell its display format and its time: the node works without. */
	| { is: 'notTold' }
	/** Perhaps the date is in another format: the usual ones are tried. */
	| { is: 'otherFormat' }
	/**
	 * Perhaps the vendor's clock differs: asked once more, cut to what the vendor's clock says, and then `steps` times, each a
	 * minute further back.
	 */
	| { is: 'otherClock'; cause: FailureCause; steps?: number }
	/** One call of several cannot be read: the others are good. */
	| { is: 'oneUnreadable' };

export const harmless: Meaning = { is: 'harmless' };
export const away: Meaning = { is: 'repeated', cause: 'temporarily-unavailable' };
export const busy = (waitMs?: number): Meaning => ({
	is: 'repeated',
	cause: 'rate-limited',
	waitMs,
});
export const final = (cause?: FailureCause, retryAfterMs?: number): Meaning => ({
	is: 'final',
	cause,
	retryAfterMs,
});
export const misconfigured = final('configuration-invalid');
export const wrongToken = final('credential-invalid');
export const defect = final('node-defect');
