/** The page of constants: how long, and how many, each with its reason. Times in milliseconds. */

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

/** A call that began this shortly before the activation is new: the clocks differ, and publishing takes its time. */
export const JUST_BEGUN = 2 * MINUTE;

/** A call is remembered so much longer than it can be read: its start may move by an hour, twice, and buckets are an hour long. */
export const REMEMBER_MARGIN = 3 * HOUR;

/** Nothing is asked that the vendor drops within this time: a poll can last five minutes and clocks differ. */
export const RETENTION_MARGIN = 15 * MINUTE;

/** A hole that could not be read for this long is reported, and again each time as long has passed. */
export const HOLE_REPORT_EVERY = HOUR;

/** A hole that keeps failing is asked again at growing distances, up to this one. */
export const HOLE_REST = 10 * MINUTE;

/** A hole this short is asked in no smaller pieces: what is left of it is what is broken, give or take some calls. */
export const SHORTEST_HOLE = 5 * MINUTE;

/** Such a hole is likely broken for good: it is asked no more often than the lookback is swept. */
export const SHORTEST_HOLE_REST = HOUR;

/** One of so many polls in a row that could read nothing asks in halves: the phone system may be there, and one call break all. */
export const HALVES_EVERY = 3;

/** A call with its transcript takes some 20 kB, so 20 MB: what n8n saves as one execution without trouble. */
export const MAX_CALLS = 1000;

/** About nine bytes each: nine megabytes of state. A lookback of a week holds so many at 140,000 calls a day. */
export const MAX_REMEMBERED = 1_000_000;

/**
 * Of records that cannot be read: so many known ones mean that the vendor's format has changed, and one report says it
 * all; an error message shows no more examples, nor more characters of each.
 */
export const REPORTED = { known: 10_000, examples: 3, characters: 200 };

/**
 * More are forgotten, oldest first: a call that came before the twenty-first change within a lookback may then be given
 * although the settings before it had left it out. Somebody who tries filters makes a dozen changes in a day.
 */
export const MAX_FORMER = 20;

/** More holes are not kept apart from what is simply not read yet: they are asked again, only without a rest. */
export const MAX_HOLES = 50;

/** More sweeps are made coarser. In practice there are as many as windows in a lookback, or as polls in a backlog of it. */
export const MAX_SWEEPS = 200;

/** After so many faults in a row the phone system is taken to be away, and only the recent window is tried yet. */
export const MAX_FAULTS = 2;
