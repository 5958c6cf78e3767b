/** The lengths of time that the engine lives by, in milliseconds, each with its reason. */

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** How far the clocks of n8n, the phone system and the cloud may differ ("several minutes"). Each window reaches so far into the future. */
export const CLOCK_SLACK = 10 * MINUTE;

/** What every poll reads. Most transcripts are there within minutes of a call's end, and few calls last longer than an hour. */
export const RECENT = 2 * HOUR;

/** How often the whole lookback is read: the price of a late transcript is at most this much more lateness. */
export const SWEEP_EVERY = HOUR;

/**
 * When a sweep is due anyway, what was read longer ago than this is read with it. Otherwise stretches that were
 * read in different polls (a backlog) would become due in different polls for ever, one request each.
 */
export const SWEEP_TOGETHER = 45 * MINUTE;

/**
 * A call counts as settled when it was read this much later than its lookback ended: one hour for a start that is read
 * an hour wrong around a daylight-saving change, or for a clock that was an hour ahead, and the slack between clocks.
 */
export const SETTLE_MARGIN = HOUR + CLOCK_SLACK;

/** How far before the activation a call may have begun that is given when its transcript comes: the longest of calls. */
export const BASELINE = 4 * HOUR;

/** A call that began this shortly before the activation is new: with durable cursors the first state is made a minute after publishing. */
export const JUST_BEGUN = 2 * MINUTE;

/** A call is remembered so much longer than it can be read: its start may move by an hour, twice, and buckets are an hour long. */
export const REMEMBER_MARGIN = 3 * HOUR;

/** Nothing is asked that the vendor drops within this time: a poll can last five minutes and clocks differ. */
export const RETENTION_MARGIN = 15 * MINUTE;

/** A hole that could not be read for this long is reported, and again each time as long has passed. */
export const HOLE_REPORT_EVERY = HOUR;

/** A hole that keeps failing is asked again at growing distances, up to this one. */
export const HOLE_REST = 10 * MINUTE;
