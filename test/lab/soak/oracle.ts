import { judgeOnce } from '../onceOracle';
import { HOUR } from '../support/triggers';

export interface SoakCall {
	id: string;
	startedAt: number;
	readyAt: number;
}

export interface Verdict {
	owed: number;
	given: number;
	lost: SoakCall[];
	doubled: { id: string; at: number[] }[];
	/** Given although they were over before the activation. */
	history: string[];
	/** Owed when the faults stopped, and given only after the time in which all must arrive. */
	tooLate: string[];
	/** Late transcripts that a person's pause has cost: a pause is caught up for `lookbackHours`. */
	paused: number;
}

/** What a call owes to a pause: a transcript found by the hourly sweep of the whole lookback, or by one after a fault. */
const SWEEP_MS = 3 * HOUR;

/** Knows every call and counts what is returned; excuses what a person's pause has cost. */
export class Oracle {
	readonly #calls: SoakCall[] = [];
	readonly #given: { id: string; at: number }[] = [];
	readonly #pauses: { from: number; to: number }[] = [];

	constructor(private readonly lookbackMs: number) {}

	expect(call: SoakCall): void {
		this.#calls.push(call);
	}

	/** @param at when they were returned */
	give(ids: readonly string[], at: number): void {
		for (const id of ids) this.#given.push({ id, at });
	}

	pause(from: number, to: number): void {
		this.#pauses.push({ from, to });
	}

	/** @param arrivedBy when all that was owed must have arrived */
	verdict(arrivedBy = Infinity): Verdict {
		const { lost: missing, doubled, unowed, given } = judgeOnce(this.#calls, this.#given);
		const lost = missing.filter((call) => !this.#isPaused(call));
		return {
			owed: this.#calls.length,
			given: given.size,
			lost,
			doubled: doubled.map(({ call, given }) => ({ id: call.id, at: given.map(({ at }) => at) })),
			history: unowed,
			tooLate: [...given].filter(([, [first]]) => first!.at > arrivedBy).map(([id]) => id),
			paused: missing.length - lost.length,
		};
	}

	#isPaused({ startedAt, readyAt }: SoakCall): boolean {
		return this.#pauses.some(
			({ from, to }) =>
				startedAt < to - this.lookbackMs && readyAt > from - SWEEP_MS && readyAt <= to,
		);
	}
}
