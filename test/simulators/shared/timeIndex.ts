/** Items by a time and found by a range of it; built for tens of thousands, added in any order. */
export class TimeIndex<T> {
	readonly #timeOf: (item: T) => number;
	#items: T[] = [];
	#sorted = true;

	constructor(timeOf: (item: T) => number) {
		this.#timeOf = timeOf;
	}

	add(item: T): void {
		const last = this.#items.at(-1);
		if (last !== undefined && this.#timeOf(item) < this.#timeOf(last)) this.#sorted = false;
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
		this.#items.sort((a, b) => this.#timeOf(a) - this.#timeOf(b));
		this.#sorted = true;
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
