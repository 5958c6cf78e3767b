import type { Recipe, SentAnswer } from './changedAnswers';
import { placesIn, remove, toText, toTree } from './jsonTree';
import type { Outcome, Trial } from './trial';

interface Failing {
	trial: Trial;
	message: string;
	answers: readonly SentAnswer[];
}

/** An action takes some milliseconds. */
const MAX_TRIES = 300;
const RIGHT: Recipe = { json: [], wire: [] };

/**
 * The same failure with as little in the answers as it takes: fast-check has made the changes few, here goes what is right
 * in the answers and does not matter.
 *
 * @param again plays a trial
 */
export async function smallest(
	failing: Failing,
	again: (trial: Trial) => Promise<Outcome>,
): Promise<Failing> {
	let found = failing;
	let tries = 0;
	/** Whether it still fails with other texts in the place of the answers. */
	const fails = async (bodies: readonly Buffer[]): Promise<boolean> => {
		tries += 1;
		const trial = { ...failing.trial, recipes: readyMade(failing.answers, bodies) };
		const { defect, answers } = await again(trial);
		if (!defect || kindOf(defect.message) !== kindOf(failing.message)) return false;
		found = { trial, message: defect.message, answers };
		return true;
	};
	const bodies = failing.answers.map(({ body }) => body);
	if (!(await fails(bodies))) return failing;
	for (let index = 0; index < bodies.length; index++) {
		for (let at = 0; tries < MAX_TRIES;) {
			const less = without(bodies[index]!, at);
			if (!less) break;
			const right = bodies[index]!;
			bodies[index] = less;
			if (await fails(bodies)) continue;
			bodies[index] = right;
			at += 1;
		}
	}
	return found;
}

/** Recipes for literal answers, each in the turn in which the changed one was sent. */
function readyMade(answers: readonly SentAnswer[], bodies: readonly Buffer[]): Recipe[] {
	const recipes = Array<Recipe>((answers.at(-1)?.turn ?? -1) + 1).fill(RIGHT);
	answers.forEach(({ turn, status, headers }, index) => {
		recipes[turn] = { literal: { body: bodies[index]!, status, headers } };
	});
	return recipes;
}

/** A document without one of its parts; undefined where there is no such part, or no document. */
function without(body: Buffer, place: number): Buffer | undefined {
	try {
		const tree = toTree(JSON.parse(body.toString()));
		const at = placesIn(tree)[place];
		if (!at) return undefined;
		remove(at);
		return Buffer.from(toText(tree));
	} catch {
		return undefined;
	}
}

/** What a message says before it becomes particular. */
const kindOf = (message: string): string => message.slice(0, 30);
