/**
 * Items in the order of a time, and of an ID where times are equal, found by a range of time; built for
 * tens of thousands, added in any order.
 */
export class TimeIndex<T> {
	readonly #timeOf: (item: T) => number;
	readonly #idOf: (item: T) => string;
	#items: T[] = [];
	#sorted = true;

	constructor(timeOf: (item: T) => number, idOf: (item: T) => string) {
		this.#timeOf = timeOf;
		this.#idOf = idOf;
	}

	add(item: T): void {
		const last = this.#items.at(-1);
		if (last !== undefined && this.#compare(item, last) < 0) this.#sorted = false;
		this.#items.push(item);
	}

	delete(item: T): void {
		const index = this.#items.indexOf(item);
		if (index >= 0) this.#items.splice(index, 1);
	}

	/** Oldest first; both ends inclusive. */
	between(from: number, to: number): T[] {
		this.#sort();
		return this.#items.slice(this.#firstAtOrAfter(from), this.#firstAfter(to));
	}

	get all(): readonly T[] {
		this.#sort();
		return this.#items;
	}

	#sort(): void {
		if (this.#sorted) return;
		this.#items.sort((a, b) => this.#compare(a, b));
		this.#sorted = true;
	}

	#compare(a: T, b: T): number {
		return this.#timeOf(a) - this.#timeOf(b) || compareTexts(this.#idOf(a), this.#idOf(b));
	}

	#firstAtOrAfter(time: number): number {
		return this.#partition((item) => this.#timeOf(item) < time);
	}

	#firstAfter(time: number): number {
		return this.#partition((item) => this.#timeOf(item) <= time);
	}

	/** Index of the first item that is not before the border. */
	#partition(isBefore: (item: T) => boolean): number {
		let low = 0;
		let high = this.#items.length;
		while (low < high) {
			const middle = (low + high) >> 1;
			if (isBefore(this.#items[middle] as T)) low = middle + 1;
			else high = middle;
		}
		return low;
	}
}

/** By code units: quick, and the same everywhere. */
export function compareTexts(a: string, b: string): number {
	return a < b ? -1 : Number(a > b);
}
