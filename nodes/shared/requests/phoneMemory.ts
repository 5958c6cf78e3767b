import { Limiter } from './limiter';

/**
 * What this process remembers about one phone system, as one credential reaches it. `facts` is what the vendor's folder has
 * learned: its `memory.ts` says what.
 */
export interface PhoneMemory<Facts extends object> {
	limiter: Limiter;
	/** Large files are written one at a time. */
	fileTurn: Limiter;
	facts: Partial<Facts>;
}

/** A provider's n8n serves a few hundred customers; beyond that, the least recently used phone system is forgotten. */
const MAX_PHONES = 2_000;

const phones = new Map<string, PhoneMemory<object>>();

/** @param key identifies a phone system: the same for the same address and credential only */
export function phoneMemoryOf<Facts extends object>(key: string): PhoneMemory<Facts> {
	const known = phones.get(key) ?? {
		limiter: new Limiter(),
		fileTurn: new Limiter(1, 1),
		facts: {},
	};
	// the most recently used is last in the map
	phones.delete(key);
	phones.set(key, known);
	for (const [oldest] of phones) {
		if (phones.size <= MAX_PHONES) break;
		phones.delete(oldest);
	}
	return known;
}

/** As after a restart of n8n. */
export const forgetPhones = (): void => phones.clear();
