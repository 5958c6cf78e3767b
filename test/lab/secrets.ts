import { inspect } from 'node:util';

import { jsonStringify } from 'n8n-workflow';

/** What a secret is called in a report: the report must not repeat it. */
export interface Secret {
	name: string;
	value: string;
}

/** Where a part of a secret was found. */
export interface Finding {
	secret: string;
	/** How it was written there, such as `base64`. */
	form: string;
	/** Bytes from the beginning. */
	at: number;
}

interface Needle {
	bytes: Buffer;
	secret: string;
	form: string;
}

/** Bytes that distinguish needles at first sight. */
const FIRST_SIGHT = 4;
/** A shorter half of a secret would be found by chance. */
const MIN_HALF = 12;

/**
 * Looks for secrets in bytes, in one pass for any number of them. Half of a secret is found too, and every way in which
 * JSON, addresses, headers and logs may write it.
 */
export class SecretSearch {
	private readonly needles = new Map<number, Needle[]>();
	/** One bit for each beginning that a needle has: most bytes of a file are passed by it. */
	private readonly begins = new Uint8Array(2 ** 17);

	constructor(secrets: Secret[]) {
		for (const { name, value } of secrets) {
			for (const half of halves(value)) this.add(name, half);
		}
	}

	private add(secret: string, text: string): void {
		const known = new Set<string>();
		for (const [form, written] of waysToWrite(text)) {
			if (known.has(written)) continue;
			known.add(written);
			const bytes = Buffer.from(written);
			const key = bytes.readInt32LE(0);
			this.begins[placeOf(key) >> 3]! |= 1 << (placeOf(key) & 7);
			this.needles.set(key, [...(this.needles.get(key) ?? []), { bytes, secret, form }]);
		}
	}

	/** Everything that was found, in the order of its place. */
	in(bytes: Uint8Array): Finding[] {
		const found: Finding[] = [];
		const { begins } = this;
		let key = 0;
		for (let end = 0; end < bytes.length; end++) {
			key = (key >>> 8) | (bytes[end]! << 24);
			const place = placeOf(key);
			if ((begins[place >> 3]! & (1 << (place & 7))) === 0) continue;
			const at = end + 1 - FIRST_SIGHT;
			for (const { secret, form, bytes: needle } of this.needles.get(key) ?? []) {
				if (startsAt(bytes, at, needle)) found.push({ secret, form, at });
			}
		}
		return found;
	}
}

function startsAt(bytes: Uint8Array, at: number, needle: Uint8Array): boolean {
	if (at < 0) return false;
	for (let index = 0; index < needle.length; index++) {
		if (bytes[at + index] !== needle[index]) return false;
	}
	return true;
}

/** Names of the global object are slow to look up in a test of Jest. */
const { imul } = Math;

/** Spreads the beginnings of needles over the bits of `begins`. */
const placeOf = (key: number): number => imul(key, 0x9e3779b1) >>> 12;

/** A log may cut a text off in its middle. */
function halves(value: string): string[] {
	const middle = Math.floor(value.length / 2);
	return middle < MIN_HALF ? [value] : [value.slice(0, middle), value.slice(middle)];
}

function waysToWrite(text: string): [form: string, written: string][] {
	const bytes = Buffer.from(text);
	const inJson = JSON.stringify(text).slice(1, -1);
	return [
		['as it is', text],
		['in JSON', inJson],
		['in JSON in JSON', JSON.stringify(inJson).slice(1, -1)],
		['in an address', encodeURIComponent(text)],
		['in a form', new URLSearchParams([['', text]]).toString().slice(1)],
		['in HTML', escapeHtml(text)],
		['hexadecimal', bytes.toString('hex')],
		...[0, 1, 2].flatMap((shift): [string, string][] => [
			['base64', inBase64(bytes, shift, 'base64')],
			['base64', inBase64(bytes, shift, 'base64url')],
		]),
	];
}

/** What is the same whatever comes before and after: `shift` is how many bytes of a group of three come before. */
function inBase64(bytes: Buffer, shift: number, alphabet: 'base64' | 'base64url'): string {
	const written = Buffer.concat([Buffer.alloc(shift), bytes]).toString(alphabet);
	const whole = Math.floor((shift + bytes.length) / 3) * 4;
	return written.slice(shift === 0 ? 0 : shift + 1, whole);
}

const escapeHtml = (text: string): string =>
	text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

/** Fuzz looks for the same secrets a thousand times. */
let last: { key: string; search: SecretSearch } | undefined;

/** The first of some secrets that shows anywhere in a value: in hidden properties, causes, stacks and its JSON too. */
export function leakIn(value: unknown, secrets: readonly string[]): string | undefined {
	const all = { depth: Infinity, maxArrayLength: Infinity, maxStringLength: Infinity };
	const shown = inspect(value, { ...all, showHidden: true, getters: true });
	const text = `${shown} ${jsonStringify(value, { replaceCircularRefs: true })}`;
	const key = secrets.join('\0');
	if (last?.key !== key) {
		last = { key, search: new SecretSearch(secrets.map((one) => ({ name: one, value: one }))) };
	}
	return last.search.in(Buffer.from(text))[0]?.secret;
}
