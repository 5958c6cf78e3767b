/**
 * A time within a call as in subtitles, `00:00:05`, with at least two digits for hours. A time before the start of the
 * call becomes its start.
 *
 * @param seconds since the call began
 * @param separator what comes before the milliseconds; leave out for none
 */
export function timeOfOffset(seconds: number, separator?: '.' | ','): string {
	const ms = Math.max(0, Math.round(seconds * 1000));
	const whole = Math.floor(ms / 1000);
	const time = [whole / 3600, (whole / 60) % 60, whole % 60].map((part) => pad(part, 2)).join(':');
	return separator === undefined ? time : `${time}${separator}${pad(ms % 1000, 3)}`;
}

function pad(number: number, digits: number): string {
	return String(Math.floor(number)).padStart(digits, '0');
}
