/** Every duration and limit of the engine, each with its reason. Times in milliseconds. */

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** How far the clocks of n8n, the phone system and the cloud may differ ("several minutes"). Windows reach this far into the future. */
export const CLOCK_SLACK = 10 * MINUTE;

/** What every poll reads. Most transcripts appear within minutes of the call's end, and few calls last longer than an hour. */
export const RECENT = 2 * HOUR;

/** How often the whole lookback is read: a late transcript is at most this much later. */
export const SWEEP_EVERY = HOUR;

/**
 * A sweep that is due also reads what was last read longer ago than this. Otherwise stretches that were read in
 * different polls (a backlog) would stay due in different polls for good, one request each.
 */
export const SWEEP_TOGETHER = 45 * MINUTE;

/**
 * A call is settled when it was read this long after its lookback ended: one hour for a start that is an hour off
 * around a daylight-saving change, or for a clock that was an hour ahead, plus the slack between clocks.
 */
export const SETTLE_MARGIN = HOUR + CLOCK_SLACK;

/** A call that began this long before the activation is still returned when its transcript appears: the longest of calls. */
export const BASELINE = 4 * HOUR;

/** A call that began this shortly before the activation is new: clocks differ, and publishing takes time. */
export const JUST_BEGUN = 2 * MINUTE;

/** How much longer a call is remembered than it can be read: its start may move by an hour, twice, and buckets are an hour long. */
export const REMEMBER_MARGIN = 3 * HOUR;

/** Nothing is requested that the vendor drops within this time: a poll can last five minutes and clocks differ. */
export const RETENTION_MARGIN = 15 * MINUTE;

/** A hole is reported when it has failed for this long, and again each time this long has passed. */
export const HOLE_REPORT_EVERY = HOUR;

/** A hole that keeps failing is tried at growing intervals, up to this one. */
export const HOLE_REST = 10 * MINUTE;

/** A hole this short is not halved again: what is left is what is broken, give or take some calls. */
export const SHORTEST_HOLE = 5 * MINUTE;

/** Such a hole is probably broken for good: it is tried no more often than the lookback is swept. */
export const SHORTEST_HOLE_REST = HOUR;

/** Of this many polls in a row that read nothing, one reads in halves: a single call may be breaking every answer. */
export const HALVES_EVERY = 3;

/** A call with its transcript takes about 20 kB. n8n saves an execution of 20 MB without trouble. */
export const MAX_CALLS = 1000;

/** About nine bytes each: nine megabytes of state. A lookback of a week holds this many at 140,000 calls a day. */
export const MAX_REMEMBERED = 1_000_000;

/**
 * Records that cannot be read: how many are remembered (more mean that the vendor's format has changed, and one report
 * says it all), how many examples an error shows, and how many characters of each.
 */
export const REPORTED = { known: 10_000, examples: 3, characters: 200 };

/**
 * Beyond this, the oldest is forgotten: a call from before the twenty-first change within a lookback may then be returned
 * although earlier settings had excluded it. Somebody who tries out filters makes a dozen changes in a day.
 */
export const MAX_FORMER = 20;

/** Beyond this a hole is treated as not read yet: it is tried again, only without a rest. */
export const MAX_HOLES = 50;

/** Beyond this sweeps are merged. In practice there are as many as windows in a lookback, or polls in its backlog. */
export const MAX_SWEEPS = 200;

/** After this many faults in a row, the phone system counts as away, and only the recent window is still tried. */
export const MAX_FAULTS = 2;
