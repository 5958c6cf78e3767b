import type { IExecuteFunctions } from 'n8n-workflow';

import { clock } from '../../shared/clock';
import { ServiceError, asProblem } from '../../shared/requests/errors';
import { newestCallOf } from '../../shared/operations/newestCall';
import type { Operation } from '../../shared/operations/operation';
import { RETENTION_MS, readCalls } from '../api/calls';
import { credentialsOf } from '../api/client';
import { baseOf } from '../api/credentials';
import { clockDifference } from '../api/vendorClock';
import { MAX_WINDOW_MS } from '../api/windows';

/** A day that costs one request: it is asked from a second early to a second late. */
const DAY_MS = MAX_WINDOW_MS - 2000;

/**
 * *Get Health* of the resource System: what a support person asks first. A failure is told in its place: this operation
 * is for the time when something does not work.
 */
export const getHealth: Operation = {
	parameters: [],
	async execute(context) {
		const { baseUrl } = await credentialsOf(context);
		const { origin, path } = baseOf(baseUrl);
		const reach = await reachOf(context).catch(asProblem);
		const works = !(reach instanceof ServiceError);
		return [
			{
				provider: 'cytracom',
				address: `${origin}${path}`,
				transcriptionAvailable: works,
				problem: works ? null : reach.message,
				newestTranscriptAt: works ? reach.newest : null,
				oldestTranscriptAt: works ? reach.oldest : null,
				clockDifferenceSeconds: clockDifference(origin),
				checkedAt: new Date(clock.now()).toISOString(),
			},
		];
	},
};

/** The starts of the newest and the oldest call of which Cytracom has a transcript. */
async function reachOf(context: IExecuteFunctions) {
	const newest = await newestCallOf((within) => readCalls(context, within));
	return {
		newest: newest?.record.startedAt ?? null,
		oldest: (await oldestOf(context)) ?? newest?.record.startedAt ?? null,
	};
}

/** Day by day from the oldest that Cytracom keeps: the first that has a call ends the search. */
async function oldestOf(context: IExecuteFunctions): Promise<string | undefined> {
	const now = Math.floor(clock.now() / 1000) * 1000;
	for (let from = now - RETENTION_MS; from < now; from += DAY_MS) {
		const starts: string[] = [];
		const day = { from, to: Math.min(from + DAY_MS, now) };
		for await (const found of readCalls(context, day, { lateBy: 0 })) {
			if ('record' in found) starts.push(found.record.startedAt ?? '');
		}
		if (starts.length > 0) return starts.sort()[0];
	}
	return undefined;
}
