import { phoneMemoryOf } from '../../shared/requests/phoneMemory';
import type { CytracomCredentials } from './credentials';
import { accountOf, baseOf } from './credentials';

/** What this process has learned of Cytracom through one account. */
export interface CytracomFacts {
	/** How far Cytracom's clock is ahead of ours, in milliseconds, as the `Date` of its last answer told. */
	aheadMs: number;
	/** How far it must be behind ours, because it took a moment for one still to come, and when it did. */
	behind: { ms: number; learnedAt: number };
	/** Whether `from_date` and `to_date` go by the start of a call, or by the creation of its transcript. */
	goesByStart: boolean;
}

export function memoryOf(credentials: CytracomCredentials) {
	const { origin } = baseOf(credentials.baseUrl);
	const phone = `cytracom ${origin} ${accountOf(credentials)}`;
	return { phone, ...phoneMemoryOf<CytracomFacts>(phone) };
}
