import { clock } from '../clock';
import { ServiceError } from './errors';
import type { Transport } from './transport';

type Bounds = Pick<Transport, 'deadline' | 'limiter' | 'retries' | 'signal'>;

/** Three tries in all: a passing fault is over by then, and a longer one is for n8n's own retries. */
const MAX_TRIES = 3;
/** So often is asked again whether work that is in progress is done. */
const MAX_LOOKS = 8;
const FIRST_WAIT_MS = 1_000;
/** Between two looks at the most. */
const LOOK_EVERY_MS = 5_000;
/** The longest wait that a user should sit through in front of a running node. */
const MAX_WAIT_MS = 60_000;

/** How often work failed, and how often it was not done yet. */
interface Tried {
	tries: number;
	looks: number;
	/** ms since 1970: when looking ends, so that a poll has time left for what is ready. */
	looksEnd?: number;
}

const FIRST_TRY: Tried = { tries: 0, looks: 0 };
/** The part of a poll's time that goes by while the other side works. */
const LOOKING_PART = 2 / 3;

/**
 * Does idempotent work again when it failed in a way that may pass: with exponential waits and jitter, so that many
 * workflows do not come back in the same instant, or as long as the other side asked for. Ends at once when the user
 * stops the execution, and when n8n would no longer wait for the result.
 *
 * @throws what the work throws at last, marked as not worth another repetition
 */
export async function withRetries<T>(bounds: Bounds, work: () => Promise<T>): Promise<T> {
	const attempt = async (tried: Tried): Promise<T> =>
		await work().catch(
			async (error: unknown) => await attempt(await waitAfter(bounds, error, tried)),
		);
	return await attempt(FIRST_TRY);
}

/** The same for what is read piece by piece: it begins anew, so what came before the failure comes once more. */
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
		// whoever else repeats: this has been repeated enough
		error.repeat = false;
		throw error;
	}
	await clock.sleep(wait, bounds.signal);
	return error.inProgress ? { tries, looks: looks + 1, looksEnd } : { ...tried, tries: tries + 1 };
}
