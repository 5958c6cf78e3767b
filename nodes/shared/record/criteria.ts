import type { CallHead, Direction } from './callRecord';

/** Which calls a trigger gives. JSON; a filter that is absent, null or empty leaves nothing out. Texts match exactly. */
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
}

/** The filters alone, as a list has them. */
export type Filters = Omit<Criteria, 'event'>;

/** What there is already of a call. */
export interface Readiness {
	hasTranscript: boolean;
	hasSummary: boolean;
}

/** Whether what the event waits for is there. Until then nothing is decided about the call. */
export const isReady = ({ hasSummary, hasTranscript }: Readiness, { event }: Criteria): boolean =>
	event === 'newSummary' ? hasSummary : hasTranscript;

/** Whether the filters let the call pass; `later`: a value that one of them needs is not there yet. */
export type Fit = 'yes' | 'no' | 'later';

/** What Cytracom's status says while the call is still being worked on ("Transcription processing status"). */
const UNDER_WAY =
	/^(process|pending|queue|wait|start|transcrib|analy[sz]|in[ _-]?progress|partial)/i;

export function fit(head: CallHead, criteria: Filters): Fit {
	const isUnderWay = UNDER_WAY.test(head.status ?? '');
	const isText = (value: string | null, wanted: string | null | undefined): Fit => {
		if (!wanted || value === wanted) return 'yes';
		return value === null ? 'later' : 'no';
	};
	// it may grow for as long as the call is being worked on
	const isLong = (value: number | null, least: number | null | undefined): Fit => {
		if ((value ?? 0) >= (least ?? 0)) return 'yes';
		return value === null || isUnderWay ? 'later' : 'no';
	};
	const fits = [
		isText(head.from, criteria.from),
		isText(head.to, criteria.to),
		isText(head.direction, criteria.direction),
		isText(isUnderWay && head.status !== criteria.status ? null : head.status, criteria.status),
		isText(head.sentiment, criteria.sentiment),
		isLong(head.talkSeconds, criteria.minTalkSeconds),
		isLong(head.durationSeconds, criteria.minDurationSeconds),
	];
	if (fits.includes('no')) return 'no';
	return fits.includes('later') ? 'later' : 'yes';
}

/** Whether the filters let the call pass as it is now. */
export const fits = (head: CallHead, filters: Filters): boolean => fit(head, filters) === 'yes';

const FILTERS = [
	'from',
	'to',
	'direction',
	'status',
	'sentiment',
	'minTalkSeconds',
	'minDurationSeconds',
] as const;

/** The same criteria in one form: keys in one order, and only filters that leave something out. */
export function canonical(criteria: Criteria): Criteria {
	const set = FILTERS.map((name) => [name, criteria[name]] as const).filter(([, value]) => value);
	return { event: criteria.event, ...(Object.fromEntries(set) as Partial<Criteria>) };
}
