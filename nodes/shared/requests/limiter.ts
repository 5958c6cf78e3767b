import { raceAgainst } from '../clock';

/** Concurrent requests to a new phone system, until its answers show what it can take. */
const FIRST = 4;
/** Never more: a PBX has calls to handle. */
const MOST = 8;

/**
 * Limits concurrent requests to one phone system across this process. Grows by one with each quick answer, and halves
 * when the phone system is overloaded.
 */
export class Limiter {
	private open = 0;
	private readonly queue: (() => void)[] = [];

	constructor(
		private limit = FIRST,
		private readonly most = MOST,
	) {}

	/**
	 * Waits for a slot, first come, first served. @returns a function that frees the slot; calling it again does nothing
	 * @throws the signal's reason when it is aborted first
	 */
	async enter(signal?: AbortSignal): Promise<() => void> {
		if (this.open < this.limit && this.queue.length === 0) {
			this.open += 1;
		} else {
			const place = new Promise<void>((resolve) => this.queue.push(resolve));
			await raceAgainst(place, signal).catch((error: unknown) => {
				// the slot may still be granted: it goes to the next in line
				void place.then(() => this.leave());
				throw error;
			});
		}
		let isLeft = false;
		return () => {
			if (isLeft) return;
			isLeft = true;
			this.leave();
		};
	}

	speedUp(): void {
		this.limit = Math.min(this.limit + 1, this.most);
		this.admit();
	}

	slowDown(): void {
		this.limit = Math.max(1, Math.floor(this.limit / 2));
	}

	private leave(): void {
		this.open -= 1;
		this.admit();
	}

	private admit(): void {
		while (this.open < this.limit && this.queue.length > 0) {
			this.open += 1;
			this.queue.shift()!();
		}
	}
}
