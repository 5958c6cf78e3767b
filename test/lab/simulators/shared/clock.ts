/** What the simulators need to know of time: epoch milliseconds. */
export interface Clock {
	now(): number;
}

export const systemClock: Clock = { now: () => Date.now() };
