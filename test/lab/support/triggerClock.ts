import type { TestClock, VirtualClockOptions } from './clock';
import { useVirtualClock } from './clock';

/** Virtual time for tests of triggers: such a test makes hundreds of requests, which takes a busy machine some seconds. */
export function useTriggerClock(options: VirtualClockOptions = {}): TestClock {
	jest.setTimeout(60_000);
	return useVirtualClock(options);
}
