import type { Clock } from '../shared/clock';
import type { SimulatedYeastarCall } from './calls';
import { CallLog } from './calls';
import type { DisplayFormat } from './displayFormat';
import { formatWall } from './displayFormat';
import type { DownloadFile, FileSource } from './downloadFiles';
import { toWall } from './localTime';
import type { SimulatedExtension, YeastarOptions } from './options';
import type { YeastarReadings } from './readings';
import { yeastarDefaultReadings } from './readings';
import { TokenRegistry } from './tokens';

/** Failed sign-ins in a row that block the caller's address. */
const maxFailedSignIns = 5;

/** The PBX itself: what it knows, and the switches that a test may turn. */
export class YeastarPbx {
	readonly options: YeastarOptions;
	/** May be changed at any time. */
	readonly readings: YeastarReadings;
	readonly tokens: TokenRegistry;
	readonly callLog = new CallLog();
	readonly files = new Map<string, DownloadFile>();

	/** 70087: not on the allow-list. */
	ipForbidden = false;
	/** Off: 70123. */
	apiEnabled = true;
	/** Off: 10005. */
	permissions = { cdr: true, extension: true, system: true };
	/** Off: old firmware; v2.0 paths answer as reading `noV2Answer` says. */
	hasV2 = true;
	/** When set, aidownload serves these records, made one by one while the file is read. Text is sent as it is. */
	fileSource?: FileSource;
	/** When set, files are prepared one at a time, each until it resolves; a request in the meantime is answered `busyCode`. */
	preparation?: () => Promise<void>;
	/** Busy, or in progress. */
	busyCode: 70082 | 2 = 70082;
	isPreparing = false;
	/** Downloads under way, for reading `overload`. */
	activeDownloads = 0;
	/** How often aidownload requests and links were answered with errcode 2, for reading `processingFirst`. */
	readonly processing = new Map<string, number>();

	#failedSignIns = 0;
	#blockedUntil = -Infinity;

	constructor(options: YeastarOptions) {
		this.options = options;
		this.readings = { ...yeastarDefaultReadings(), ...options.readings };
		this.tokens = new TokenRegistry(options.clock, this.readings, options.accessTokenSeconds);
	}

	get clock(): Clock {
		return this.options.clock;
	}

	/** 70004: blocked after failed sign-ins, or by a test, for as long as the options say. */
	get ipBlocked(): boolean {
		return this.clock.now() < this.#blockedUntil;
	}

	set ipBlocked(blocked: boolean) {
		this.#blockedUntil = blocked ? this.clock.now() + this.options.blockMs : -Infinity;
		this.#failedSignIns = 0;
	}

	/** The legs of the call log, oldest first. */
	get calls(): readonly SimulatedYeastarCall[] {
		return this.callLog.all;
	}

	/** A leg with a known ID replaces the old one. */
	addCall(call: SimulatedYeastarCall): void {
		this.callLog.add(call);
	}

	removeCall(legId: string): void {
		this.callLog.remove(legId);
	}

	liveTokens(): string[] {
		return this.tokens.live();
	}

	revokeAllTokens(): void {
		this.tokens.revokeAll();
	}

	/** As an administrator does under Security > Security Rules > Blocked IPs. */
	unblockIp(): void {
		this.ipBlocked = false;
	}

	/** As an administrator does to end all sessions: a new Client Secret, and no token lives on. */
	rotateSecret(secret: string): void {
		this.options.clientSecret = secret;
		this.revokeAllTokens();
	}

	signInFailed(): void {
		this.#failedSignIns += 1;
		if (this.#failedSignIns >= maxFailedSignIns) this.ipBlocked = true;
	}

	signInSucceeded(): void {
		this.#failedSignIns = 0;
	}

	get displayFormat(): DisplayFormat {
		const { dateFormat, timeFormat } = this.options;
		return { dateFormat, timeFormat, twelveHour: this.readings.twelveHour };
	}

	wallTime(instant: number): number {
		return toWall(this.options.timeZone, instant);
	}

	/** An instant as the PBX shows it. */
	display(instant: number): string {
		return formatWall(this.wallTime(instant), this.displayFormat);
	}

	extensionByNumber(number: string): SimulatedExtension | undefined {
		return this.options.extensions.find((extension) => extension.number === number);
	}

	extensionById(id: number): SimulatedExtension | undefined {
		return this.options.extensions.find((extension) => extension.id === id);
	}

	/** A text as it is sent; see reading `emptyAsBlank`. */
	text(value: string | undefined): string {
		const empty = this.readings.emptyAsBlank ? ' ' : '';
		return value === undefined || value === '' ? empty : value;
	}
}
