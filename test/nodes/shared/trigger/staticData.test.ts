import { newestState } from '../../../../nodes/shared/trigger/staticData';
import type { PollStart } from '../../../../nodes/shared/trigger/pollStart';
import type { TriggerMemory } from '../../../../nodes/shared/trigger/triggerMemory';

test('a trigger whose state is gone, as after a rename, begins anew', () => {
	const memory = { former: new Set<string>() } as TriggerMemory;
	const start = { activates: true, isDefaultMode: true, isRestart: false } as PollStart;

	expect(newestState('saved', start, memory)).toBe('saved');
	expect(newestState(undefined, start, memory)).toBeUndefined();
});
