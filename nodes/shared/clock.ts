import { sleep } from 'n8n-workflow';

/**
 * The only source of time. Everything that reads the time of day or waits on purpose uses it,
 * so that tests run weeks of virtual time in seconds.
 */
export interface Clock {
	/** Milliseconds since 1970, UTC. */
	now(): number;
	/** Resolves after `ms` milliseconds, or rejects with the signal's reason as soon as it is aborted. */
	sleep(ms: number, signal?: AbortSignal): Promise<void>;
	/** How long, in milliseconds of real time, another system may stay silent before we give up on it. */
	patience: {
		/** From the request to the head of the answer: a PBX takes a while to write a large file. */
		answer: number;
		/** Between two pieces of an answer's body. */
		body: number;
	};
}

export const clock: Clock = {
	now: () => Date.now(),
	sleep: async (ms, signal) => {
		await raceAgainst(sleep(ms, signal), signal);
	},
	patience: { answer: 60_000, body: 30_000 },
};

/** Settles as `work` does, or rejects with the signal's reason as soon as the signal is aborted. */
export async function raceAgainst<T>(work: Promise<T>, signal?: AbortSignal): Promise<T> {
	if (!signal) return await work;
	let onAbort: () => void;
	const aborted = new Promise<never>((_, reject) => {
		onAbort = () => reject(signal.reason as Error);
		if (signal.aborted) onAbort();
		signal.addEventListener('abort', onAbort);
	});
	// in one race, so that work failing after an abort is not an unhandled rejection
	return await Promise.race([aborted, work]).finally(() =>
		signal.removeEventListener('abort', onAbort),
	);
}
