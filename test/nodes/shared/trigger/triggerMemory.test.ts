import type { IPollFunctions } from 'n8n-workflow';

import { forgetTriggers, triggerMemoryOf } from '../../../../nodes/shared/trigger/triggerMemory';

const context = (node: string, workflow?: string) =>
	({
		getWorkflow: () => ({ id: workflow }),
		getNode: () => ({ id: node }),
	}) as unknown as IPollFunctions;
beforeEach(() => forgetTriggers());

test('a trigger is known by its workflow and its node', () => {
	const memory = triggerMemoryOf(context('node', 'workflow'));

	expect(triggerMemoryOf(context('node', 'workflow'))).toBe(memory);
	expect(triggerMemoryOf(context('node'))).not.toBe(memory);
	expect(triggerMemoryOf(context('other', 'workflow'))).not.toBe(memory);
	forgetTriggers();
	expect(triggerMemoryOf(context('node', 'workflow'))).not.toBe(memory);
});

test('a thousand triggers are remembered: those that polled last', () => {
	const first = triggerMemoryOf(context('first'));
	const second = triggerMemoryOf(context('second'));
	triggerMemoryOf(context('first'));
	for (let i = 0; i < 999; i++) triggerMemoryOf(context(`${i}`));

	expect(triggerMemoryOf(context('first'))).toBe(first);
	expect(triggerMemoryOf(context('second'))).not.toBe(second);
});

test('a hundred holes and reports that were told are remembered: the latest', () => {
	const { told } = triggerMemoryOf(context('node'));
	for (let i = 0; i < 101; i++) {
		told.holes.set(i, i);
		told.reports.add(`${i}`);
	}
	triggerMemoryOf(context('node'));

	expect([told.holes.size, told.holes.has(0), told.holes.has(1)]).toEqual([100, false, true]);
	expect([told.reports.size, told.reports.has('0')]).toEqual([100, false]);
});
