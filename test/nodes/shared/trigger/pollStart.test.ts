import type { IPollFunctions } from 'n8n-workflow';

import {
	activationFailed,
	readPollStart as start,
} from '../../../../nodes/shared/trigger/pollStart';
import { triggerMemoryOf } from '../../../../nodes/shared/trigger/triggerMemory';
import { useVirtualClock } from '../../../lab/virtualTime';

const clock = useVirtualClock();
const SECOND = 1_000;
const DURABLE_BUDGET = 36 * SECOND;
const PLAIN_BUDGET = 300 * SECOND;

let count = 0;
/** All that the start of a poll asks of a context; each trigger has a name of its own. */
const contextOf = (node: string, mode: string | undefined, budgetMs?: number) =>
	({
		getWorkflow: () => ({ id: 'workflow' }),
		getNode: () => ({ id: node }),
		...(mode && { getActivationMode: () => mode }),
		...(budgetMs && { getPollBudgetMs: () => budgetMs }),
	}) as unknown as IPollFunctions;
const readPollStart = (context: IPollFunctions) => start(context, triggerMemoryOf(context));
const newTrigger = () => `pollStart ${++count}`;
const firstPoll = (mode?: string, budgetMs?: number) =>
	readPollStart(contextOf(newTrigger(), mode, budgetMs));

test.each([
	['activate', true, true, false],
	['create', true, false, false],
	['init', true, false, true],
	['leadershipChange', true, false, true],
	['update', true, false, true],
	[undefined, true, false, true],
])('the first poll of "%s"', (mode, activates, isSwitchedOn, isQuiet) => {
	expect(firstPoll(mode, PLAIN_BUDGET)).toMatchObject({ activates, isSwitchedOn, isQuiet });
});

test('it reads for 14 seconds, and nobody waits longer than 20, whatever the budget is', () => {
	for (const budget of [undefined, SECOND, PLAIN_BUDGET]) {
		const { deadline, hardStop } = firstPoll('activate', budget);
		expect([deadline - clock.now(), hardStop - clock.now()]).toEqual([14 * SECOND, 20 * SECOND]);
	}
});

test.each([
	[undefined, 21 * SECOND, 30 * SECOND],
	[DURABLE_BUDGET, 25.2 * SECOND, 36 * SECOND],
	[45 * SECOND, 31.5 * SECOND, 45 * SECOND],
	[PLAIN_BUDGET, 31.5 * SECOND, 300 * SECOND],
])('a later poll with a budget of %j ms', (budget, reading, waiting) => {
	const context = contextOf(newTrigger(), 'init', budget);
	readPollStart(context);
	const start = readPollStart(context);

	expect(start).toMatchObject({ activates: false, isSwitchedOn: false, isQuiet: false });
	expect([start.deadline - clock.now(), start.hardStop - clock.now()]).toEqual([reading, waiting]);
});

test('an activation that failed is repeated with the same context, and is one again', () => {
	const context = contextOf(newTrigger(), 'activate', PLAIN_BUDGET);
	readPollStart(context);
	activationFailed(context, triggerMemoryOf(context));

	expect(readPollStart(context)).toMatchObject({ activates: true, isSwitchedOn: true });
	expect(readPollStart(context)).toMatchObject({ activates: false, isSwitchedOn: false });
});

describe('ticks of durable mode come in new contexts that say "update"', () => {
	test.each([
		[undefined, true],
		[DURABLE_BUDGET, false],
		[60 * SECOND - 1, false],
		[60 * SECOND, true],
	])('with a budget of %j ms the first is an activation: %j', (budget, expected) => {
		expect(firstPoll('update', budget).activates).toBe(expected);
	});

	/** Whether polls at these seconds are activations. */
	const activations = (seconds: number[], trigger = newTrigger()) => {
		const begin = clock.now();
		return seconds.map((second) => {
			clock.set(begin + second * SECOND);
			return readPollStart(contextOf(trigger, 'update', PLAIN_BUDGET)).activates;
		});
	};

	test('with a long budget they are known by their distance, from the third on', () => {
		expect(activations([0, 50, 100, 150])).toEqual([true, true, false, false]);
		expect(activations([0, 60, 180, 240])).toEqual([true, true, false, false]);
	});

	test('those that come sooner are tries of one activation', () => {
		expect(activations([0, 1, 3, 7, 15])).toEqual([true, true, true, true, true]);
		expect(activations([0, 50, 99.999, 149.999, 199.999])).toEqual([true, true, true, true, false]);
	});

	test('a poll of a context that is known begins the count anew', () => {
		const trigger = newTrigger();
		expect(activations([0, 60], trigger)).toEqual([true, true]);
		const known = contextOf(trigger, 'init');
		readPollStart(known);
		readPollStart(known);
		clock.advance(60 * SECOND);
		expect(activations([0, 60, 120], trigger)).toEqual([true, true, false]);
	});

	test('those of another trigger do not count', () => {
		const other = newTrigger();
		activations([0, 60], other);
		expect(activations([60, 120, 180])).toEqual([true, true, false]);
	});
});
