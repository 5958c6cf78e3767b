import { createHash } from 'crypto';

/** Sixteen characters that identify text or a JSON value without revealing it. */
export const fingerprintOf = (value: unknown): string =>
	createHash('sha256')
		.update(typeof value === 'string' ? value : JSON.stringify(value))
		.digest('hex')
		.slice(0, 16);
