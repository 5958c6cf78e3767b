import fc from 'fast-check';

import { actions } from './actions';
import type { SentAnswer } from './changedAnswers';
import type { Plant } from '../world';
import { FuzzedN8n } from './n8n';
import { smallest } from './smallest';
import type { Trial } from './trial';
import { play, trial } from './trial';
import { inVirtualTime, type VirtualClock } from '../virtualTime';

export interface FuzzOptions {
	/** Minimum number of changed answers to send and read. */
	answers: number;
	seed: number;
	plant?: Plant;
	/** Whether a failure is made as small as it can be, which takes some hundred actions. Default true. */
	shrink?: boolean;
	/** For which one action may wait with nothing to do, and for which it may compute. */
	watchdogMs?: number;
	/** Called now and then. */
	onProgress?: (result: FuzzResult) => void;
	/** Called with the first thing that fails, before it is made smaller. */
	onFailure?: (failure: Failure) => void;
}

export interface FuzzResult {
	answers: number;
	/** What came out, by its kind. */
	kinds: Map<string, number>;
	/** Answers by action. */
	actions: Map<string, number>;
	failure?: Failure;
}

/** The smallest that still fails. */
export interface Failure {
	action: string;
	trial: Trial;
	message: string;
	answers: readonly SentAnswer[];
}

/** Trials that fast-check makes at a time, and shrinks from when one of them fails. */
const BATCH = 50;
/** Real milliseconds for which a simulator may be silent: it never is, but this process may have to stand still. */
const PATIENCE_MS = 60_000;
const WATCHDOG_MS = 20_000;
/** Of real time, for making a failure smaller. */
const SHRINK_MS = 60_000;

/** Sends changed answers until there are enough, or until one leads to what must not happen. */
export async function fuzz(options: FuzzOptions): Promise<FuzzResult> {
	return await inVirtualTime(PATIENCE_MS, async (virtual) => await fuzzIn(virtual, options));
}

async function fuzzIn(virtual: VirtualClock, options: FuzzOptions): Promise<FuzzResult> {
	const { watchdogMs = WATCHDOG_MS, shrink = true } = options;
	const n8n = new FuzzedN8n(options.plant);
	let failedAt = Infinity;
	const result: FuzzResult = { answers: 0, kinds: new Map(), actions: new Map() };
	for (let batch = 0; result.answers < options.answers; batch++) {
		const before = result.answers;
		const property = fc.asyncProperty(trial, async (one) => {
			// after a failure fast-check goes on with what is smaller
			const isOver = result.failure
				? Date.now() > failedAt + SHRINK_MS
				: result.answers >= options.answers;
			if (isOver) return;
			const { answers, kinds, defect } = await play(one, n8n, virtual, watchdogMs);
			const { name: action } = actions[one.action]!;
			if (!result.failure) {
				const read = answers.filter(({ isRead }) => isRead).length;
				result.answers += read;
				count(result.actions, action, read);
				for (const [kind, times] of kinds) count(result.kinds, kind, times);
			}
			if (!defect) return;
			const failure = { action, trial: one, message: defect.message, answers };
			if (!result.failure) {
				failedAt = Date.now();
				options.onFailure?.(failure);
			}
			// the last one that fails is the smallest
			result.failure = failure;
			throw defect;
		});
		const seed = options.seed + batch;
		const { failed } = await fc.check(property, { seed, numRuns: BATCH, endOnFailure: !shrink });
		if (failed && result.failure) {
			const again = async (one: Trial) => await play(one, n8n, virtual, watchdogMs);
			if (shrink) Object.assign(result.failure, await smallest(result.failure, again));
			return result;
		}
		if (result.answers === before) throw new Error('No changed answer was read');
		options.onProgress?.(result);
	}
	return result;
}

function count(counts: Map<string, number>, name: string, times: number): void {
	counts.set(name, (counts.get(name) ?? 0) + times);
}
