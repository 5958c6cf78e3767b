/**
 * A time range in milliseconds since 1970, UTC. It includes both ends, as users expect of Start and End Time; the
 * polling engine's `Interval` is half-open, and the compiler keeps the two apart.
 */
export interface TimeRange {
	from: number;
	through: number;
}

export const includes = ({ from, through }: TimeRange, moment: number): boolean =>
	moment >= from && moment <= through;
