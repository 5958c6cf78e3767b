import type { SpeakerNames } from '../../shared/found';
import { phoneMemoryOf } from '../../shared/requests/phoneMemory';
import type { Session, YeastarCredentials } from './credentials';
import { bindingOf, originOf } from './credentials';
import type { DisplayFormat } from './time';

/** What the PBX reports about itself; null where it does not. */
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
	/** The latest session of this process: a token, or a rejection. */
	session: Session;
	/** The sign-in in progress: whoever needs one in the meantime shares it. */
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
	/** Set if the PBX does not report its format, or rejects dates in it. */
	acceptedFormat: DisplayFormat;
	/** The shortest range rejected for its length (ms). No documentation names a limit. */
	tooLongMs: number;
}

/** Requests to a PBX share its slots; what was learned belongs to the credential that learned it. */
export function memoryOf(credentials: YeastarCredentials) {
	const origin = originOf(credentials.baseUrl);
	const { limiter, fileTurn } = phoneMemoryOf(`yeastar ${origin}`);
	const phone = `yeastar ${origin} ${bindingOf(credentials)}`;
	const { facts } = phoneMemoryOf<YeastarFacts>(phone);
	return { phone, limiter, fileTurn, facts };
}
