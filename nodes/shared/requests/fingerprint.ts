import { createHash } from 'crypto';

/** Sixteen characters that stand for a text or a JSON value and do not tell what it was. */
export const fingerprintOf = (value: unknown): string =>
	createHash('sha256')
		.update(typeof value === 'string' ? value : JSON.stringify(value))
		.digest('hex')
		.slice(0, 16);
