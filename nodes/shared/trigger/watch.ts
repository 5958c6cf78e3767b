import type { IPollFunctions } from 'n8n-workflow';
import { NodeError } from 'n8n-workflow';

import { clock } from '../clock';
import type { Interval } from '../polling/coverage';
import { union } from '../polling/coverage';
import type { State } from '../polling/state';
import { RECENT } from '../polling/timing';
import { toNodeError } from '../requests/errors';

/** What a trigger did in this process, as *Get Health* gives it. Times are ISO 8601, UTC. */
export interface TriggerHealth {
	workflow: string | null;
	workflowId: string | null;
	node: string;
	lastPollAt: string | null;
	/** Null when no poll has read calls yet. */
	lastSuccessAt: string | null;
	/** Why the last poll failed and what to do; null when it did not. */
	problem: string | null;
	/** Calls that began later than this wait to be read; null when the trigger has caught up. */
	backlogFrom: string | null;
	/** The oldest stretch of call starts that could not be read, although others could. */
	unreadableFrom: string | null;
	unreadableTo: string | null;
	/** Since `watchedSince`. */
	callsGiven: number;
	watchedSince: string;
}

/** A sentence is shorter; what a defect throws may not be. */
const MAX_SENTENCE = 1_000;

/** Notes what the polls of one trigger do at one phone system. */
export class Watch {
	/** See `open` of a connection: only Get Health with the same credential sees this trigger. */
	phone?: string;
	private since = clock.now();
	private lastPollAt?: number;
	private lastSuccessAt?: number;
	private problem: string | null = null;
	/** Every call that began before was read, but for those of a hole; ms since 1970. */
	private readUpTo?: number;
	private hole?: Interval;
	private callsGiven = 0;

	/** A poll has opened a phone system. At another one than before, nothing of the former counts. */
	opened(phone: string): void {
		if (this.phone !== phone) {
			this.since = clock.now();
			this.lastSuccessAt = this.readUpTo = this.hole = undefined;
			this.problem = null;
			this.callsGiven = 0;
		}
		this.phone = phone;
		this.lastPollAt = clock.now();
	}

	/** A poll has read. @param state after it */
	succeeded({ settled, sweeps, holes }: State, calls: number): void {
		this.lastSuccessAt = clock.now();
		this.problem = null;
		this.callsGiven += calls;
		this.hole = holes[0];
		this.readUpTo = union([...sweeps, ...holes]).reduce(
			(end, { from, to }) => (from <= end ? Math.max(end, to) : end),
			settled,
		);
	}

	failed(context: IPollFunctions, thrown: unknown): void {
		this.lastPollAt = clock.now();
		const error = toNodeError(context.getNode(), thrown);
		const advice = error instanceof NodeError ? (error.description ?? '') : '';
		this.problem = `${error.message} ${advice}`.trim().slice(0, MAX_SENTENCE);
	}

	/** Of a trigger by the names that it has now. */
	health(context: Pick<TriggerHealth, 'workflow' | 'workflowId' | 'node'>): TriggerHealth {
		const { lastPollAt = this.since, readUpTo = lastPollAt } = this;
		// what began in the last two hours is read by each poll, swept or not
		const isBehind = lastPollAt - readUpTo > RECENT;
		return {
			...context,
			lastPollAt: isoOf(this.lastPollAt),
			lastSuccessAt: isoOf(this.lastSuccessAt),
			problem: this.problem,
			backlogFrom: isBehind ? isoOf(readUpTo) : null,
			unreadableFrom: isoOf(this.hole?.from),
			unreadableTo: isoOf(this.hole?.to),
			callsGiven: this.callsGiven,
			watchedSince: new Date(this.since).toISOString(),
		};
	}
}

const isoOf = (ms: number | undefined): string | null =>
	ms === undefined ? null : new Date(ms).toISOString();
