import type { IPollFunctions } from 'n8n-workflow';

import { clock } from '../clock';
import type { TriggerMemory } from './triggerMemory';

/** How n8n came to make a poll. */
export interface PollStart {
	/** It is the first poll of an activation, or a retry of it. */
	activates: boolean;
	/** n8n's default mode keeps one context from poll to poll; the first poll cannot tell. */
	isDefaultMode: boolean;
	/** A person switched the workflow on, just now. */
	isSwitchedOn: boolean;
	/** n8n has just started, or this process took over from another. */
	isRestart: boolean;
	/** The poll belongs to a restart or an edit: an error would end the trigger for good (n8n, `trigger-activation-retry`). */
	isQuiet: boolean;
	/** When the poll should stop reading, ms since 1970. */
	deadline: number;
	/** When nobody waits for its result anymore. */
	hardStop: number;
}

/** Publishing gives up after about 84 s, five tries included: the activating poll takes a fraction of that. */
const ACTIVATION_BUDGET_MS = 20_000;
/** n8n 1.x does not report a budget. */
const USUAL_BUDGET_MS = 30_000;
/** Polls are at least a minute apart: one that finishes within this time never overlaps the next. */
const MAX_BUDGET_MS = 45_000;
/** Durable mode gives its ticks less than this (45 s plus a margin by default), and every other poll five minutes. */
const TICK_BUDGET_MS = 60_000;
/** The part of the budget during which another window is started. */
const READING_PART = 0.7;
/** Ticks are at least this far apart; the tries of an activation follow each other within 15 s. */
const TICK_DISTANCE_MS = 50_000;
/** After this many new contexts spaced like ticks, they are ticks, whatever budget the administrator gave them. */
const TICKS_TELL = 2;

/** Call once at the start of each poll. */
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

/** n8n retries an activation that threw, with the same context: the retry is an activation, too. */
export const activationFailed = (context: IPollFunctions, { met }: TriggerMemory): void =>
	void met.delete(context);

const budgetOf = (context: IPollFunctions): number | undefined => context.getPollBudgetMs?.();

/** Whether this is the poll of an activation. Ticks of durable mode look the same: they all say "update". */
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
