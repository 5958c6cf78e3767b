import type { SimulatedYeastarCall } from './calls';
import { formatWall, parseIsoOrEpoch, parseWall } from './displayFormat';
import { PbxError } from './errors';
import { toInstant, toWall } from './localTime';
import type { YeastarPbx } from './pbx';

/** Both ends as wall times (`wall`) or as instants; epoch milliseconds, whole seconds. */
export interface TimeRange {
	unit: 'wall' | 'instant';
	from: number;
	to: number;
}

/** No two zones' clocks differ by more than this. */
const widestOffset = 27 * 3_600_000;
const dayMs = 24 * 3_600_000;

/** Reads `start_time` and `end_time`; 40002 unless they are written exactly as the PBX wants them. */
export function readRange(
	pbx: YeastarPbx,
	startText: string | undefined,
	endText: string | undefined,
): TimeRange {
	const { wallClock, displayFormatRefused, startTime, endTime, longestRange } = pbx.readings;
	const start = readTime(pbx, startText) ?? -Infinity;
	const end = readTime(pbx, endText) ?? Infinity;
	// without an end there is no length to refuse
	const isTooLong = Number.isFinite(end - start) && end - start > 31 * dayMs;
	if (longestRange === '31 days' && isTooLong) throw new PbxError(40002);
	// call times count in whole seconds, so an exclusive end is one second less
	const firstIn = startTime === 'inclusive' ? start : start + 1000;
	const lastIn = endTime === 'inclusive' ? end : end - 1000;
	if (displayFormatRefused === 'ISO 8601') return { unit: 'instant', from: firstIn, to: lastIn };
	if (wallClock === 'naive') return { unit: 'wall', from: firstIn, to: lastIn };
	const instant = (wall: number) =>
		Number.isFinite(wall) ? toInstant(pbx.options.timeZone, wall, wallClock) : wall;
	return { unit: 'instant', from: instant(firstIn), to: instant(lastIn) };
}

/** The legs whose start is in the range, oldest first. */
export function callsInRange(pbx: YeastarPbx, range: TimeRange): SimulatedYeastarCall[] {
	const { from, to, unit } = range;
	if (unit === 'instant') return pbx.callLog.between(from, to + 999);
	const { timeZone } = pbx.options;
	return pbx.callLog.between(from - widestOffset, to + widestOffset).filter((call) => {
		const wall = Math.floor(toWall(timeZone, call.startedAt) / 1000) * 1000;
		return from <= wall && wall <= to;
	});
}

function readTime(pbx: YeastarPbx, text: string | undefined): number | undefined {
	if (text === undefined || text === '') return undefined;
	const time = parseTime(pbx, text);
	if (time === undefined) throw new PbxError(40002);
	return time;
}

function parseTime(pbx: YeastarPbx, text: string): number | undefined {
	switch (pbx.readings.displayFormatRefused) {
		case false:
			return parseWall(text, pbx.displayFormat);
		case 'YYYY/MM/DD':
			return parseWall(text, { ...pbx.displayFormat, dateFormat: 'YYYY/MM/DD' });
		case 'ISO 8601':
			return parseIsoOrEpoch(text);
	}
}

/** `time` of a record in the file. */
export function fileTime(pbx: YeastarPbx, instant: number): string {
	const { timeInFile } = pbx.readings;
	if (timeInFile === 'displayFormat') return pbx.display(instant);
	const [dateFormat = ''] = timeInFile.split(' ');
	const format = { ...pbx.displayFormat, dateFormat, timeFormat: 'hh:mm:ss' };
	return formatWall(pbx.wallTime(instant), format);
}
