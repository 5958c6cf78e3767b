/**
 * A time within a call as subtitles write it, `00:00:05`, hours in two digits or more. What lies before the call's start
 * is at its start.
 *
 * @param seconds since the call began
 * @param separator what stands before the milliseconds; without one there are none
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
