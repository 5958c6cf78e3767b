import { createHash } from 'crypto';

import type { TriggerVendor } from '../../shared/trigger/trigger';
import { textOf } from '../../shared/trigger/filters';
import { waitUntil } from '../../shared/requests/http';
import { RETENTION_MS, readCallsOf } from './calls';
import { credentialsOf } from './client';
import { baseOf } from './credentials';

/** A Cytracom account as the polling engine sees it. */
export const cytracomVendor: TriggerVendor = {
	maxInitialLookbackHours: RETENTION_MS / (60 * 60_000),
	criteriaOf: (filters) => ({
		from: textOf(filters.caller),
		to: textOf(filters.callee),
		status: textOf(filters.status),
		sentiment: textOf(filters.sentiment),
		minDurationSeconds: Number(filters.minDurationSeconds ?? 0),
	}),
	async open(context, _options, deadline) {
		waitUntil(context, deadline);
		const { baseUrl, token } = await credentialsOf(context);
		const { origin } = baseOf(baseUrl);
		// an account has no name in this API: its token stands for it, and the calls tell when it was replaced
		const account = createHash('sha256').update(token.trim()).digest('hex').slice(0, 16);
		return {
			owner: `cytracom ${origin} ${account}`,
			mayHaveBeen: (former) => former.startsWith(`cytracom ${origin} `),
			retentionMs: RETENTION_MS,
			read: (window) => readCallsOf(context, window),
		};
	},
};
