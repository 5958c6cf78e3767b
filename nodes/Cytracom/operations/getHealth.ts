import { clock } from '../../shared/clock';
import { toolDescriptions } from '../../shared/operations/agentTool';
import { newestTranscribed } from '../../shared/operations/newestCalls';
import type { Operation } from '../../shared/operations/operation';
import { ServiceError, asProblem } from '../../shared/requests/errors';
import { triggersOf } from '../../shared/trigger/triggerMemory';
import type { CytracomConnection } from '../api/connection';
import { RETENTION_MS } from '../api/pages';
import { MAX_WINDOW_MS } from '../api/windows';

/** A day that takes one request: it is read from a second early to a second late. */
const DAY_MS = MAX_WINDOW_MS - 2000;

/** What support asks first. Failures are part of the output: this is for when something does not work. */
export const getHealth: Operation<CytracomConnection> = {
	name: 'Get Health',
	value: 'getHealth',
	description: 'Check the connection, and get the newest and oldest transcript',
	action: 'Get health',
	toolDescription: toolDescriptions.getHealth,
	parameters: [],
	async execute(_context, _itemIndex, connection) {
		const reach = await reachOf(connection).catch(asProblem);
		const works = !(reach instanceof ServiceError);
		return [
			{
				provider: 'cytracom',
				address: connection.address,
				transcriptionAvailable: works,
				problem: works ? null : reach.message,
				newestTranscriptAt: works ? reach.newest : null,
				oldestTranscriptAt: works ? reach.oldest : null,
				clockDifferenceSeconds: connection.clockDifference(),
				triggers: triggersOf(connection.phone),
				checkedAt: new Date(clock.now()).toISOString(),
			},
		];
	},
};

/** When the newest and oldest calls with a transcript began. */
async function reachOf(connection: CytracomConnection) {
	const newest = await newestTranscribed(connection);
	return {
		newest: newest?.head.startedAt ?? null,
		oldest: (await oldestOf(connection)) ?? newest?.head.startedAt ?? null,
	};
}

/** Day by day from the oldest that Cytracom keeps, up to the first day with a call. */
async function oldestOf({ readCalls }: CytracomConnection): Promise<string | undefined> {
	const now = Math.floor(clock.now() / 1000) * 1000;
	for (let from = now - RETENTION_MS; from < now; from += DAY_MS) {
		const starts: string[] = [];
		const day = { from, through: Math.min(from + DAY_MS, now) };
		for await (const found of readCalls(day, { lateBy: 0 })) {
			if ('head' in found) starts.push(found.head.startedAt ?? '');
		}
		if (starts.length > 0) return starts.sort()[0];
	}
	return undefined;
}
