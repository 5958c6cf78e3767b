import type { INodeExecutionData } from 'n8n-workflow';

import { MINUTE } from '../support/triggers';
import type { Given, Outcome, Told } from './column';
import type { Site } from './site';

/** Two calls, half an hour ago and a little later. */
export function addRecentCalls(site: Site): string {
	const now = site.clock.now();
	site.addCall(now - 30 * MINUTE);
	return site.addCall(now - 20 * MINUTE);
}

/** What a healthy run gives too, but not the same each time. */
const PASSING_KEYS = ['address', 'checkedAt', 'clockDifferenceSeconds', 'triggers'];

/** Items as texts that can be compared. */
export const texts = (items: INodeExecutionData[] | null): string[] =>
	(items ?? []).map(({ json }) =>
		JSON.stringify(json, (key, value: unknown) => (PASSING_KEYS.includes(key) ? undefined : value)),
	);

export const outcomeOf = async (work: Promise<Given>): Promise<Outcome> =>
	await work.catch((error: unknown) => ({ error: error as Told }));
