import { cytracomReadingValues, yeastarReadingValues } from '../simulators';
import type { Random } from '../soak/random';
import type { Vendor } from '../support/triggers';

/** One answer to some of a vendor's open questions; the others have their usual one. */
export type Answers = Readonly<Record<string, unknown>>;

type Questions = Readonly<Record<string, readonly unknown[]>>;

/** The list of display formats is not published (docs/phone-systems.md, "Yeastar times"): a setting of the PBX, not of its API. */
const displayFormats = [
	'YYYY/MM/DD hh:mm:ss',
	'YYYY/MM/DD hh:mm:ss AM',
	'MM/DD/YYYY hh:mm:ss',
	'MM/DD/YYYY hh:mm:ss AM',
	'DD/MM/YYYY hh:mm:ss',
	'DD-MM-YYYY hh:mm:ss AM',
	'YYYY-MM-DD hh:mm:ss',
	'DD.MM.YYYY hh:mm:ss',
];

const questionsOf: Record<Vendor['name'], Questions> = {
	Yeastar: { ...yeastarReadingValues, displayFormat: displayFormats },
	Cytracom: cytracomReadingValues,
};

/** Each unusual answer to each question, alone. */
export function singleAnswers(vendor: Vendor['name']): Answers[] {
	return Object.entries(questionsOf[vendor]).flatMap(([question, answers]) =>
		answers.slice(1).map((answer) => ({ [question]: answer })),
	);
}

/** An answer to every question, each as likely as the others. */
export function randomAnswers(vendor: Vendor['name'], random: Random): Answers {
	return Object.fromEntries(
		Object.entries(questionsOf[vendor]).map(([question, answers]) => [
			question,
			random.pick(answers as [unknown, ...unknown[]]),
		]),
	);
}

/** The answer at one place to every question, such as 1 for the second ones, -1 for the last. */
export function allAnswersAt(vendor: Vendor['name'], at: number): Answers {
	return Object.fromEntries(
		Object.entries(questionsOf[vendor]).map(([question, answers]) => [question, answers.at(at)]),
	);
}

/** Throws for a question or an answer that does not exist. */
export function checkAnswers(vendor: Vendor['name'], answers: Answers): Answers {
	for (const [question, answer] of Object.entries(answers)) {
		const possible = questionsOf[vendor][question];
		if (possible?.includes(answer)) continue;
		throw new Error(`${vendor}, ${question}: one of ${JSON.stringify(possible)}`);
	}
	return answers;
}

/** The options with which the vendor's simulator gives these answers. */
export function simulatorOptions({ displayFormat, ...readings }: Answers): object {
	if (displayFormat === undefined) return { readings };
	const [dateFormat, ...timeFormat] = (displayFormat as string).split(' ');
	return { readings, dateFormat, timeFormat: timeFormat.join(' ') };
}
