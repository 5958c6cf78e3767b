const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** Looked up once: the whole state is hashed twice a poll. */
const { imul } = Math;

/** Characters of a key. */
export const KEY_LENGTH = 8;

/**
 * What is remembered of a call: 48 bits of its id, as eight characters that JSON need not escape.
 *
 * With 100,000 calls remembered, the chance that a new one is taken for one of them is 1 in 2.8 thousand million.
 * It is two runs of multiply-and-mix with different constants (MurmurHash3's finaliser), not a cryptographic hash:
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
