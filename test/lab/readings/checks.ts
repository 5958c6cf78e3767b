import { vendors, type Vendor } from '../support/triggers';
import { cytracomOutcome, neutralCytracom } from './cytracomNodes';
import { differencesOf } from './differences';
import { facts } from './facts';
import type { Answers } from './questions';
import { triggerDefects } from './triggers';
import { neutralYeastar, yeastarOutcome, type Outcome } from './yeastarNodes';
import { inVirtualTime } from '../virtualTime';

/** Real milliseconds for which a simulator may be silent: it never is on purpose here. */
const PATIENCE_MS = 20_000;

const nodes = {
	Yeastar: { outcome: yeastarOutcome, neutral: neutralYeastar },
	Cytracom: { outcome: cytracomOutcome, neutral: neutralCytracom },
};

export type { Outcome } from './yeastarNodes';

/** What the action node of a vendor gives under some answers, without what these may change. */
export async function outcomeOf(vendor: Vendor['name'], answers: Answers): Promise<Outcome> {
	return await inVirtualTime(
		PATIENCE_MS,
		async (clock) => await nodes[vendor].outcome(clock, answers),
	);
}

/** Where the outcome under the usual answers is not what is known of it: one line each. */
export function usualDefects(vendor: Vendor['name'], usual: Outcome): string[] {
	return differencesOf(facts[vendor].known, facts[vendor].of(usual));
}

/** Where what the action node gives is not as under the usual answers: one line each. */
export async function nodeDefects(
	vendor: Vendor['name'],
	answers: Answers,
	usual: Outcome,
): Promise<string[]> {
	const actual = await outcomeOf(vendor, answers).catch((error: Error) => error);
	if (actual instanceof Error) return [`failed: ${actual.message.slice(0, 300)}`];
	const neutral = (outcome: Outcome) => nodes[vendor].neutral(outcome, answers);
	return differencesOf(neutral(usual), neutral(actual));
}

/** What the trigger of a vendor does wrong, in n8n's default mode and with durable cursors. */
export async function defectsOfTriggers(name: Vendor['name'], answers: Answers): Promise<string[]> {
	const vendor = vendors.find((one) => one.name === name)!;
	const defects: string[] = [];
	for (const durable of [false, true]) {
		const mode = durable ? 'durable cursors' : 'default mode';
		const found = await inVirtualTime(
			PATIENCE_MS,
			async (clock) => await triggerDefects({ vendor, durable, clock, answers }),
		).catch((error: Error) => [`failed: ${error.message}`]);
		defects.push(...found.map((defect) => `${mode}: ${defect}`));
	}
	return defects;
}
