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
	/** What a later step de-duplicates on: `leg_id` (Yeastar), `linked_id` (Cytracom). */
	id: string | null;
	/** ISO 8601, UTC, with milliseconds. */
	startedAt: string | null;
	direction: Direction | null;
	from: string | null;
	to: string | null;
	/** The outside party: in E.164 where the number or the country tells, else as sent. Null for an internal call. */
	customerNumber: string | null;
	customerName: string | null;
	/** The inside one, as dialed. */
	agentNumber: string | null;
	agentName: string | null;
	durationSeconds: number | null;
	/** Plain text. */
	summary: string | null;
	/** What the summary says is to be done. */
	followUps: string[];
	status: string | null;
	sentiment: string | null;
	/** The whole call: `uid` (Yeastar), `linked_id` (Cytracom). */
	callId: string | null;
	provider: Provider;
	labels: Labels;
	/** Readable text, one turn a line: `Speaker: words`. */
	transcript: string | null;
	summaryMarkdown: string | null;
	ringSeconds: number | null;
	talkSeconds: number | null;
	holdSeconds: number | null;
	/** ISO 8601, UTC, with milliseconds. */
	transcribedAt: string | null;
	summarySections: SummarySection[];
	/** In the order spoken. */
	turns: Turn[];
	/** The vendor's HTML without anything active; null where the vendor sent plain text. */
	summaryHtml: string | null;
}

/** Who called whom, for the next step: the outside party and the inside one. */
export type Parties = Pick<
	CallRecord,
	'customerNumber' | 'customerName' | 'agentNumber' | 'agentName'
>;

/** What was said in a call, the costly way to tell it. */
export type Spoken = Pick<CallRecord, 'transcript' | 'turns'>;

/** What the vendor's AI wrote about a call, in every form. */
export type Summary = Pick<
	CallRecord,
	'summary' | 'followUps' | 'summaryMarkdown' | 'summarySections' | 'summaryHtml'
>;

/** What filters, triggers and order go by: a record without what takes time to build. */
export type CallHead = Omit<CallRecord, 'labels' | keyof Parties | keyof Spoken | keyof Summary>;

/**
 * A record that knows nothing but its provider, and its id where there is one. Its keys are in the contract's order: what
 * people send on comes first, what is long last.
 */
export function emptyCallRecord(provider: Provider, id: string | null = null): CallRecord {
	return {
		id,
		startedAt: null,
		direction: null,
		from: null,
		to: null,
		customerNumber: null,
		customerName: null,
		agentNumber: null,
		agentName: null,
		durationSeconds: null,
		summary: null,
		followUps: [],
		status: null,
		sentiment: null,
		callId: null,
		provider,
		labels: {},
		transcript: null,
		summaryMarkdown: null,
		ringSeconds: null,
		talkSeconds: null,
		holdSeconds: null,
		transcribedAt: null,
		summarySections: [],
		turns: [],
		summaryHtml: null,
	};
}
