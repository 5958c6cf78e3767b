import { randomBytes } from 'node:crypto';
import type { Clock } from '../shared/clock';
import { PbxError } from './errors';
import type { YeastarReadings } from './readings';

/** Seconds; the page get-access-token gives both. */
export const accessTokenSeconds = 1800;
export const refreshTokenSeconds = 86_400;
/** "Max 8 valid tokens"; the ninth sign-in is refused with 60002. */
export const maxLiveTokens = 8;

interface IssuedToken {
	access: string;
	refresh: string;
	accessExpiresAt: number;
	refreshExpiresAt: number;
}

/** What a PBX does not keep, for tests that look back: a pair that it has given out. */
export interface TokenGrant {
	/** Epoch milliseconds on the simulator's clock. */
	at: number;
	access: string;
	refresh: string;
	/** How many access tokens were live right after it, this one included. */
	live: number;
}

/** The PBX's register of access tokens. */
export class TokenRegistry {
	/** Every pair so far: the number of live tokens rises with these only. */
	readonly grants: TokenGrant[] = [];
	readonly #clock: Clock;
	readonly #readings: YeastarReadings;
	readonly #accessSeconds: number;
	#issued: IssuedToken[] = [];

	constructor(clock: Clock, readings: YeastarReadings, accessSeconds = accessTokenSeconds) {
		this.#clock = clock;
		this.#readings = readings;
		this.#accessSeconds = accessSeconds;
	}

	/** Throws 60002 when all places are taken. */
	issue(): { access: string; refresh: string } {
		if (this.#readings.newTokenCancelsOlder) this.#issued = [];
		return this.#add();
	}

	/** A new pair for a refresh token, which is used up by it. */
	refresh(refreshToken: unknown): { access: string; refresh: string } {
		const now = this.#clock.now();
		const old = this.#issued.find(
			({ refresh, refreshExpiresAt }) => refresh === refreshToken && now < refreshExpiresAt,
		);
		if (!old) throw new PbxError(10004);
		if (this.#readings.refreshFreesSlot) old.accessExpiresAt = 0;
		const pair = this.#add();
		old.refreshExpiresAt = 0;
		return pair;
	}

	/** Throws 10004 for a token that is missing, unknown or expired. */
	check(accessToken: string | undefined): void {
		if (!this.live().includes(accessToken ?? '')) throw new PbxError(10004);
	}

	revoke(accessToken: string | undefined): void {
		this.check(accessToken);
		this.#issued = this.#issued.filter(({ access }) => access !== accessToken);
	}

	revokeAll(): void {
		this.#issued = [];
	}

	live(): string[] {
		const now = this.#clock.now();
		return this.#issued
			.filter(({ accessExpiresAt }) => now < accessExpiresAt)
			.map(({ access }) => access);
	}

	#add(): { access: string; refresh: string } {
		const now = this.#clock.now();
		this.#issued = this.#issued.filter(
			({ accessExpiresAt, refreshExpiresAt }) => now < Math.max(accessExpiresAt, refreshExpiresAt),
		);
		if (this.live().length >= maxLiveTokens) throw new PbxError(60002);
		const token = {
			access: randomToken(),
			refresh: randomToken(),
			accessExpiresAt: now + this.#accessSeconds * 1000,
			refreshExpiresAt: now + refreshTokenSeconds * 1000,
		};
		this.#issued.push(token);
		const { access, refresh } = token;
		this.grants.push({ at: now, access, refresh, live: this.live().length });
		return { access, refresh };
	}
}

/** 32 letters and digits, as in all samples. */
function randomToken(): string {
	return randomBytes(48).toString('base64').replace(/[+/=]/g, '').slice(0, 32);
}
