import {
	sampleCytracomCall,
	sampleYeastarCall,
	type SimulatedCytracomCall,
	type SimulatedYeastarCall,
} from '../lab/simulators';
import type { Conversation } from '../lab/simulators/samples/conversations';
import data from './conversations.json';

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const EARLIER = { calls: 9, everyMs: 20 * MINUTE_MS };
export const NEW_CALL_EVERY_MS = 30 * SECOND_MS;
/** The longest call and its transcription take less: what began then can be read now. */
const BEGAN_MS_AGO = 75 * SECOND_MS;
const CHARACTERS_A_SECOND = 15;

/** What a bike shop's help desk talks about, in English and Spanish. */
export const conversations: readonly Conversation[] = data.map((call) => {
	let second = 0;
	const lines = call.lines.map((line) => {
		const [, speaker, text] = /^(agent|other): (.*)$/.exec(line)!;
		const begin = second;
		second += 1 + Math.ceil(text!.length / CHARACTERS_A_SECOND);
		return [speaker, begin, text];
	});
	return { ...call, lines } as unknown as Conversation;
});

/** Where calls go: both simulated phone systems. */
export interface PhoneSystems {
	yeastar: { addCall: (call: SimulatedYeastarCall) => void };
	cytracom: { addCall: (call: SimulatedCytracomCall) => void };
	/** Of the PBX; an IANA name. */
	timeZone: string;
}

/** Every other call comes in on the other phone system; in time each customer calls on both. */
function addCall(phones: PhoneSystems, index: number, startedAt: number): void {
	const { timeZone } = phones;
	const sample = { startedAt, index, timeZone, from: conversations };
	if (index % 2 === 0) phones.yeastar.addCall(sampleYeastarCall(sample));
	else phones.cytracom.addCall(sampleCytracomCall(sample));
}

/**
 * The calls of the last three hours: the same ones whenever the demo starts.
 *
 * @returns the index of the call that comes next
 */
export function addEarlierCalls(phones: PhoneSystems, now: number): number {
	const { calls, everyMs } = EARLIER;
	const last = Math.floor((now - BEGAN_MS_AGO) / everyMs);
	for (let slot = last - calls; slot < last; slot++) {
		const minute = (slot * 7) % 19;
		addCall(phones, slot, slot * everyMs + minute * MINUTE_MS);
	}
	return last;
}

/** A call whose summary has just been written. */
export function addNewCall(phones: PhoneSystems, index: number, now: number): void {
	addCall(phones, index, now - BEGAN_MS_AGO);
}
