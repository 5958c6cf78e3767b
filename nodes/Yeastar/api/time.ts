import { DateTime, IANAZone } from 'luxon';

import type { TimeRange } from '../../shared/timeRange';
import { includes } from '../../shared/timeRange';

/**
 * How the PBX writes and reads times: System > Date and Time > Display Format. `date` in the PBX's own tokens, such as
 * `YYYY/MM/DD`.
 */
export interface DisplayFormat {
	date: string;
	twelveHour: boolean;
}

/**
 * The PBX's zone: the one in the credential, or today's offset (minutes east of UTC), which may be off by this many
 * hours on other days: 1 for a clock change, 14 if even today's is a guess.
 */
export type PbxZone = { name: string } | { offsetToday: number; unsureHours: number };

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** Offsets are in quarters of an hour (tz database). */
const OFFSET_STEP_MIN = 15;
/** Kiribati's; none is further west (tz database). */
const MAX_OFFSET_MIN = 14 * 60;
/** How much earlier than the answer a first turn may begin: clocks and rounding. */
const EARLY_TURN_MS = 5 * MINUTE_MS;
/** How much later than the end of the call a last turn may begin: rounding. */
const LATE_TURN_MS = MINUTE_MS;

/** If the offset is a guess, half-hour zones are included, such as India's. */
const GUESS_STEP_MS = 30 * MINUTE_MS;

/**
 * Tried in this order if the PBX does not report its own (docs/phone-systems.md, "Yeastar times"): the first cannot be
 * mistaken for another.
 */
export const DATE_FORMATS = [
	'YYYY/MM/DD',
	'MM/DD/YYYY',
	'DD/MM/YYYY',
	'YYYY-MM-DD',
	'DD-MM-YYYY',
	'DD.MM.YYYY',
	'MM-DD-YYYY',
	'MM.DD.YYYY',
	'YYYY.MM.DD',
];

/** `hh:mm:ss` is the 24-hour clock there, `hh:mm:ss AM` the 12-hour one (docs/phone-systems.md, "Yeastar times"). */
export function readDisplayFormat(dateFormat: string, timeFormat: string): DisplayFormat {
	return { date: dateFormat, twelveHour: /\b(am|pm|a|tt)\b/i.test(timeFormat) };
}

/** A local time, given in milliseconds as if it were UTC, in the PBX's display format. */
export function formatLocal(local: number, { date, twelveHour }: DisplayFormat): string {
	const day = date.replace(/Y/g, 'y').replace(/D/g, 'd');
	return DateTime.fromMillis(local, { zone: 'utc', locale: 'en-US' }).toFormat(
		`${day} ${twelveHour ? 'hh:mm:ss a' : 'HH:mm:ss'}`,
	);
}

/** Instead of a date format: what the version 1.0 guide also allows (docs/phone-systems.md, "Yeastar times"). */
export const ISO_8601 = 'ISO 8601';

const LOCAL_TIME =
	/^\s*(\d{1,4})[^\d\s](\d{1,2})[^\d\s](\d{1,4})[T\s]+(\d{1,2}):(\d{2})(?::(\d{2}))?(?:\.\d+)?\s*([ap]\.?m\.?)?\s*$/i;

/**
 * The local time that the PBX wrote, in milliseconds as if it were UTC, or null if it is not a time. A leading year is
 * recognized by its four digits; else day and month are read in the order of the display format.
 */
export const parseLocal = (text: string, dateFormat: string): number | null =>
	parse(text, isDayFirst(dateFormat));

const isDayFirst = (dateFormat: string): boolean => /^D/i.test(dateFormat);

function parse(text: string, dayFirst: boolean): number | null {
	const match = LOCAL_TIME.exec(text);
	if (!match) return null;
	const [first, second, third, hours, minutes, seconds] = match.slice(1, 7).map(Number) as [
		number,
		number,
		number,
		number,
		number,
		number,
	];
	const yearFirst = match[1]!.length === 4;
	const [year, month, day] = yearFirst
		? [first, second, third]
		: dayFirst
			? [third, second, first]
			: [third, first, second];
	const half = match[7]?.[0]?.toLowerCase();
	// 12 AM is midnight and 12 PM noon; an hour over 12 stays unchanged
	const hour = half === undefined || hours > 12 ? hours : (hours % 12) + (half === 'p' ? 12 : 0);
	const time = DateTime.fromObject(
		{ year, month, day, hour, minute: minutes, second: seconds || 0 },
		{ zone: 'utc' },
	);
	return time.isValid ? time.toMillis() : null;
}

/**
 * Like parseLocal, when the order of day and month is a guess: if both orders are dates, takes the one closer to the
 * range searched (UTC milliseconds).
 */
export function parseLocalNear(text: string, dateFormat: string, near: TimeRange): number | null {
	const dayFirst = isDayFirst(dateFormat);
	const [usual, other] = [parse(text, dayFirst), parse(text, !dayFirst)];
	if (usual === null || other === null) return usual ?? other;
	const zones = MAX_OFFSET_MIN * MINUTE_MS;
	const distance = (local: number) => Math.max(near.from - local, local - near.through, zones);
	return distance(other) < distance(usual) ? other : usual;
}

/**
 * Today's offset in minutes, from the PBX's local time and the same moment in UTC, both in milliseconds; null if no zone
 * has it, because the two are not the same moment.
 */
export function offsetOf(local: number, utc: number): number | null {
	const offset = Math.round((local - utc) / MINUTE_MS / OFFSET_STEP_MIN) * OFFSET_STEP_MIN;
	return Math.abs(offset) <= MAX_OFFSET_MIN ? offset : null;
}

/**
 * The range of local time that is sure to contain a UTC range, for the PBX to search; the excess is cut afterwards.
 * Wider on either side by the uncertainty of the offset, and by a repeated hour if local time has one.
 */
export function toLocalRange({ from, through }: TimeRange, zone: PbxZone): TimeRange {
	if ('offsetToday' in zone) {
		const shift = zone.offsetToday * MINUTE_MS;
		const unsure = zone.unsureHours * HOUR_MS;
		return { from: from + shift - unsure, through: through + shift + unsure };
	}
	const { name } = zone;
	const atStart = Math.min(offsetAt(name, from), offsetAt(name, from + HOUR_MS));
	const atEnd = Math.max(offsetAt(name, through), offsetAt(name, through - HOUR_MS));
	return { from: from + atStart * MINUTE_MS, through: through + atEnd * MINUTE_MS };
}

/** The UTC range that is sure to contain a range of local time, whichever moments that can mean. */
export const toUtcRange = ({ from, through }: TimeRange, zone: PbxZone): TimeRange => ({
	from: Math.min(...candidates(from, zone)),
	through: Math.max(...candidates(through, zone)),
});

/** A UTC range as the two parameters of a search, at least as wide. */
export function formatRange(
	range: TimeRange,
	zone: PbxZone,
	format: DisplayFormat,
): { start_time: string; end_time: string } {
	// one more second, because it is undocumented whether the ends are included
	const wider = { from: range.from - 1000, through: range.through + 1000 };
	if (format.date === ISO_8601) {
		return { start_time: isoSeconds(wider.from), end_time: isoSeconds(wider.through) };
	}
	const { from, through } = toLocalRange(wider, zone);
	return { start_time: formatLocal(from, format), end_time: formatLocal(through, format) };
}

const isoSeconds = (ms: number): string => `${new Date(ms).toISOString().slice(0, 19)}Z`;

/**
 * The moments, in UTC milliseconds, that a local time can mean, likeliest first, with duplicates: one, two in fall's
 * repeated hour, or the many that an uncertain offset allows.
 */
function candidates(local: number, zone: PbxZone): number[] {
	if ('offsetToday' in zone) {
		const likeliest = local - zone.offsetToday * MINUTE_MS;
		const unsure = zone.unsureHours * HOUR_MS;
		const step = zone.unsureHours > 1 ? GUESS_STEP_MS : HOUR_MS;
		const around = Array.from(
			{ length: (2 * unsure) / step + 1 },
			(_, index) => likeliest - unsure + index * step,
		);
		return [likeliest, ...around];
	}
	const { name } = zone;
	// the offsets before and after any clock change near it: no zone has two changes in 28 hours
	const offsets = [offsetAt(name, local - 14 * HOUR_MS), offsetAt(name, local + 14 * HOUR_MS)];
	const moments = offsets
		.map((offset) => local - offset * MINUTE_MS)
		.filter((moment) => moment + offsetAt(name, moment) * MINUTE_MS === local);
	// a local time that spring skips: by the clock before the change
	if (moments.length === 0) return [local - offsets[0]! * MINUTE_MS];
	return moments;
}

/** When a call's last turn began, in UTC milliseconds, and how long the call was; null if unknown. */
export interface CallEnd {
	lastTurnAt: number | null;
	lengthMs: number | null;
}

/**
 * When a call began, in UTC milliseconds (docs/phone-systems.md, "Yeastar times"). If its local time can mean several
 * moments, takes those that put all turns within the call's length, and of these the one by today's offset: a call may
 * begin with an hour of silence. If that does not decide, the first turn does: the call was answered just before it.
 * Without turns: the likeliest, or in a repeated hour the one within the requested range.
 *
 * @param local the PBX's local time, in milliseconds as if it were UTC
 * @param firstTurnAt UTC milliseconds, null without turns
 * @param ringMs how long it rang before anyone could speak
 */
export function startOf(
	local: number,
	zone: PbxZone,
	firstTurnAt: number | null,
	ringMs: number,
	within?: TimeRange,
	end?: CallEnd,
): number {
	const starts = candidates(local, zone);
	const likeliest = starts[0]!;
	if (firstTurnAt !== null) {
		const answered = starts.filter((start) => firstTurnAt - (start + ringMs) >= -EARLY_TURN_MS);
		if (answered.length === 0) return likeliest;
		const fitting = answered.filter((start) => isWithin(start, end));
		if (isOffsetOfToday(zone) && fitting.includes(likeliest)) return likeliest;
		return Math.max(...(fitting.length === 0 ? answered : fitting));
	}
	if ('offsetToday' in zone || !within) return likeliest;
	return starts.find((start) => includes(within, start)) ?? likeliest;
}

const isWithin = (start: number, { lastTurnAt = null, lengthMs = null }: Partial<CallEnd> = {}) =>
	lastTurnAt !== null && lengthMs !== null && lastTurnAt <= start + lengthMs + LATE_TURN_MS;

/** Whether today's offset is known, and not a guess. */
const isOffsetOfToday = (zone: PbxZone): boolean => 'offsetToday' in zone && zone.unsureHours <= 1;

const offsetAt = (name: string, utc: number): number => IANAZone.create(name).offset(utc);
