import type { YeastarReadings } from './readings';

/** System > Date and Time > Display Format of the PBX, spelt as system/information does. */
export interface DisplayFormat {
	/** `YYYY`, `MM`, `DD` with any separators. */
	dateFormat: string;
	/** `hh:mm:ss` is 24 hours (the page's own system_time is 16:44:40), `hh:mm:ss AM` is 12 hours. */
	timeFormat: string;
	twelveHour: YeastarReadings['twelveHour'];
}

const isTwelveHour = ({ timeFormat }: DisplayFormat) => /\bAM\b/i.test(timeFormat);
const two = (value: number) => String(value).padStart(2, '0');

/** Writes a wall time (epoch milliseconds as if UTC) in the display format. */
export function formatWall(wall: number, format: DisplayFormat): string {
	const time = new Date(wall);
	const date = format.dateFormat
		.replace('YYYY', String(time.getUTCFullYear()).padStart(4, '0'))
		.replace('MM', two(time.getUTCMonth() + 1))
		.replace('DD', two(time.getUTCDate()));
	const hour = time.getUTCHours();
	const rest = `${two(time.getUTCMinutes())}:${two(time.getUTCSeconds())}`;
	if (!isTwelveHour(format)) return `${date} ${two(hour)}:${rest}`;
	const shownHour = format.twelveHour === '01-12' ? hour % 12 || 12 : hour;
	return `${date} ${two(shownHour)}:${rest} ${hour < 12 ? 'AM' : 'PM'}`;
}

/** Reads a wall time that is written exactly in the display format; anything else gives undefined. */
export function parseWall(text: string, format: DisplayFormat): number | undefined {
	const twelveHour = isTwelveHour(format);
	const date = format.dateFormat
		.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
		.replace('YYYY', '(?<year>\\d{4})')
		.replace('MM', '(?<month>\\d{2})')
		.replace('DD', '(?<day>\\d{2})');
	const time = '(?<hour>\\d{2}):(?<minute>\\d{2}):(?<second>\\d{2})';
	const pattern = new RegExp(`^${date} ${time}${twelveHour ? ' (?<half>AM|PM)' : ''}$`);
	const groups = pattern.exec(text)?.groups;
	if (!groups) return undefined;
	const hour = readHour(Number(groups.hour), groups.half, format);
	if (hour === undefined) return undefined;
	const [year, month, day, minute, second] = [
		groups.year,
		groups.month,
		groups.day,
		groups.minute,
		groups.second,
	].map(Number) as [number, number, number, number, number];
	return validTime(year, month, day, hour, minute, second);
}

/** Reads ISO 8601 with a zone, or Unix seconds: what the newer guide allows for v1.0 cdr/search. An instant. */
export function parseIsoOrEpoch(text: string): number | undefined {
	if (/^\d{9,11}$/.test(text)) return Number(text) * 1000;
	const iso = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;
	const instant = iso.test(text) ? Date.parse(text) : NaN;
	return Number.isNaN(instant) ? undefined : instant;
}

function readHour(
	hour: number,
	half: string | undefined,
	{ twelveHour }: DisplayFormat,
): number | undefined {
	if (half === undefined) return hour;
	if (hour >= 1 && hour <= 12) return (hour % 12) + (half === 'PM' ? 12 : 0);
	if (twelveHour === '01-12') return undefined;
	return hour < 12 === (half === 'AM') ? hour : undefined;
}

/** Undefined for 30 February and 25 o'clock. */
function validTime(...parts: [number, number, number, number, number, number]): number | undefined {
	const [year, month, day, hour, minute, second] = parts;
	const wall = Date.UTC(year, month - 1, day, hour, minute, second);
	const time = new Date(wall);
	const same =
		time.getUTCMonth() === month - 1 &&
		time.getUTCDate() === day &&
		time.getUTCHours() === hour &&
		time.getUTCMinutes() === minute &&
		time.getUTCSeconds() === second;
	return same ? wall : undefined;
}
