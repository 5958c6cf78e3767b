import type { Vendor } from '../e2e/harness/examples';
import {
	sampleCytracomCall,
	sampleYeastarCall,
	type SimulatedCytracomCall,
	type SimulatedYeastarCall,
} from '../lab/simulators';
import { conversations } from '../lab/simulators/samples/conversations';

const MINUTE_MS = 60_000;

/** A call that both simulated phone systems have, and what a recipe is to make of it. */
export interface Call {
	/** Stands in the summary and in the transcript of this call, and in no other. */
	mark: string;
	startedAt: number;
	/** Null where colleagues talk. */
	customerNumber: string | null;
	sentiment: string;
	followUps: readonly string[];
}

/** Inbound, outbound, between colleagues, an unhappy one, and a second one of a customer from before. */
const CONVERSATIONS = [0, 1, 2, 3, 1];

/** The same for each recipe: the calls of the last hours, the newest one begun 90 minutes ago. */
export function callsOf(vendor: Vendor): Call[] {
	return CONVERSATIONS.map((index, place) => {
		const { direction, other, sentiment, summary } = conversations[index]!;
		return {
			mark: `Call ${place + 1} of ${vendor}.`,
			startedAt: Date.now() - (80 + (CONVERSATIONS.length - place) * 10) * MINUTE_MS,
			customerNumber: direction === 'Internal' ? null : other.number,
			sentiment,
			// Cytracom writes running text
			followUps: vendor === 'yeastar' ? summary.followUps : [],
		};
	});
}

export function onYeastar({ mark, startedAt }: Call, place: number): SimulatedYeastarCall {
	const call = sampleYeastarCall({ startedAt, index: CONVERSATIONS[place] });
	const marked = (html: string) => html.replace('<li>', `<li>${mark} `);
	const [first, ...turns] = call.turns;
	return {
		...call,
		turns: [{ ...first!, text: `${mark} ${first!.text}` }, ...turns],
		summary: marked(call.summary!),
		summaries: undefined,
	};
}

export function onCytracom({ mark, startedAt }: Call, place: number): SimulatedCytracomCall {
	const call = sampleCytracomCall({ startedAt, index: CONVERSATIONS[place] });
	return {
		...call,
		transcript: call.transcript!.replace(': ', `: ${mark} `),
		summary: `${mark} ${call.summary!}`,
	};
}
