/**
 * A stretch of time in milliseconds since 1970, UTC. Both ends belong to it, as users mean their Start and End Time; the
 * polling engine's `Interval` is half-open, and the compiler keeps the two apart.
 */
export interface TimeRange {
	from: number;
	through: number;
}

export const includes = ({ from, through }: TimeRange, moment: number): boolean =>
	moment >= from && moment <= through;
