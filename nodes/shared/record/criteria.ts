import type { CallHead, Direction, Spoken, Summary } from './callRecord';
import { isExtension } from './phoneNumber';

/**
 * Which calls a trigger gives. JSON; a filter that is absent, null, empty, zero or false leaves nothing out. Texts match
 * exactly, numbers however they are written.
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
	/** Leaves out calls that stayed inside. */
	externalOnly?: boolean | null;
	/** Number on either side. */
	extension?: string | null;
	/** Words that the transcript or the summary holds, each of them. */
	search?: string | null;
}

/** The filters alone, as a list has them. */
export type Filters = Omit<Criteria, 'event'>;

/** What there is already of a call. */
export interface Readiness {
	hasTranscript: boolean;
	hasSummary: boolean;
}

/** What a call is judged by. */
export interface Judged extends Readiness {
	head: CallHead;
	/** Whether two texts are the same number to its phone system. */
	isSameNumber(this: void, a: string, b: string): boolean;
	spoken(this: void): Spoken;
	summarized(this: void): Summary;
}

/** Whether what the event waits for is there. Until then nothing is decided about the call. */
export const isReady = ({ hasSummary, hasTranscript }: Readiness, { event }: Criteria): boolean =>
	event === 'newSummary' ? hasSummary : hasTranscript;

/** Whether the filters let the call pass; `later`: a value that one of them needs is not there yet. */
export type Fit = 'yes' | 'no' | 'later';

/** What Cytracom's status says while the call is still being worked on ("Transcription processing status"). */
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

/** It may grow for as long as the call is being worked on. */
const isLong = (head: CallHead, value: number | null, least: number): Fit => {
	if ((value ?? 0) >= least) return 'yes';
	return value === null || isUnderWay(head) ? 'later' : 'no';
};

/** Where the direction is not told, two extensions are inside, and whoever else is known is not. */
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

/** What each filter asks, where it is set; what takes longest comes last. */
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

/** Whether the filters let the call pass as it is now. */
export const fits = (call: Judged, filters: Filters): boolean => fit(call, filters) === 'yes';

/** The same criteria in one form: keys in one order, and only filters that leave something out. */
export function canonical(criteria: Criteria): Criteria {
	const set = FILTERS.map((name) => [name, criteria[name]] as const).filter(([, value]) => value);
	return { event: criteria.event, ...(Object.fromEntries(set) as Partial<Criteria>) };
}
