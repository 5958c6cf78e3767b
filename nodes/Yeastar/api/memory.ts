import type { SpeakerNames } from '../../shared/found';
import { phoneMemoryOf } from '../../shared/requests/phoneMemory';
import type { Session, YeastarCredentials } from './credentials';
import { bindingOf, originOf } from './credentials';
import type { DisplayFormat } from './time';

/** What the PBX tells of itself; null where it does not. */
export interface PbxInformation {
	serialNumber: string | null;
	model: string | null;
	firmware: string | null;
	format: DisplayFormat | null;
	/** Minutes east of UTC, today. */
	offset: number | null;
}

/** What this process has learned of a PBX through one credential. */
export interface YeastarFacts {
	/** The last one that this process made: a token, or a rejection. */
	session: Session;
	/** The sign-in under way: whoever needs one meanwhile gets the same. */
	signingIn: Promise<Session>;
	/** Sign-ins in a row that failed for good. */
	failedSignIns: number;
	/** Tokens that the PBX no longer accepts, the latest last. */
	refusedTokens: string[];
	/** The wait until other processes have replaced a lost token. */
	turn: Promise<void>;
	information: { readAt: number; value: PbxInformation };
	/** Who has which extension. */
	names: { readAt: number; value: Promise<SpeakerNames> };
	/** Where the PBX does not tell its format, or refuses dates in it. */
	acceptedFormat: DisplayFormat;
	/** The shortest range refused for its length (ms). No page names a limit. */
	tooLongMs: number;
}

/** The places at the PBX belong to all who ask it; what was learned belongs to the credential that learned it. */
export function memoryOf(credentials: YeastarCredentials) {
	const origin = originOf(credentials.baseUrl);
	const { limiter, fileTurn } = phoneMemoryOf(`yeastar ${origin}`);
	const phone = `yeastar ${origin} ${bindingOf(credentials)}`;
	const { facts } = phoneMemoryOf<YeastarFacts>(phone);
	return { phone, limiter, fileTurn, facts };
}
