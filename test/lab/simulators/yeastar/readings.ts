import type { ReadingsOf } from '../shared/readings';
import { defaultReadings } from '../shared/readings';

/**
 * What Yeastar's pages leave open or contradict themselves about. The first answer to each question
 * is the default; a client has to be right under every one.
 */
export const yeastarReadingValues = {
	/** The errcode of a wrong Client ID or Secret. */
	wrongSecret: [40002, 10005],
	/** Whether a new sign-in ends the tokens before it. */
	newTokenCancelsOlder: [false, true],
	/** Whether `refresh_token` ends the old access token, or the new one takes another of the 8 places. */
	refreshFreesSlot: [true, false],
	/** A permission that the application lacks (the list of error codes has both, and 10009 with two meanings). */
	noPermission: [10005, 10009],
	/** The HTTP status of a failure: 200 as the pages say, or one of an error (seen on `subscribe`). */
	failureStatus: [200, 400],
	/** What v2.0 paths answer on firmware that does not know them (`hasV2` off). */
	noV2Answer: [10001, -2, 10003],
	/** aidownload without a match: a file with `[]`, no link, 60001, `null` for the link, a file with `null`. */
	noMatchAnswer: ['emptyFile', 'missingLink', 60001, 'nullLink', 'nullFile'],
	/** A call that is not transcribed yet: no record, or one without turns and summary. */
	pendingCall: ['absent', 'emptyTranscript'],
	/** A second aidownload while one is under way: served, or 70082. */
	overload: [false, true],
	/** Where errcode 2 (in progress) comes first: nowhere, at an aidownload request (once, four times), or at its link. */
	processingFirst: [false, true, 'fourTimes', 'atLink'],
	/** The longest range of time that aidownload takes; 40002 for a longer one. */
	longestRange: ['any', '31 days'],
	/** The form of `download_resource_url`: the page joins it with a slash, its sample begins with one. */
	linkForm: ['leadingSlash', 'noSlash', 'wholeAddress'],
	/** A download link after its 30 minutes: 60001 in JSON, or HTTP 404 with a page. */
	expiredLink: ['errcode', 'http404'],
	/** How range ends compare with call times: as wall times, or as instants with the first or second of an ambiguous hour. */
	wallClock: ['naive', 'first', 'second'],
	/** The form of `start_time` that is accepted: the display format, or another one with 40002 for the display format. */
	displayFormatRefused: [false, 'YYYY/MM/DD', 'ISO 8601'],
	/** Hours before AM and PM: 01 to 12, or (also accepted, and written) 00 to 23. */
	twelveHour: ['01-12', '00-23'],
	/** Whether a call at `start_time` itself is in the range. */
	startTime: ['inclusive', 'exclusive'],
	/** Whether a call at `end_time` itself is in the range. */
	endTime: ['inclusive', 'exclusive'],
	/** How `call_from` and `call_to` filter. */
	filters: ['exact', 'fuzzy'],
	fileOrder: ['ascending', 'descending', 'shuffled'],
	/** What `leg` counts: the records of the file, or the legs of the call. */
	legNumber: ['inFile', 'inCall'],
	/** The format of `time` in the file. */
	timeInFile: ['displayFormat', 'YYYY/MM/DD HH:mm:ss', 'YYYY-MM-DD HH:mm:ss'],
	/** `ai_summary`: as the call has it, or always HTML (the sample is plain, other pages have HTML). */
	fileSummary: ['asGiven', 'html'],
	/** How parties are written in the file. */
	partyFormat: ['plain', 'Name<number>'],
	/** Whether an empty text is sent as one blank, as in the events of older firmware. */
	emptyAsBlank: [false, true],
	/** getaicontext of a leg that is unknown or silent: 60001, `{}`, `null`, a leg with no turns. */
	silentLeg: [60001, 'emptyObject', 'null', 'emptyContext'],
	/** The keys of getaicontext's `data`. */
	legKeys: ['leg_N', 'legId'],
	/** Whether `leg_1` is the first ID asked for. */
	legOrder: ['asAsked', 'reversed'],
	/** How many IDs getaicontext takes at a time; 40002 for more. */
	legsPerRequest: ['many', 'one'],
	/** What `search_value` picks: turns, or all turns of a leg where one fits. */
	searchValue: ['turns', 'legs'],
	/** `duration` of a turn: its length (text), or the seconds since the leg began (sample of an AI receptionist). */
	turnDuration: ['asGiven', 'sinceStart'],
	/** Turns: the first words of each speaker come last (the sample is out of order too), or as they were added. */
	turnOrder: ['firstWordsLast', 'asAdded'],
	/** Whether `limit` and `offset` work, or pages begin with the last turn of the page before. */
	contextPaging: ['honoured', 'ignored', 'overlapping'],
	/** getaisummary where there is none (yet). */
	noSummary: [60001, 'emptyData', 'nullData', 'blankSummary'],
	/** Whether the answer's key is the side that was asked for, or the other one (as in the sample). */
	summaryParty: ['asAsked', 'otherSide'],
	/** What `src_ext_id` means: the extension's ID (as the text says), or its number (as the sample does). */
	extIdMeaning: ['id', 'number'],
	/** Whether `created_at` of a summary is a string (text) or an integer (sample). */
	createdAtAsString: [false, true],
	/** An extension search without a match. */
	noExtension: ['emptyList', 'null', 60001, 'missing'],
	/** What system/information tells, from older firmware to a refused permission. */
	systemInformation: ['full', 'noTimestamp', 'noFormats', 'denied'],
	/** Every number in every answer as a string, but `errcode`. */
	numbersAsStrings: [false, true],
	errcodeAsString: [false, true],
} as const;

export type YeastarReadings = ReadingsOf<typeof yeastarReadingValues>;

export const yeastarDefaultReadings = (): YeastarReadings => defaultReadings(yeastarReadingValues);
