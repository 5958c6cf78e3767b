/**
 * A table of open questions: every key is one question that a vendor's pages leave open, its list the
 * answers that are possible. The first one is the default: the most likely.
 */
export type ReadingTable = Readonly<Record<string, readonly unknown[]>>;

/** One answer to each question of a table. */
export type ReadingsOf<T extends ReadingTable> = { -readonly [K in keyof T]: T[K][number] };

export function defaultReadings<T extends ReadingTable>(table: T): ReadingsOf<T> {
	return Object.fromEntries(
		Object.entries(table).map(([question, answers]) => [question, answers[0]]),
	) as ReadingsOf<T>;
}

/** A fixed order that looks random: a number for a text (FNV-1a, 32 bits). */
export function scatter(text: string): number {
	let hash = 0x811c9dc5;
	for (let index = 0; index < text.length; index++) {
		hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
	}
	return hash >>> 0;
}
