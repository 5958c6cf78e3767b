import type { CallHead, Direction, Spoken, Summary } from './callRecord';
import { isExtension } from './phoneNumber';

/**
 * Which calls a trigger returns. JSON; a filter that is missing, null, empty, zero, or false excludes nothing. Text
 * matches exactly, phone numbers in any format.
 */
export interface Criteria {
	/** `newTranscription`: the call has a transcript. `newSummary`: it has a summary. */
	event: 'newTranscription' | 'newSummary';
	from?: string | null;
	to?: string | null;
	direction?: Direction | '' | null;
	status?: string | null;
	sentiment?: string | null;
	/** Seconds. */
	minTalkSeconds?: number | null;
	minDurationSeconds?: number | null;
	/** Excludes internal calls. */
	externalOnly?: boolean | null;
	/** Number on either side. */
	extension?: string | null;
	/** Words that the transcript or summary must all contain. */
	search?: string | null;
}

/** The filters alone, for a list. */
export type Filters = Omit<Criteria, 'event'>;

/** Which parts of a call are ready. */
export interface Readiness {
	hasTranscript: boolean;
	hasSummary: boolean;
}

/** What a call is judged by. */
export interface Judged extends Readiness {
	head: CallHead;
	/** Whether two strings are the same number for its phone system. */
	isSameNumber(this: void, a: string, b: string): boolean;
	spoken(this: void): Spoken;
	summarized(this: void): Summary;
}

/** Whether what the event waits for is ready. Until then, nothing is decided about the call. */
export const isReady = ({ hasSummary, hasTranscript }: Readiness, { event }: Criteria): boolean =>
	event === 'newSummary' ? hasSummary : hasTranscript;

/** Whether the filters let the call pass; `later`: a value that one of them needs is not known yet. */
export type Fit = 'yes' | 'no' | 'later';

/** Cytracom's status while the call is still being processed ("Transcription processing status"). */
const UNDER_WAY =
	/^(process|pending|queue|wait|start|transcrib|analy[sz]|in[ _-]?progress|partial)/i;

const isUnderWay = ({ status }: CallHead): boolean => UNDER_WAY.test(status ?? '');

const isText = (value: string | null, wanted: string): Fit => {
	if (value === null) return 'later';
	return value === wanted ? 'yes' : 'no';
};

/** Whether one of the numbers is the wanted one. */
const isNumber = ({ isSameNumber }: Judged, numbers: (string | null)[], wanted: string): Fit => {
	if (numbers.some((number) => number !== null && isSameNumber(number, wanted))) return 'yes';
	return numbers.includes(null) ? 'later' : 'no';
};

/** The value may grow while the call is being processed. */
const isLong = (head: CallHead, value: number | null, least: number): Fit => {
	if ((value ?? 0) >= least) return 'yes';
	return value === null || isUnderWay(head) ? 'later' : 'no';
};

/** Without a direction, two extensions make an internal call, and any other known pair does not. */
const isExternal = ({ from, to, direction }: CallHead): Fit => {
	if (direction !== null) return direction === 'internal' ? 'no' : 'yes';
	if (isExtension(from) && isExtension(to)) return 'no';
	return from === null || to === null ? 'later' : 'yes';
};

const holdsWords = (call: Judged, search: string): Fit => {
	const held =
		`${call.spoken().transcript ?? ''}\n${call.summarized().summary ?? ''}`.toLowerCase();
	const words = search.trim().toLowerCase().split(/\s+/);
	if (words.every((word) => held.includes(word))) return 'yes';
	return call.hasTranscript && call.hasSummary && !isUnderWay(call.head) ? 'no' : 'later';
};

type Wanted = { [Name in keyof Filters]-?: NonNullable<Filters[Name]> };

/** The test of each filter, if it is set; the slowest comes last. */
const TESTS: { [Name in keyof Wanted]: (call: Judged, wanted: Wanted[Name]) => Fit } = {
	from: (call, from) => isNumber(call, [call.head.from], from),
	to: (call, to) => isNumber(call, [call.head.to], to),
	direction: ({ head }, direction) => isText(head.direction, direction),
	status: ({ head }, status) =>
		isText(isUnderWay(head) && head.status !== status ? null : head.status, status),
	sentiment: ({ head }, sentiment) => isText(head.sentiment, sentiment),
	minTalkSeconds: ({ head }, least) => isLong(head, head.talkSeconds, least),
	minDurationSeconds: ({ head }, least) => isLong(head, head.durationSeconds, least),
	externalOnly: ({ head }) => isExternal(head),
	extension: (call, extension) => isNumber(call, [call.head.from, call.head.to], extension),
	search: holdsWords,
};
const FILTERS = Object.keys(TESTS) as (keyof Wanted)[];

function fitOne<Name extends keyof Wanted>(name: Name, call: Judged, filters: Filters): Fit {
	const wanted = filters[name];
	return wanted ? TESTS[name](call, wanted as Wanted[Name]) : 'yes';
}

export function fit(call: Judged, filters: Filters): Fit {
	let fits: Fit = 'yes';
	for (const name of FILTERS) {
		const one = fitOne(name, call, filters);
		if (one === 'no') return 'no';
		if (one === 'later') fits = 'later';
	}
	return fits;
}

/** Whether the filters let the call pass in its current state. */
export const fits = (call: Judged, filters: Filters): boolean => fit(call, filters) === 'yes';

/** The same criteria in one form: fixed key order, and only filters that exclude something. */
export function canonical(criteria: Criteria): Criteria {
	const set = FILTERS.map((name) => [name, criteria[name]] as const).filter(([, value]) => value);
	return { event: criteria.event, ...(Object.fromEntries(set) as Partial<Criteria>) };
}
