import { DateTime } from 'luxon';

import type { FoundCall, SpeakerNames } from '../found';
import type { Numbers } from '../record/numbers';
import type { Side } from '../record/parties';
import { digitsOf } from '../record/phoneNumber';

/** What rows of calls are written with. */
export interface RowFacts {
	/** ms since 1970. */
	now: number;
	/** IANA name of the user's time zone. */
	zone: string;
	numbers: Pick<Numbers, 'toE164' | 'forReading'>;
	names: SpeakerNames;
}

/** Of a name in a row: two of them fit into the editor's list. */
const MAX_NAME = 24;
/** Fewer digits without the zero dialed in front are part of too many numbers. */
const MIN_DIGITS = 4;

/** A call as a picker shows it: `Today 14:32 · Leo Ball (3202) → +1 512 555 0143 · 2 min 42 s`. */
export function callRow({ head, sides }: FoundCall, facts: RowFacts): string {
	const { from, to } = sides(facts.names);
	const [caller, callee] = [from, to].map(({ name, number }) =>
		personRow({ name, number: number && facts.numbers.forReading(number) }),
	);
	const parts = [
		timeOf(head.startedAt, facts),
		`${caller} → ${callee}`,
		lengthOf(head.durationSeconds),
	];
	return parts.filter((part) => part !== null).join(' · ');
}

/** Someone as a picker shows them: `Leo Ball (3202)`, or what is known of the two. */
export function personRow({ name, number }: Side): string {
	if (!name || name === number) return number ?? 'unknown';
	const short = name.length > MAX_NAME ? `${name.slice(0, MAX_NAME - 1).trimEnd()}…` : name;
	return number ? `${short} (${number})` : short;
}

/**
 * Whether a search finds a call: every word is in its row, its ID or its summary, or the digits are in one of its numbers,
 * however they are written.
 */
export function findsCall(search: string, call: FoundCall, facts: RowFacts): boolean {
	const { from, to, id } = call.head;
	const numbers = [from, to].filter((number) => number !== null);
	if (numbers.some((number) => holdsNumber(search, number, call, facts))) return true;
	const { from: caller, to: callee } = call.sides(facts.names);
	const shown = [callRow(call, facts), caller.name, callee.name, ...numbers, id].join(' ');
	return holdsWords(search, shown) || holdsWords(search, `${shown} ${call.summarized().summary}`);
}

/** The words of a search, without what a row puts around them. */
export const wordsOf = (search: string): string[] =>
	search
		.toLowerCase()
		.split(/[\s()…]+/)
		.filter((word) => word !== '');

/** Whether a text holds every word of a search. */
export function holdsWords(search: string, text: string): boolean {
	const lower = text.toLowerCase();
	return wordsOf(search).every((word) => lower.includes(word));
}

function holdsNumber(
	search: string,
	number: string,
	{ isSameNumber }: FoundCall,
	{ numbers }: RowFacts,
): boolean {
	const digits = digitsOf(search);
	if (digits === '' || !/^[\d\s()+./-]+$/.test(search)) return false;
	if (isSameNumber(number, search)) return true;
	const short = digits.replace(/^0+/, '');
	const forms = [number, numbers.toE164(number)].map(digitsOf);
	return [digits, ...(short.length < MIN_DIGITS ? [] : [short])].some((part) =>
		forms.some((form) => form.includes(part)),
	);
}

function timeOf(startedAt: string | null, { now, zone }: RowFacts): string {
	const options = { zone, locale: 'en-US' };
	const time = DateTime.fromISO(startedAt ?? '', options);
	const today = DateTime.fromMillis(now, options);
	if (time.hasSame(today, 'day')) return time.toFormat("'Today' HH:mm");
	if (time.hasSame(today.minus({ days: 1 }), 'day')) return time.toFormat("'Yesterday' HH:mm");
	return time.toFormat('LLL d HH:mm');
}

/** @param seconds null where the vendor does not tell */
function lengthOf(seconds: number | null): string | null {
	if (seconds === null) return null;
	const all = Math.round(seconds);
	const [hours, minutes] = [Math.floor(all / 3600), Math.floor(all / 60) % 60];
	if (hours > 0) return `${hours} h ${minutes} min`;
	return minutes > 0 ? `${minutes} min ${all % 60} s` : `${all} s`;
}
