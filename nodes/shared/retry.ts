import { clock } from './clock';
import { ServiceError } from './errors';

/** Three tries in all: a passing fault is over by then, and a longer one is for n8n's own retries. */
const MAX_TRIES = 3;
const FIRST_WAIT_MS = 1_000;
/** The longest wait that a user should sit through in front of a running node. */
const MAX_WAIT_MS = 60_000;

/**
 * Does idempotent work again when it failed in a way that may pass: with exponential waits and jitter, so that many
 * workflows do not come back in the same instant, or as long as the other side asked for.
 *
 * @param signal stops the waiting at once
 * @param deadline a point in time (ms since 1970) past which nothing is waited for
 */
export async function withRetries<T>(
	work: () => Promise<T>,
	{ signal, deadline = Infinity }: { signal?: AbortSignal; deadline?: number } = {},
): Promise<T> {
	const attempt = async (tried: number): Promise<T> =>
		await work().catch(async (error: unknown) => {
			if (!(error instanceof ServiceError) || !error.repeat || tried === MAX_TRIES) throw error;
			const asked = error.failure?.retryAfterMs;
			const wait = asked ?? FIRST_WAIT_MS * 2 ** (tried - 1) * (0.5 + Math.random());
			if (wait > MAX_WAIT_MS || clock.now() + wait > deadline) throw error;
			await clock.sleep(wait, signal);
			return await attempt(tried + 1);
		});
	return await attempt(1);
}
