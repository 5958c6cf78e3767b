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

/** Knows every call and counts what is returned. It uses nothing from the package. */
export class Oracle {
	readonly #calls = new Map<string, SoakCall>();
	readonly #history = new Set<string>();
	readonly #given = new Map<string, number[]>();
	readonly #pauses: { from: number; to: number }[] = [];

	constructor(private readonly lookbackMs: number) {}

	expect(call: SoakCall): void {
		this.#calls.set(call.id, call);
	}

	/** A call that was over and transcribed before the activation. */
	expectNot(call: SoakCall): void {
		this.#history.add(call.id);
	}

	/** @param at when they were returned */
	give(ids: readonly string[], at: number): void {
		for (const id of ids) this.#given.set(id, [...(this.#given.get(id) ?? []), at]);
	}

	pause(from: number, to: number): void {
		this.#pauses.push({ from, to });
	}

	/** @param arrivedBy when all that was owed must have arrived */
	verdict(arrivedBy = Infinity): Verdict {
		const missing = [...this.#calls.values()].filter(({ id }) => !this.#given.has(id));
		const lost = missing.filter((call) => !this.#isPaused(call));
		return {
			owed: this.#calls.size,
			given: this.#given.size,
			lost,
			doubled: [...this.#given].filter(([, at]) => at.length > 1).map(([id, at]) => ({ id, at })),
			history: [...this.#given.keys()].filter((id) => this.#history.has(id)),
			tooLate: [...this.#given].filter(([, [at = 0]]) => at > arrivedBy).map(([id]) => id),
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
