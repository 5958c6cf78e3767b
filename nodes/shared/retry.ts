import { clock } from './clock';
import { ServiceError } from './errors';
import type { NodeContext } from './http';
import { cancelSignalOf, endOf } from './http';

/** Three tries in all: a passing fault is over by then, and a longer one is for n8n's own retries. */
const MAX_TRIES = 3;
const FIRST_WAIT_MS = 1_000;
/** The longest wait that a user should sit through in front of a running node. */
const MAX_WAIT_MS = 60_000;

/**
 * Does idempotent work again when it failed in a way that may pass: with exponential waits and jitter, so that many
 * workflows do not come back in the same instant, or as long as the other side asked for. Ends at once when the user
 * stops the execution, and when n8n would no longer wait for the result.
 *
 * @throws what the work throws at last, marked as not worth another repetition
 */
export async function withRetries<T>(context: NodeContext, work: () => Promise<T>): Promise<T> {
	const attempt = async (tried: number): Promise<T> =>
		await work().catch(async (error: unknown) => {
			await waitAfter(context, error, tried);
			return await attempt(tried + 1);
		});
	return await attempt(1);
}

/** The same for what is read piece by piece: it begins anew, so what came before the failure comes once more. */
export async function* readWithRetries<T>(
	context: NodeContext,
	read: () => AsyncIterable<T>,
): AsyncGenerator<T> {
	for (let tried = 1; ; tried++) {
		try {
			yield* read();
			return;
		} catch (error) {
			await waitAfter(context, error, tried);
		}
	}
}

/** Resolves when it is time for the next try. @throws the error where there is none */
async function waitAfter(context: NodeContext, error: unknown, tried: number): Promise<void> {
	if (!(error instanceof ServiceError) || !error.repeat) throw error;
	const asked = error.failure?.retryAfterMs;
	const wait = asked ?? FIRST_WAIT_MS * 2 ** (tried - 1) * (0.5 + Math.random());
	const isInTime = wait <= MAX_WAIT_MS && clock.now() + wait < endOf(context);
	if (tried === MAX_TRIES || !isInTime) throw error.final();
	await clock.sleep(wait, cancelSignalOf(context));
}
