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

/** The parts of a record beside its head: what takes time to build. */
export interface RecordParts {
	parties?: Parties;
	labels?: Labels;
	spoken?: Spoken;
	summary?: Summary;
}

/**
 * A record of its parts; those that are left out are empty. Its keys are in the contract's order: what people send on comes
 * first, what is long last. Written out: an object that is put together by spreading takes V8 several times as long.
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
