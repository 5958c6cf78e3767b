import type { Clock } from '../shared/clock';
import { systemClock } from '../shared/clock';
import type { CytracomReadings } from './readings';

export interface RateLimit {
	requests: number;
	/** Milliseconds on the simulator's clock; 5 minutes at the vendor. */
	perMs: number;
}

export interface CytracomOptions {
	/** Its own clock: give it another time than the client's to try clock differences. */
	clock: Clock;
	/** 0 for a free one. */
	port: number;
	https: boolean;
	keepAlive: boolean;
	/** A valid token; more through `tokens` of the simulator. */
	token: string;
	/** Whose calls these are; in no answer, only for people. */
	account: string;
	readings: Partial<CytracomReadings>;
	retentionDays: number;
	maxWindowMs: number;
	/** Default: no limit. */
	rateLimit?: RateLimit;
	/** Gets a line per request, without secrets. */
	log?: (line: string) => void;
}

export function cytracomDefaultOptions(): CytracomOptions {
	return {
		clock: systemClock,
		port: 0,
		https: false,
		keepAlive: true,
		token: 'simulated-cytracom-token-0123456789abcdef',
		account: 'Simulated customer',
		readings: {},
		retentionDays: 90,
		maxWindowMs: 24 * 3_600_000,
	};
}
