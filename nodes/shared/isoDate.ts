import { DateTime } from 'luxon';

/**
 * The form that vendors write, limited to what `Date.parse` and Luxon read the same way: a day that the month has in
 * every year, and an offset.
 */
const USUAL =
	/^\d{4}-(?:(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])|(?:0[13-9]|1[0-2])-(?:29|30)|(?:0[13578]|1[02])-31)T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,9})?(?:Z|[+-](?:0\d|1[0-3]):[0-5]\d)$/;
/** Luxon takes a time without a date as today. */
const DATED = /^\d{4}-?\d\d/;

/**
 * The moment of an ISO 8601 string, in UTC milliseconds; null if it is not one. Without a zone it is UTC. The usual
 * form is read about ten times as fast as by Luxon, which reads all others.
 */
export function parseIsoDate(text: string): number | null {
	if (USUAL.test(text)) return Date.parse(text);
	if (!DATED.test(text)) return null;
	const moment = DateTime.fromISO(text, { zone: 'utc' });
	return moment.isValid ? moment.toMillis() : null;
}

/** The usual form, in UTC and whole seconds. */
const isPlain = (text: string): boolean =>
	text.length === 20 && text[19] === 'Z' && USUAL.test(text);

/** The same moment as `Date.toISOString` writes it; null if it is not a date. */
export function toUtcIso(text: string): string | null {
	if (isPlain(text)) return `${text.slice(0, 19)}.000Z`;
	const moment = parseIsoDate(text);
	return moment === null ? null : new Date(moment).toISOString();
}
