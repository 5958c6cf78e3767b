import { clock } from '../clock';
import { ServiceError } from './errors';
import type { Transport } from './transport';

type Bounds = Pick<Transport, 'deadline' | 'limiter' | 'retries' | 'signal'>;

/** Three tries in all: a brief fault is over by then, and a longer one is left to n8n's own retries. */
const MAX_TRIES = 3;
/** How often to check whether work in progress is done. */
const MAX_LOOKS = 8;
const FIRST_WAIT_MS = 1_000;
/** The longest time between two checks. */
const LOOK_EVERY_MS = 5_000;
/** The longest wait that a user should sit through in front of a running node. */
const MAX_WAIT_MS = 60_000;

/** How often the work failed, and how often it was not done yet. */
interface Tried {
	tries: number;
	looks: number;
	/** When to stop checking, so that a poll has time left for what is ready; ms since 1970. */
	looksEnd?: number;
}

const FIRST_TRY: Tried = { tries: 0, looks: 0 };
/** The part of a poll's time that may pass while the other side works. */
const LOOKING_PART = 2 / 3;

/**
 * Retries idempotent work after a failure that may pass. Waits as long as the other side asked, or with exponential
 * backoff and jitter, so that many workflows do not return in the same instant. Ends at once when the user stops the
 * execution, and when n8n would no longer wait for the result.
 *
 * @throws what the work threw last, marked as not worth another retry
 */
export async function withRetries<T>(bounds: Bounds, work: () => Promise<T>): Promise<T> {
	const attempt = async (tried: Tried): Promise<T> =>
		await work().catch(
			async (error: unknown) => await attempt(await waitAfter(bounds, error, tried)),
		);
	return await attempt(FIRST_TRY);
}

/** The same for work read piece by piece: it starts over, so what came before the failure comes again. */
export async function* readWithRetries<T>(
	bounds: Bounds,
	read: () => AsyncIterable<T>,
): AsyncGenerator<T> {
	for (let tried = FIRST_TRY; ;) {
		try {
			yield* read();
			return;
		} catch (error) {
			tried = await waitAfter(bounds, error, tried);
		}
	}
}

/** Resolves with the new count when it is time for the next try. @throws the error where there is none */
async function waitAfter(bounds: Bounds, error: unknown, tried: Tried): Promise<Tried> {
	if (!(error instanceof ServiceError)) throw error;
	if (error.overload) bounds.limiter.slowDown();
	if (!error.repeat) throw error;
	const { tries, looks } = tried;
	const now = clock.now();
	const { looksEnd = now + (bounds.deadline - now) * LOOKING_PART } = tried;
	const usual = FIRST_WAIT_MS * 2 ** (error.inProgress ? looks : tries);
	const bounded = error.inProgress ? Math.min(usual, LOOK_EVERY_MS) : usual;
	const wait = error.failure?.retryAfterMs ?? bounded * (0.5 + Math.random());
	const isLast = error.inProgress ? looks === MAX_LOOKS : tries + 1 === MAX_TRIES;
	const end = error.inProgress ? looksEnd : bounds.deadline;
	if (isLast || wait > MAX_WAIT_MS || now + wait >= end || !bounds.retries) {
		// retried enough, for any other retry loop
		error.repeat = false;
		throw error;
	}
	await clock.sleep(wait, bounds.signal);
	return error.inProgress ? { tries, looks: looks + 1, looksEnd } : { ...tried, tries: tries + 1 };
}
