/** What one person said without a break. */
export interface Turn {
	/** The name if the vendor knows one, else the number; null if the text names nobody. */
	speaker: string | null;
	number: string | null;
	/** As the vendor sent it, line breaks and all. */
	text: string;
	/** ISO 8601, UTC, with milliseconds. */
	at: string | null;
	/** Seconds since the call began, or since the first turn if that is unknown. */
	offsetSeconds: number | null;
}

/** A title of the summary and the points below it, as plain text. */
export interface SummarySection {
	/** Empty for points without a title. */
	title: string;
	items: string[];
}

/** Custom metadata of a call: a flat object. */
export type Labels = Record<string, string | number | boolean | null>;

export type Provider = 'yeastar' | 'cytracom';
export type Direction = 'internal' | 'inbound' | 'outbound';

/** One call, in the one shape that both vendors' nodes give. Every key is always there. */
export interface CallRecord {
	/** The ID that later steps deduplicate by: `leg_id` (Yeastar), `linked_id` (Cytracom). */
	id: string | null;
	/** ISO 8601, UTC, with milliseconds. */
	startedAt: string | null;
	direction: Direction | null;
	from: string | null;
	to: string | null;
	/** The outside party: in E.164 if the number or the country allows, else as sent. Null for an internal call. */
	customerNumber: string | null;
	customerName: string | null;
	/** The inside party, as dialed. */
	agentNumber: string | null;
	agentName: string | null;
	durationSeconds: number | null;
	/** Plain text. */
	summary: string | null;
	/** What the summary says needs to be done. */
	followUps: string[];
	status: string | null;
	sentiment: string | null;
	/** The whole call: `uid` (Yeastar), `linked_id` (Cytracom). */
	callId: string | null;
	provider: Provider;
	labels: Labels;
	/** Readable text, one turn per line: `Speaker: words`. */
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
	/** The vendor's HTML without active content; null if the vendor sent plain text. */
	summaryHtml: string | null;
}

/** Who talked to whom, for the next step: the outside and the inside party. */
export type Parties = Pick<
	CallRecord,
	'customerNumber' | 'customerName' | 'agentNumber' | 'agentName'
>;

/** What was said in a call: the costly part of a record. */
export type Spoken = Pick<CallRecord, 'transcript' | 'turns'>;

/** What the vendor's AI wrote about a call, in every form. */
export type Summary = Pick<
	CallRecord,
	'summary' | 'followUps' | 'summaryMarkdown' | 'summarySections' | 'summaryHtml'
>;

/** What filters, triggers, and sorting use: a record without what takes time to build. */
export type CallHead = Omit<CallRecord, 'labels' | keyof Parties | keyof Spoken | keyof Summary>;

/** The parts of a record other than its head: what takes time to build. */
export interface RecordParts {
	parties?: Parties;
	labels?: Labels;
	spoken?: Spoken;
	summary?: Summary;
}

/**
 * A record from its parts; those left out are empty. Keys are in the contract's order: what people pass on comes first,
 * what is long comes last. Written out: an object put together by spreading takes V8 several times as long.
 */
export function callRecord(
	head: CallHead,
	{
		parties = NO_PARTIES,
		labels = {},
		spoken = { transcript: null, turns: [] },
		summary = noSummary(),
	}: RecordParts,
): CallRecord {
	return {
		id: head.id,
		startedAt: head.startedAt,
		direction: head.direction,
		from: head.from,
		to: head.to,
		customerNumber: parties.customerNumber,
		customerName: parties.customerName,
		agentNumber: parties.agentNumber,
		agentName: parties.agentName,
		durationSeconds: head.durationSeconds,
		summary: summary.summary,
		followUps: summary.followUps,
		status: head.status,
		sentiment: head.sentiment,
		callId: head.callId,
		provider: head.provider,
		labels,
		transcript: spoken.transcript,
		summaryMarkdown: summary.summaryMarkdown,
		ringSeconds: head.ringSeconds,
		talkSeconds: head.talkSeconds,
		holdSeconds: head.holdSeconds,
		transcribedAt: head.transcribedAt,
		summarySections: summary.summarySections,
		turns: spoken.turns,
		summaryHtml: summary.summaryHtml,
	};
}

export const NO_PARTIES: Readonly<Parties> = {
	customerNumber: null,
	customerName: null,
	agentNumber: null,
	agentName: null,
};

/** The summary keys of a record without one. */
export const noSummary = (): Summary => ({
	summary: null,
	followUps: [],
	summaryMarkdown: null,
	summarySections: [],
	summaryHtml: null,
});

/** A record that knows nothing but its provider, its id where there is one, and some of its parts. */
export const emptyCallRecord = (
	provider: Provider,
	id: string | null = null,
	parts: RecordParts = {},
): CallRecord =>
	callRecord(
		{
			id,
			startedAt: null,
			direction: null,
			from: null,
			to: null,
			durationSeconds: null,
			status: null,
			sentiment: null,
			callId: null,
			provider,
			ringSeconds: null,
			talkSeconds: null,
			holdSeconds: null,
			transcribedAt: null,
		},
		parts,
	);
