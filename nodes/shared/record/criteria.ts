import type { CallRecord, Direction } from './callRecord';

/** Which calls a trigger gives. JSON; a filter that is absent, null or empty leaves nothing out. Texts match exactly. */
export interface Criteria {
	/** `newTranscription`: the call has a transcript. `newSummary`: it has a summary. */
	event: 'newTranscription' | 'newSummary';
	from?: string | null;
	to?: string | null;
	direction?: Direction | '' | null;
	status?: string | null;
	sentiment?: string | null;
	/** Seconds. A call whose length is not known has none. */
	minTalkSeconds?: number | null;
	minDurationSeconds?: number | null;
}

/** Whether what the event waits for is there. Until then nothing is decided about the call. */
export function isReady(record: CallRecord, { event }: Criteria): boolean {
	const text = event === 'newSummary' ? record.summary : record.transcript;
	return text !== null && text.trim() !== '';
}

/** Whether the filters let the call pass. */
export function fits(record: CallRecord, criteria: Omit<Criteria, 'event'>): boolean {
	const { from, to, direction, status, sentiment } = criteria;
	return (
		(!from || record.from === from) &&
		(!to || record.to === to) &&
		(!direction || record.direction === direction) &&
		(!status || record.status === status) &&
		(!sentiment || record.sentiment === sentiment) &&
		(record.talkSeconds ?? 0) >= (criteria.minTalkSeconds ?? 0) &&
		(record.durationSeconds ?? 0) >= (criteria.minDurationSeconds ?? 0)
	);
}

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
