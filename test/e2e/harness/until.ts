import { setTimeout as wait } from 'node:timers/promises';

export interface UntilOptions {
	/** Names what is waited for, in the error. */
	what: string;
	withinMs?: number;
	everyMs?: number;
}

/** Asks again and again until the answer is something; fails when the time is over. */
export async function until<T>(
	ask: () => Promise<T | undefined> | T | undefined,
	{ what, withinMs = 60_000, everyMs = 100 }: UntilOptions,
): Promise<T> {
	const deadline = Date.now() + withinMs;
	for (;;) {
		const answer = await ask();
		if (answer !== undefined) return answer;
		if (Date.now() >= deadline) throw new Error(`No ${what} within ${withinMs / 1000} seconds.`);
		await wait(everyMs);
	}
}
