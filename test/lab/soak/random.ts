/** Numbers that look random and are the same for the same seed (mulberry32). */
export class Random {
	#state: number;

	constructor(seed: number) {
		this.#state = seed >>> 0;
	}

	/** From 0 to 1, without 1. */
	readonly next = (): number => {
		this.#state = (this.#state + 0x6d2b79f5) >>> 0;
		let x = this.#state;
		x = Math.imul(x ^ (x >>> 15), x | 1);
		x ^= x + Math.imul(x ^ (x >>> 7), x | 61);
		return ((x ^ (x >>> 14)) >>> 0) / 2 ** 32;
	};

	chance(probability: number): boolean {
		return this.next() < probability;
	}

	between(from: number, to: number): number {
		return from + this.next() * (to - from);
	}

	pick<T>(values: readonly [T, ...T[]]): T {
		return values[Math.floor(this.next() * values.length)] ?? values[0];
	}
}
