import type { TriggerVendor } from '../../shared/trigger/trigger';
import { open } from './connection';
import { criteriaOf } from './filters';
import { RETENTION_MS } from './pages';

/** A Cytracom account as the polling engine sees it. */
export const cytracomVendor: TriggerVendor = {
	maxInitialLookbackHours: RETENTION_MS / (60 * 60_000),
	criteriaOf,
	async open(context, _options, deadline, opened) {
		const { phone, origin, account, readEveryCall } = await open(context, 0, deadline);
		opened?.(phone);
		return {
			// if the token was replaced, the calls show it
			owner: `cytracom ${origin} ${account}`,
			mayHaveBeen: (former) => former.startsWith(`cytracom ${origin} `),
			retentionMs: RETENTION_MS,
			read: readEveryCall,
		};
	},
};
