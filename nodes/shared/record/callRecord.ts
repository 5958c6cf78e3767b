/** What somebody said, in one go. */
export interface Turn {
	/** The name where the vendor knows one, else the number; null where the text names nobody. */
	speaker: string | null;
	number: string | null;
	/** As the vendor sent it, line breaks and all. */
	text: string;
	/** ISO 8601, UTC, with milliseconds. */
	at: string | null;
	/** Seconds since the call began, or since the first turn where that is not known. */
	offsetSeconds: number | null;
}

/** A title of the summary and the points below it, as plain text. */
export interface SummarySection {
	/** Empty for points that stand under no title. */
	title: string;
	items: string[];
}

/** Custom metadata of a call: a flat object. */
export type Labels = Record<string, string | number | boolean | null>;

export type Provider = 'yeastar' | 'cytracom';
export type Direction = 'internal' | 'inbound' | 'outbound';

/** One call, in the one shape that both vendors' nodes give. Every key is always there. */
export interface CallRecord {
	provider: Provider;
	/** What a later step de-duplicates on: `leg_id` (Yeastar), `linked_id` (Cytracom). */
	id: string | null;
	/** The whole call: `uid` (Yeastar), `linked_id` (Cytracom). */
	callId: string | null;
	/** ISO 8601, UTC, with milliseconds. */
	startedAt: string | null;
	direction: Direction | null;
	status: string | null;
	from: string | null;
	to: string | null;
	durationSeconds: number | null;
	ringSeconds: number | null;
	talkSeconds: number | null;
	holdSeconds: number | null;
	sentiment: string | null;
	labels: Labels;
	/** Readable text, one turn a line: `Speaker: words`. */
	transcript: string | null;
	/** In the order spoken. */
	turns: Turn[];
	/** Plain text. */
	summary: string | null;
	summaryMarkdown: string | null;
	/** The vendor's HTML without anything active; null where the vendor sent plain text. */
	summaryHtml: string | null;
	summarySections: SummarySection[];
	/** ISO 8601, UTC, with milliseconds. */
	transcribedAt: string | null;
}

/** What was said in a call, the costly way to tell it. */
export type Spoken = Pick<CallRecord, 'transcript' | 'turns'>;

/** What the vendor's AI wrote about a call, in every form. */
export type Summary = Pick<
	CallRecord,
	'summary' | 'summaryMarkdown' | 'summaryHtml' | 'summarySections'
>;

/** What filters, triggers and order go by: a record without what takes time to build. */
export type CallHead = Omit<CallRecord, 'labels' | keyof Spoken | keyof Summary>;

/** A record that knows nothing but its provider, and its id where there is one. Its keys are in the contract's order. */
export function emptyCallRecord(provider: Provider, id: string | null = null): CallRecord {
	return {
		provider,
		id,
		callId: null,
		startedAt: null,
		direction: null,
		status: null,
		from: null,
		to: null,
		durationSeconds: null,
		ringSeconds: null,
		talkSeconds: null,
		holdSeconds: null,
		sentiment: null,
		labels: {},
		transcript: null,
		turns: [],
		summary: null,
		summaryMarkdown: null,
		summaryHtml: null,
		summarySections: [],
		transcribedAt: null,
	};
}
