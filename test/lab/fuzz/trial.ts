import fc from 'fast-check';

import { actions } from './actions';
import type { Recipe, SentAnswer } from './changedAnswers';
import { ChangedAnswers, recipe } from './changedAnswers';
import { Defect, Judge } from './judge';
import type { FuzzedN8n } from './n8n';
import type { SceneSettings } from './scene';
import { Scene } from './scene';
import { inTime } from './watchdog';
import type { VirtualClock } from '../virtualTime';

/** One action with changed answers. */
export interface Trial extends SceneSettings {
	/** Index of the action. */
	action: number;
	/** Which of its endpoints is met: 0 for all, else one of them. */
	aim: number;
	/** Which open question of the vendor has another answer than usual. */
	reading: number;
	recipes: readonly Recipe[];
}

export const trial: fc.Arbitrary<Trial> = fc.record({
	action: fc.nat({ max: actions.length - 1 }),
	aim: fc.nat({ max: 20 }),
	reading: fc.nat({ max: 9_999 }),
	simplify: fc.oneof(
		{ weight: 4, arbitrary: fc.constant(true) },
		{ weight: 1, arbitrary: fc.constant(false) },
	),
	durable: fc.boolean(),
	onError: fc.oneof(
		{ weight: 1, arbitrary: fc.constant(undefined) },
		{ weight: 2, arbitrary: fc.constant('continueErrorOutput' as const) },
		{ weight: 1, arbitrary: fc.constant('continueRegularOutput' as const) },
	),
	recipes: fc.array(recipe, { minLength: 1, maxLength: 60, size: 'max' }),
});

export interface Outcome {
	/** Those that were sent, read or not. */
	answers: readonly SentAnswer[];
	kinds: ReadonlyMap<string, number>;
	defect?: Defect;
}

/** @param watchdogMs see inTime */
export async function play(
	{ action: index, aim, reading, recipes, ...settings }: Trial,
	n8n: FuzzedN8n,
	virtual: VirtualClock,
	watchdogMs: number,
): Promise<Outcome> {
	const action = actions[index]!;
	const { endpoints } = action;
	virtual.restart();
	const system = await action.start(n8n, virtual, reading);
	try {
		const met = aim === 0 ? endpoints : [endpoints[aim % endpoints.length]!];
		using answers = new ChangedAnswers(system.faults, met, recipes);
		const judge = new Judge(system.secrets);
		const scene = new Scene(n8n, system, answers, judge, virtual, settings);
		const defect = await inTime(action.play(scene), watchdogMs).catch(asDefect);
		const found = defect ?? judge.prototypes();
		return { answers: answers.sent, kinds: judge.outcomes, defect: found };
	} finally {
		await system.close();
	}
}

const asDefect = (error: unknown): Defect =>
	error instanceof Defect
		? error
		: new Defect(`Thrown outside of the node: ${(error as Error).stack}`);
