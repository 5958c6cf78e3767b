import type { IPollFunctions } from 'n8n-workflow';

import { clock } from '../clock';
import type { TriggerMemory } from './triggerMemory';

/** How n8n came to make a poll. */
export interface PollStart {
	/** It is the first poll of an activation, or a repetition of it. */
	activates: boolean;
	/** n8n's default mode keeps one context from poll to poll; in the first poll it cannot be told. */
	isDefaultMode: boolean;
	/** A person switched the workflow on, just now. */
	isSwitchedOn: boolean;
	/** n8n has just started, or this process took over from another one. */
	isRestart: boolean;
	/** The poll belongs to a restart or an edit: an error would end the trigger for good (n8n, `trigger-activation-retry`). */
	isQuiet: boolean;
	/** When the poll should stop reading, ms since 1970. */
	deadline: number;
	/** When nobody waits for its result any more. */
	hardStop: number;
}

/** Publishing gives up after some 84 s, its five tries included: the activating poll takes a fraction of that. */
const ACTIVATION_BUDGET_MS = 20_000;
/** n8n 1.x tells no budget. */
const USUAL_BUDGET_MS = 30_000;
/** Polls come a minute apart at the least: one that is done by then never meets the next. */
const MAX_BUDGET_MS = 45_000;
/** Durable mode gives its ticks less than this (45 s and a margin, as n8n comes), and every other poll five minutes. */
const TICK_BUDGET_MS = 60_000;
/** The part of the budget in which a further window is begun. */
const READING_PART = 0.7;
/** Ticks come at least so far apart; the tries of an activation follow one another within 15 s. */
const TICK_DISTANCE_MS = 50_000;
/** After so many new contexts at the distance of ticks they are ticks, whatever budget the administrator gave them. */
const TICKS_TELL = 2;

/** To be called once at the beginning of each poll. */
export function readPollStart(context: IPollFunctions, memory: TriggerMemory): PollStart {
	const now = clock.now();
	const mode = context.getActivationMode?.();
	const isDefaultMode = memory.met.has(context);
	const activates = isFirst(context, memory, now, mode);
	const budget = activates
		? ACTIVATION_BUDGET_MS
		: Math.min(budgetOf(context) ?? USUAL_BUDGET_MS, MAX_BUDGET_MS);
	return {
		activates,
		isDefaultMode,
		isSwitchedOn: activates && mode === 'activate',
		isRestart: activates && (mode === 'init' || mode === 'leadershipChange'),
		isQuiet: activates && mode !== 'activate' && mode !== 'create',
		deadline: now + budget * READING_PART,
		hardStop: now + (activates ? budget : (budgetOf(context) ?? USUAL_BUDGET_MS)),
	};
}

/** n8n repeats an activation that threw, with the same context: the repetition is an activation, too. */
export const activationFailed = (context: IPollFunctions, { met }: TriggerMemory): void =>
	void met.delete(context);

const budgetOf = (context: IPollFunctions): number | undefined => context.getPollBudgetMs?.();

/** Whether it is the poll of an activation. Ticks of durable mode look alike: they all say "update". */
function isFirst(
	context: IPollFunctions,
	memory: TriggerMemory,
	now: number,
	mode: string | undefined,
): boolean {
	if (memory.met.has(context)) {
		memory.run = undefined;
		return false;
	}
	memory.met.add(context);
	if (mode !== 'update') return true;
	if ((budgetOf(context) ?? Infinity) < TICK_BUDGET_MS) return false;
	const { run } = memory;
	const inStep = run !== undefined && now - run.at >= TICK_DISTANCE_MS;
	const count = inStep ? run.count + 1 : 0;
	memory.run = { at: now, count };
	return count < TICKS_TELL;
}
