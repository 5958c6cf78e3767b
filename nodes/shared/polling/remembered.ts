import { HOUR } from './timing';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** Looked up once, because the whole state is hashed twice per poll. */
const { imul } = Math;

/** Characters of a key. */
const KEY_LENGTH = 8;

/**
 * Keys of calls, with the hour in which each began. The hour only says when a key may be forgotten. A call is found by
 * its key whatever its hour, because a start can move by an hour around a daylight-saving change.
 */
export class Remembered {
	private readonly hours = new Map<string, number>();

	/** @param json as `toJSON` returns it */
	static fromJSON(json: Record<string, string>): Remembered {
		const remembered = new Remembered();
		for (const [name, keys] of Object.entries(json)) {
			const hour = Number.parseInt(name, 36);
			for (let i = 0; i < keys.length; i += KEY_LENGTH) {
				remembered.hours.set(keys.slice(i, i + KEY_LENGTH), hour);
			}
		}
		return remembered;
	}

	get size(): number {
		return this.hours.size;
	}

	has(key: string): boolean {
		return this.hours.has(key);
	}

	/** @param start of the call, ms UTC. A key that is already there keeps the later hour. */
	add(key: string, start: number): void {
		const hour = Math.floor(start / HOUR);
		if (hour > (this.hours.get(key) ?? -Infinity)) this.hours.set(key, hour);
	}

	/** Where the hour of the newest call begins, of those whose hour began by `until`, ms UTC; undefined when there is none. */
	newest(until = Infinity): number | undefined {
		let newest = -Infinity;
		for (const hour of this.hours.values()) {
			if (hour > newest && hour * HOUR <= until) newest = hour;
		}
		return newest === -Infinity ? undefined : newest * HOUR;
	}

	/** Forgets every call whose hour ended by `time`, ms UTC. */
	forgetBefore(time: number): void {
		for (const [key, hour] of this.hours) {
			if ((hour + 1) * HOUR <= time) this.hours.delete(key);
		}
	}

	/**
	 * Forgets whole hours, oldest first, until at most `max` calls are left.
	 * @returns where the last forgotten hour ended, ms UTC; undefined when nothing was forgotten
	 */
	forgetDownTo(max: number): number | undefined {
		if (this.size <= max) return undefined;
		const sorted = [...this.hours.values()].sort((a, b) => a - b);
		const end = ((sorted[this.size - max - 1] ?? 0) + 1) * HOUR;
		this.forgetBefore(end);
		return end;
	}

	/** One string of keys per hour, the hours (since 1970) in base 36: about nine bytes per call. */
	toJSON(): Record<string, string> {
		const keys = new Map<number, string[]>();
		for (const [key, hour] of this.hours) {
			const list = keys.get(hour);
			if (list) list.push(key);
			else keys.set(hour, [key]);
		}
		return Object.fromEntries(
			[...keys].sort(([a], [b]) => a - b).map(([hour, list]) => [hour.toString(36), list.join('')]),
		);
	}
}

/**
 * What is remembered of a call: 48 bits of its id, as eight characters that JSON need not escape.
 *
 * With a million calls remembered, the chance that a new call is mistaken for one of them is 1 in 280 million.
 * It is two runs of multiply-and-mix with different constants (MurmurHash3's finalizer), not a cryptographic hash:
 * only the phone system itself chooses ids.
 */
export function callKey(id: string): string {
	let a = 0x5eadbeef;
	let b = 0x41c6ce57;
	for (let i = 0; i < id.length; i++) {
		const unit = id.charCodeAt(i);
		a = imul(a ^ unit, 0x9e3779b1);
		b = imul(b ^ unit, 0x5f356495);
		a ^= a >>> 15;
		b ^= b >>> 13;
	}
	const high = mix(a ^ mix(b));
	const low = mix(b ^ high);
	return sixBits(high) + sixBits(low);
}

function mix(value: number): number {
	let x = value;
	x = imul(x ^ (x >>> 16), 0x85ebca6b);
	x = imul(x ^ (x >>> 13), 0xc2b2ae35);
	return (x ^ (x >>> 16)) >>> 0;
}

/** The upper 24 bits as four characters. */
function sixBits(value: number): string {
	let text = '';
	for (let shift = 26; shift >= 8; shift -= 6) text += ALPHABET[(value >>> shift) & 63];
	return text;
}
