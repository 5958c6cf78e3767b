import type { SimulatedCytracomCall } from '../cytracom/calls';
import { scatter } from '../shared/readings';
import type { SimulatedTurn, SimulatedYeastarCall } from '../yeastar/calls';
import { toWall } from '../yeastar/localTime';
import { sampleExtensions } from '../yeastar/sampleExtensions';
import type { Conversation } from './conversations';
import { conversations } from './conversations';

/** Seconds of ringing, of talking after the last line began, and from the end to the transcript. */
const ringSeconds = 4;
const lastLineSeconds = 4;
const transcriptionSeconds = 30;

export interface SampleOptions {
	/** Epoch milliseconds. */
	startedAt: number;
	/** Which conversation; any whole number. Default 0. */
	index?: number;
	/** Where the conversations are from. Default: the four that the tests share. */
	from?: readonly Conversation[];
	/** Of the PBX, for the IDs. Default `Asia/Shanghai`. */
	timeZone?: string;
}

/** A call for people to look at, with the IDs of the default extensions; the transcript comes 30 s after the call. */
export function sampleYeastarCall(options: SampleOptions): SimulatedYeastarCall {
	const { startedAt, timeZone = 'Asia/Shanghai' } = options;
	const conversation = conversationOf(options);
	const agent = extension(conversation.extension);
	const talkSeconds = talkSecondsOf(conversation);
	const endedAt = startedAt + (ringSeconds + talkSeconds) * 1000;
	const outgoing = conversation.direction !== 'Inbound';
	const { other } = conversation;
	const html = summaryHtml(conversation);
	const stamp = new Date(toWall(timeZone, startedAt)).toISOString().replace(/\D/g, '').slice(0, 14);
	const mark = scatter(`${startedAt}:${options.index ?? 0}`)
		.toString(16)
		.toUpperCase()
		.padStart(8, '0');
	return {
		uid: `${stamp}${mark.slice(0, 5)}`,
		legId: `${stamp}-${mark.slice(3)}`,
		startedAt,
		callType: conversation.direction,
		callFrom: outgoing ? agent.number : other.number,
		callTo: outgoing ? other.number : agent.number,
		...(outgoing ? { callToName: other.name } : { callFromName: other.name }),
		status: 'ANSWERED',
		callDuration: ringSeconds + talkSeconds,
		ringDuration: ringSeconds,
		talkDuration: talkSeconds,
		holdDuration: 0,
		turns: turnsOf(conversation, startedAt + ringSeconds * 1000),
		visibleFrom: endedAt + transcriptionSeconds * 1000,
		summary: html,
		summaries: { [outgoing ? 'src' : 'dst']: { extensionId: agent.id, html } },
	};
}

/** The same conversations as Cytracom has them. */
export function sampleCytracomCall(options: SampleOptions): SimulatedCytracomCall {
	const { startedAt } = options;
	const conversation = conversationOf(options);
	const { lines, other, summary, sentiment, queue, direction } = conversation;
	const durationSeconds = talkSecondsOf(conversation);
	const number = `+1512555${conversation.extension}`;
	const outgoing = direction !== 'Inbound';
	return {
		linkedId: `${Math.floor(startedAt / 1000)}.${scatter(`${startedAt}`) % 1_000_000}`,
		startedAt,
		createdAt: startedAt + (durationSeconds + transcriptionSeconds) * 1000,
		transcript: lines
			.map(([speaker, , text]) => `${speaker === 'agent' ? 'Agent' : 'Customer'}: ${text}`)
			.join('\n'),
		summary: [summary.overview, ...summary.followUps].join(' '),
		durationSeconds,
		sentiment,
		caller: outgoing ? number : other.number,
		callee: outgoing ? other.number : number,
		labels: { queue },
	};
}

function conversationOf({ index = 0, from = conversations }: SampleOptions): Conversation {
	return from[Math.abs(index) % from.length]!;
}

function extension(number: string): { id: number; number: string; name: string } {
	const found = sampleExtensions.find((candidate) => candidate.number === number);
	if (!found) throw new Error(`No sample extension ${number}`);
	return found;
}

function talkSecondsOf({ lines }: Conversation): number {
	return Math.max(...lines.map(([, second]) => second)) + lastLineSeconds;
}

function turnsOf({ lines, other, extension: number }: Conversation, from: number): SimulatedTurn[] {
	return lines.map(([speaker, second, text]) => ({
		...(speaker === 'agent' ? { number } : { number: other.number, name: other.name }),
		text,
		at: from + second * 1000,
		duration: 1,
	}));
}

const TITLES = {
	en: ['Call Summary', 'Key Points', 'Follow-Up Actions'],
	es: ['Resumen de la llamada', 'Puntos clave', 'Acciones de seguimiento'],
} as const;

/** The three sections that the vendor's summaries have; one may be empty. */
function summaryHtml({ summary, language = 'en' }: Conversation): string {
	const [overview, points, followUps] = TITLES[language];
	const section = (title: string, items: readonly string[]) =>
		`<p>${title}</p>\n<ul>\n${items.map((item) => `<li>${item}</li>`).join('\n')}\n</ul>\n`;
	return (
		section(overview, [summary.overview]) +
		section(points, summary.points) +
		section(followUps, summary.followUps)
	);
}
