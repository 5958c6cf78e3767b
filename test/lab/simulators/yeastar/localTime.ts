const quarterHour = 15 * 60_000;

const formatters = new Map<string, Intl.DateTimeFormat>();
const offsets = new Map<string, Map<number, number>>();

/**
 * Milliseconds that a zone is ahead of UTC at an instant. Offsets change at quarter hours only, so one
 * look-up per quarter hour is enough for any number of calls.
 */
export function zoneOffset(timeZone: string, instant: number): number {
	const known = offsets.get(timeZone) ?? new Map<number, number>();
	offsets.set(timeZone, known);
	const bucket = Math.floor(instant / quarterHour) * quarterHour;
	const offset = known.get(bucket) ?? wallParts(timeZone, bucket) - bucket;
	known.set(bucket, offset);
	return offset;
}

/** What the clock on the wall shows at an instant, as if it were UTC (epoch milliseconds). */
export function toWall(timeZone: string, instant: number): number {
	return instant + zoneOffset(timeZone, instant);
}

/**
 * The instant of a wall time. In the hour that autumn repeats `which` decides; a time that spring
 * leaves out is moved on by the change, as most calendars do.
 */
export function toInstant(timeZone: string, wall: number, which: 'first' | 'second'): number {
	const day = 24 * 3_600_000;
	const candidates = [zoneOffset(timeZone, wall - day), zoneOffset(timeZone, wall + day)]
		.map((offset) => wall - offset)
		.sort((a, b) => a - b);
	const real = candidates.filter((instant) => toWall(timeZone, instant) === wall);
	if (real.length === 0) return candidates.at(-1)!;
	return (which === 'first' ? real[0] : real.at(-1))!;
}

function wallParts(timeZone: string, instant: number): number {
	let formatter = formatters.get(timeZone);
	if (!formatter) {
		formatter = new Intl.DateTimeFormat('en-US', {
			timeZone,
			hourCycle: 'h23',
			year: 'numeric',
			month: '2-digit',
			day: '2-digit',
			hour: '2-digit',
			minute: '2-digit',
			second: '2-digit',
		});
		formatters.set(timeZone, formatter);
	}
	const parts = Object.fromEntries(
		formatter.formatToParts(instant).map(({ type, value }) => [type, Number(value)]),
	);
	const { year = 0, month = 1, day = 1, hour, minute, second } = parts;
	return Date.UTC(year, month - 1, day, hour, minute, second);
}
