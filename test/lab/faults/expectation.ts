import type { FailureCause } from '../../../nodes/shared/requests/errors';
import { SECOND } from '../support/triggers';
import type { Column } from './column';
import type { Meaning } from './meaning';
import type { Lasting } from './rows';
import type { Place } from './site';

/** How a run can end: with what a healthy run gives, with something else, with nothing, or with an error. */
export type End = 'items' | 'other items' | 'nothing' | 'error';

export type Bounds = [least: number, most: number];

/** What a cell must show. */
export interface Expected {
	ends: End[];
	/** Requests for the place where the fault strikes. */
	tries: Bounds;
	waitedMs: Bounds;
	/** Of an error. Undefined: any. */
	cause?: FailureCause;
	retryAfterMs?: number;
	/** Where not all is given, it is of the same calls. */
	sameCalls?: boolean;
	/** If something is missing, the node says so. */
	isHinted?: boolean;
	/** Nothing more is asked before a person has pressed Test. */
	waitsForTest?: boolean;
}

/** How often a request is sent, at most (docs/phone-systems.md, "Yeastar sign-in"). */
const TRIES = 3;
/** How often a request renews its token, at most. */
const SIGN_INS = 3;
/** How long, at most, another process may take to renew a lost token before this one does. */
const TURN = SECOND;
/** The two waits between three tries: about one second, then about two. */
const FIRST_WAIT: Bounds = [0.5 * SECOND, 1.5 * SECOND];
const BOTH_WAITS: Bounds = [1.5 * SECOND, 4.5 * SECOND];
/** So often is asked again for an answer in the making, with waits of 1, 2, 4 and five times 5 seconds, give or take half. */
const LOOKS = 8;
const ALL_LOOKS: Bounds = [16 * SECOND, 48 * SECOND];
/** A poll gives two thirds of its time to such looks: of 45 seconds where n8n says so, of an activation's 20. */
const BRIEF_LOOKS: Bounds = [1.5 * SECOND, 30 * SECOND];
/** The first after 1.5 seconds at the latest, the second after 4.5. */
const LEAST_BRIEF_LOOKS = 2;
/** Display formats that a PBX can have, tried one after the other. */
const FORMATS = 19;
/** Requests where days are looked through and none has a call: a picker's month, a week, Cytracom's 90 days. */
const DAYS = 190;

/** A fault at a place of a column, and how often a healthy run asks there. */
export interface Question {
	meaning: Meaning;
	place: Place;
	lasting: Lasting;
	column: Column;
	healthyTries: number;
}

const isTrigger = ({ kind }: Column) =>
	kind === 'activation' || kind === 'restart' || kind === 'poll';

/** In n8n's default mode a poll has five minutes, and may look as long as an operation. */
const isBrief = (column: Column) => isTrigger(column) && (column.kind !== 'poll' || column.durable);

/** What must come of a fault, by the rules that follow. */
export function expectedOf(question: Question): Expected {
	const { column, place } = question;
	if (column.kind === 'test') return ofTest(question);
	const usual = ofRequests(question);
	const named = place === 'context' && (isTrigger(column) || column.kind === 'testEvent');
	if (named) return ofNames(usual, question);
	if (column.kind === 'health') return ofHealth(usual, question);
	if (place === 'later calls' && isTrigger(column)) {
		// what was read is returned, and the fault is left to the next poll
		return { ...usual, ends: ['items', 'other items', 'nothing', 'error'] };
	}
	const ofColumn = inColumn(usual, question);
	if (column.kind !== 'restart') return ofColumn;
	// an error would end the trigger for good: the next poll reports it
	return { ...ofColumn, ends: ofColumn.ends.map((end) => (end === 'error' ? 'nothing' : end)) };
}

/** By the meaning alone: the retries and the error of an idempotent read. */
function ofRequests({ meaning, lasting, healthyTries, place, column }: Question): Expected {
	const once = lasting === 'once';
	const before = place === 'later calls' ? 1 : 0;
	const bounds = (least: number, most: number): Bounds => [
		before + least,
		before + most * Math.max(1, healthyTries - before),
	];
	const asUsual: Expected = {
		ends: ['items'],
		tries: [healthyTries, healthyTries],
		waitedMs: [0, 0],
	};
	const oneMore: Bounds = [healthyTries + 1, healthyTries + 1];
	const error = (cause?: FailureCause): Expected => ({
		ends: ['error'],
		tries: bounds(1, 1),
		waitedMs: [0, 0],
		cause,
	});
	switch (meaning.is) {
		case 'harmless':
		case 'notTold':
			return asUsual;
		case 'repeated': {
			const { cause, waitMs } = meaning;
			const first: Bounds = waitMs ? [waitMs, waitMs] : FIRST_WAIT;
			if (once) return { ...asUsual, tries: oneMore, waitedMs: first };
			const both: Bounds = waitMs ? [2 * waitMs, 2 * waitMs] : BOTH_WAITS;
			const waitedMs: Bounds = [both[0], both[1] * Math.max(1, healthyTries)];
			return { ...error(cause), tries: bounds(TRIES, TRIES), waitedMs, retryAfterMs: waitMs };
		}
		case 'inProgress': {
			if (once) return { ...asUsual, tries: oneMore, waitedMs: FIRST_WAIT };
			const least = isBrief(column) ? LEAST_BRIEF_LOOKS : LOOKS;
			const one = isBrief(column) ? BRIEF_LOOKS : ALL_LOOKS;
			const waitedMs: Bounds = [one[0], one[1] * Math.max(1, healthyTries)];
			return {
				...error('temporarily-unavailable'),
				tries: bounds(1 + least, 1 + LOOKS),
				waitedMs,
			};
		}
		case 'final':
			return { ...error(meaning.cause), retryAfterMs: meaning.retryAfterMs };
		case 'renewed':
			if (once) return { ...asUsual, tries: oneMore, waitedMs: [0, TURN] };
			return {
				...error('credential-invalid'),
				// with the stored token, and with that of each sign-in
				tries: bounds(TRIES, 1 + SIGN_INS),
				waitedMs: [0, SIGN_INS * TURN * Math.max(1, healthyTries)],
			};
		case 'rejected':
			return { ...error('credential-invalid'), tries: [1, 1], waitsForTest: true };
		case 'otherFormat':
			if (once) return { ...asUsual, tries: [healthyTries + 1, healthyTries + 2] };
			return { ...error('configuration-invalid'), tries: bounds(1, FORMATS + 1) };
		case 'otherClock':
			if (once) return { ...error(meaning.cause), ends: ['items', 'error'], tries: bounds(1, 2) };
			// only a window that ends now is asked for again and again
			return {
				...error(meaning.cause),
				tries: [before + 1, bounds(1, 2)[1] + (meaning.steps ?? 0)],
			};
		case 'nothing':
			return { ...asUsual, ends: ['nothing'], tries: [1, DAYS] };
		case 'oneUnreadable':
			// one answer may be that of a period without calls
			return {
				...asUsual,
				ends: once ? ['items', 'other items'] : ['other items'],
				tries: [1, DAYS],
			};
	}
}

/** Where a column has a reading of its own. */
function inColumn(usual: Expected, { meaning, place, column, lasting }: Question): Expected {
	if (meaning.is === 'oneUnreadable') {
		// List Transcriptions returns the others and says so on the node, so that nobody misses a call
		if (column.name === 'list') return { ...usual, isHinted: true };
		// the newest call, and the one that is asked for, is another one
		if (column.kind !== 'picker' && !isTrigger(column)) return { ...usual, ends: ['items'] };
	}
	if (meaning.is === 'nothing') {
		if (column.name === 'list' || column.name === 'extensions') {
			return { ...usual, isHinted: true };
		}
		// the next day may have one
		if (column.kind === 'testEvent') {
			return { ...usual, ends: lasting === 'once' ? ['items', 'error'] : ['error'] };
		}
		if (column.kind !== 'operation') return usual;
		// an item whose fields are null, and no error; the summary of the file stands in for that of a side
		if (place === 'context' || place === 'summary') {
			return {
				...usual,
				ends: ['other items'],
				isHinted: /^get(Summary|Context)$/.test(column.name),
			};
		}
		if (place === 'extensions' && column.name === 'getSummary') {
			return { ...usual, ends: ['error'], cause: 'configuration-invalid' };
		}
		if (column.name === 'getAnySummary') {
			const isMissing = place === 'calls';
			// it is looked for twice
			const isFound = isMissing && lasting === 'once';
			return { ...usual, ends: [isFound ? 'items' : 'other items'], isHinted: isMissing };
		}
		if (column.name === 'get' && column.vendor.name === 'Yeastar') {
			const ends: End[] = [lasting === 'once' ? 'items' : 'error'];
			return { ...usual, ends, cause: 'configuration-invalid' };
		}
	}
	return usual;
}

/** Names are a courtesy: each has one try, and where that fails, the call is given at once with numbers. */
function ofNames(usual: Expected, { meaning, lasting, healthyTries }: Question): Expected {
	const isRenewed = meaning.is === 'renewed';
	if (meaning.is === 'harmless' || (isRenewed && lasting === 'once')) return usual;
	return {
		ends: ['other items'],
		sameCalls: true,
		// what is slow is not asked for again; a lost token is replaced here, too
		tries: [1, healthyTries * (isRenewed ? 1 + SIGN_INS : 1)],
		waitedMs: isRenewed ? usual.waitedMs : [0, 0],
	};
}

/** Made for the time when something does not work: it tells a failure in its place. */
function ofHealth(usual: Expected, { meaning }: Question): Expected {
	if (meaning.is === 'oneUnreadable') return { ...usual, ends: ['items', 'other items'] };
	if (meaning.is === 'notTold') return { ...usual, ends: ['other items'] };
	return { ...usual, ends: usual.ends.map((end) => (end === 'items' ? end : 'other items')) };
}

/** A person sits in front of it and can press again: nothing is repeated. */
function ofTest({ meaning, healthyTries }: Question): Expected {
	const isFine = ['harmless', 'nothing', 'oneUnreadable'].includes(meaning.is);
	if (isFine) return { ends: ['items'], tries: [healthyTries, healthyTries], waitedMs: [0, 0] };
	return { ends: ['error'], tries: [1, 1], waitedMs: [0, 0] };
}
