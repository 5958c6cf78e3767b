import { vendorExamples } from '../../lab/simulators';
import type { recentCytracomCall } from './phoneSystems';

/** Every key of the record, with nothing in it. */
export const EMPTY_RECORD = {
	id: null,
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
	provider: null,
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

/** What the vendor's aidownload example becomes. */
export const YEASTAR_FILE_RECORD = {
	id: '20260509214921-8AA6D',
	startedAt: '2026-05-09T13:49:21.000Z',
	direction: 'internal',
	from: '3200',
	to: '7000',
	customerNumber: null,
	customerName: null,
	agentNumber: null,
	agentName: null,
	durationSeconds: 13,
	summary: 'The conversation began with the agent initiating contact with a simple greeting.',
	followUps: [],
	status: 'ANSWERED',
	sentiment: null,
	callId: '20260509214921EFE9A',
	provider: 'yeastar',
	labels: {},
	transcript: '7000: Hi',
	summaryMarkdown:
		'The conversation began with the agent initiating contact with a simple greeting.',
	ringSeconds: 3,
	talkSeconds: 10,
	holdSeconds: 0,
	transcribedAt: null,
	summarySections: [],
	turns: [
		{
			speaker: '7000',
			number: '7000',
			text: 'Hi',
			at: '2026-05-09T13:49:21.705Z',
			offsetSeconds: 0.705,
		},
	],
	summaryHtml: null,
};

/** What a leg of the vendor's getaicontext example becomes; offsets count from its first turn. */
export function contextRecord(legId: string, leg: 'leg_1' | 'leg_2') {
	const context = [...vendorExamples.yeastar.contextAnswer.data[leg].context];
	context.sort((a, b) => a.timestamp - b.timestamp);
	const first = context[0]?.timestamp ?? 0;
	return {
		...EMPTY_RECORD,
		provider: 'yeastar',
		id: legId,
		transcript: context
			.map(({ name, content }) => `${name}: ${content.replace(/\s*\n\s*/g, ' ')}`)
			.join('\n'),
		turns: context.map(({ name, source_number, content, timestamp }) => ({
			speaker: name,
			number: source_number,
			text: content,
			at: new Date(timestamp).toISOString(),
			offsetSeconds: (timestamp - first) / 1000,
		})),
	};
}

/** What the vendor's getaisummary example becomes. */
export function summaryRecord() {
	const { dst } = vendorExamples.yeastar.summaryAnswer.data;
	const sections = [
		{
			title: 'Call Summary',
			items: [
				'Kristin Hale was transferred to a human agent regarding a login issue.',
				'She reported that 60% of users cannot log in and keep seeing an error message.',
				'The human agent offered to check server logs and escalate to the engineering team.',
			],
		},
		{
			title: 'Key Points',
			items: [
				'60% of users are affected by the login issue.',
				'The page refreshes after password entry with no error code.',
				'The human agent escalated the issue to the engineering team.',
			],
		},
		{
			title: 'Follow-Up Actions',
			items: [
				'Check server logs for login failure records.',
				'Investigate the login loop issue.',
				'Provide Kristin Hale with an estimated resolution time.',
			],
		},
	];
	return {
		...EMPTY_RECORD,
		provider: 'yeastar',
		id: dst.call_id,
		summary: sections.map(({ title, items }) => [title, ...points(items)].join('\n')).join('\n\n'),
		summaryMarkdown: sections
			.map(({ title, items }) => `## ${title}\n\n${points(items).join('\n')}`)
			.join('\n\n'),
		summaryHtml: dst.summary,
		followUps: sections[2]!.items,
		summarySections: sections,
		transcribedAt: new Date(dst.created_at * 1000).toISOString(),
		party: 'callee',
		extensionNumber: dst.ext_num,
		extensionName: dst.name,
	};
}

const points = (items: string[]) => items.map((item) => `- ${item}`);

/** What Cytracom's example becomes on the day of `call`. */
export function cytracomRecord(call: ReturnType<typeof recentCytracomCall>) {
	return {
		...EMPTY_RECORD,
		provider: 'cytracom',
		id: '1749478200.123456',
		callId: '1749478200.123456',
		startedAt: new Date(call.startedAt).toISOString(),
		status: 'completed',
		from: '+15125550100',
		to: '+15125550200',
		durationSeconds: 184,
		sentiment: 'positive',
		labels: { queue: 'support' },
		transcript: 'Agent: Thank you for calling...',
		turns: [
			{
				speaker: 'Agent',
				number: null,
				text: 'Thank you for calling...',
				at: null,
				offsetSeconds: null,
			},
		],
		summary: 'Customer requested billing assistance.',
		summaryMarkdown: 'Customer requested billing assistance.',
		transcribedAt: new Date(call.createdAt).toISOString(),
	};
}
