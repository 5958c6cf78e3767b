import type { INodeExecutionData } from 'n8n-workflow';

import type { Trigger } from '../support/triggers';
import { HOUR, idsOf, MINUTE, SECOND } from '../support/triggers';
import type { N8nProcess } from './n8nProcess';
import type { Oracle } from './oracle';
import type { Random } from './random';

/** Waits of n8n between the five tries of an activation (`trigger-activation-retry`). */
const RETRY_WAITS = [1, 2, 4, 8].map((seconds) => seconds * SECOND);
/** Long enough for the polls that return the calls of a long downtime, some of them failing. */
const CATCHING_UP_MS = 6 * HOUR;
const OWN_ERRORS = ['NodeApiError', 'NodeOperationError'];

/** What happens to a trigger besides its polls: crashes, edits, pauses, polls that overlap or are abandoned. */
export class Weather {
	readonly counts = {
		polls: 0,
		failed: 0,
		restarts: 0,
		midPoll: 0,
		edits: 0,
		pauses: 0,
		overlaps: 0,
		activationsFailed: 0,
	};
	private backAt = -Infinity;
	readonly defects: string[] = [];
	/** What happened when, for somebody who looks for a lost call. */
	readonly diary: string[] = [];

	constructor(
		private readonly trigger: Trigger,
		private readonly n8n: N8nProcess,
		private readonly oracle: Oracle,
		private readonly random: Random,
		private readonly durable: boolean,
	) {}

	private write(what: string): void {
		this.diary.push(`${new Date(this.trigger.clock.now()).toISOString()} ${what}`);
	}

	/** A poll, or something worse. */
	async step(): Promise<void> {
		const dice = this.random.next();
		if (dice < 0.05) await this.crashMidPoll();
		else if (dice < 0.08) await this.restart();
		else if (dice < 0.083) await this.longDowntime();
		else if (dice < 0.1) await this.edit();
		else if (dice < 0.11 && this.isCaughtUp()) await this.pause();
		else if (dice < 0.14) await this.overlap();
		else await this.poll();
	}

	async poll(): Promise<void> {
		this.take(await this.pollOnce());
	}

	/** A poll that hands nothing over: only for a planted fault. @returns the calls that it held */
	async holdBack(): Promise<string[]> {
		// so that there is something to lose: a poll may just have been
		this.trigger.clock.advance(10 * MINUTE);
		return idsOf(await this.pollOnce());
	}

	/** A person publishes, again and again until it works. */
	async switchOn(): Promise<void> {
		while (!(await this.activate('activate'))) this.trigger.clock.advance(MINUTE);
	}

	/** n8n dies between two polls and comes back after a while. */
	async restart(downMs = this.random.between(SECOND, 10 * MINUTE)): Promise<void> {
		this.counts.restarts += 1;
		this.write(`n8n is down for ${Math.round(downMs / MINUTE)} minutes`);
		this.trigger.run.crash();
		this.n8n.start();
		this.trigger.clock.advance(downMs);
		await this.activate(this.random.pick(['init', 'leadershipChange']));
	}

	/** n8n dies while it polls: anywhere from the first request to the hand-over. */
	private async crashMidPoll(): Promise<void> {
		this.counts.midPoll += 1;
		this.write('n8n dies in the next poll');
		const { run, system } = this.trigger;
		const before = system.requests.length;
		const last = before + Math.floor(this.random.between(0, 12));
		let done = false;
		const poll = this.pollOnce().finally(() => (done = true));
		while (!done && system.requests.length < last) await nextTurn();
		run.crash();
		this.take(await poll);
		await this.restart();
	}

	private async longDowntime(): Promise<void> {
		await this.restart(this.random.between(HOUR, 40 * HOUR));
		this.backAt = this.trigger.clock.now();
	}

	/**
	 * Whether the backlog of a downtime was given. Who switches off before gives up what of it is older than the lookback
	 * when he switches on again: then the calls of the downtime would not be owed.
	 */
	private isCaughtUp(): boolean {
		return this.trigger.clock.now() - this.backAt > CATCHING_UP_MS;
	}

	private async edit(): Promise<void> {
		this.counts.edits += 1;
		this.write('edited');
		const { random, trigger } = this;
		trigger.run.setParameters({
			simplify: random.chance(0.5),
			options: { includeSpeakerNames: false, lookbackHours: random.pick([24, 30, 36]) },
		});
		await this.activate('update');
	}

	private async pause(): Promise<void> {
		this.counts.pauses += 1;
		this.write('switched off');
		const { clock, run } = this.trigger;
		const from = clock.now();
		run.deactivate();
		clock.advance(this.random.between(MINUTE, 12 * HOUR));
		await this.switchOn();
		this.oracle.pause(from, clock.now());
	}

	/**
	 * Two polls at once. In durable mode the first one is abandoned by then: n8n gives up on a tick after 45 s
	 * (`N8N_SCHEDULER_POLL_TIMEOUT`), and ticks are a minute apart. Where an administrator allows a tick more than a minute,
	 * two of them work on copies of one state and can both hand over: n8n checks the lease of a tick, not its state.
	 */
	private async overlap(): Promise<void> {
		this.counts.overlaps += 1;
		this.write('two polls at once');
		const first = this.pollOnce();
		for (let turns = this.random.between(1, 40); turns > 0; turns--) await nextTurn();
		if (this.durable) this.trigger.run.abandonPolls();
		const [one, other] = await Promise.all([first, this.pollOnce()]);
		this.take(one);
		this.take(other);
	}

	private async pollOnce(): Promise<INodeExecutionData[] | null> {
		this.counts.polls += 1;
		return await this.trigger.run.poll().catch((error: Error) => {
			this.counts.failed += 1;
			this.write(`poll failed: ${error.message}`);
			this.requireOwn(error);
			return null;
		});
	}

	/** As n8n does: five tries, and a restart or an edit must succeed in its first. */
	private async activate(
		mode: 'activate' | 'init' | 'update' | 'leadershipChange',
	): Promise<boolean> {
		const { run, clock } = this.trigger;
		const attempt = async (act: () => Promise<INodeExecutionData[] | null>) => {
			try {
				this.take(await act());
				this.write(`activated: ${mode}`);
				return true;
			} catch (error) {
				this.counts.activationsFailed += 1;
				this.write(`activation failed: ${(error as Error).message}`);
				this.requireOwn(error as Error);
				if (mode !== 'activate') this.defects.push(`${mode}: ${(error as Error).message}`);
				return false;
			}
		};
		if (await attempt(async () => await run.activate(mode))) return true;
		for (const wait of RETRY_WAITS) {
			clock.advance(wait);
			if (await attempt(async () => await run.retryActivation())) return true;
		}
		return false;
	}

	private take(items: INodeExecutionData[] | null): void {
		const ids = idsOf(items);
		if (ids.length > 0) this.write(`gave ${ids.length}`);
		this.oracle.give(ids, this.trigger.clock.now());
	}

	private requireOwn(error: Error): void {
		if (!OWN_ERRORS.includes(error.name)) this.defects.push(error.stack ?? error.message);
	}
}

const nextTurn = async () => await new Promise<void>((resolve) => setImmediate(resolve));
