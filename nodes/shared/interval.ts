/** A closed stretch of time: milliseconds since 1970, both ends belong to it. */
export interface Interval {
	from: number;
	to: number;
}

export const contains = ({ from, to }: Interval, moment: number): boolean =>
	moment >= from && moment <= to;
