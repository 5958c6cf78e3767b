import type { ILoadOptionsFunctions } from 'n8n-workflow';

import { ServiceError } from '../../../../nodes/shared/requests/errors';
import type { FoundCall } from '../../../../nodes/shared/found';
import type { TimeRange } from '../../../../nodes/shared/timeRange';
import { includes } from '../../../../nodes/shared/timeRange';
import { recentCalls } from '../../../../nodes/shared/operations/recentCalls';
import type { CallRecord } from '../../../../nodes/shared/record/callRecord';
import { emptyCallRecord } from '../../../../nodes/shared/record/callRecord';
import { foundCall } from '../../../lab/support/foundCall';
import { useVirtualClock } from '../../../lab/virtualTime';

const clock = useVirtualClock();
const DAY = 24 * 60 * 60_000;
/** All that a picker asks of a context. */
const context = {
	getTimezone: () => 'America/New_York',
	getNode: () => ({ name: 'Node', type: 'x' }),
} as unknown as ILoadOptionsFunctions;

type Keep = (call: FoundCall) => boolean;
type Call = Partial<CallRecord> & { age: number };

/** A phone system with calls of some ages, and the days that it was asked for. */
function system(...calls: Call[]) {
	const asked: TimeRange[] = [];
	async function* readCalls(range: TimeRange, { keep }: { keep?: Keep } = {}) {
		asked.push(range);
		for (const { age, ...more } of calls) {
			const moment = clock.now() - age;
			const startedAt = new Date(moment).toISOString();
			const found = foundCall({ ...emptyCallRecord('yeastar', `${age}`), startedAt, ...more });
			if (includes(range, moment) && keep?.(found)) yield await Promise.resolve(found);
		}
	}
	const open = async () => await Promise.resolve({ readCalls });
	const page = async (filter = '', token?: string) => {
		asked.length = 0;
		const { results, paginationToken } = await recentCalls(context, open, filter, token);
		return {
			values: results.map(({ value }) => value),
			names: results.map(({ name }) => name),
			next: paginationToken,
			days: asked.map(({ from, through }) => [
				(clock.now() - through) / DAY,
				(clock.now() - from + 1) / DAY,
			]),
		};
	};
	return { page };
}

test('a row shows when, between whom and how long', async () => {
	const { page } = system(
		{ age: 0, from: '1000', to: '2000', durationSeconds: 0 },
		{ age: 1, from: null, to: null },
	);
	expect(await page()).toMatchObject({
		names: ['Jun 4, 08:00: 1000 → 2000 (0 s)', 'Jun 4, 07:59: unknown → unknown'],
		values: ['0', '1'],
	});
});

test('a page is a day, and the next one begins where it ended', async () => {
	const { page } = system({ age: 1 }, { age: 0 }, { age: DAY }, { age: 2 * DAY - 1 });

	expect(await page()).toMatchObject({ values: ['0', '1'], next: '1', days: [[0, 1]] });
	expect(await page('', '1')).toMatchObject({ values: [`${DAY}`, `${2 * DAY - 1}`], next: '2' });
});

test('behind an empty day twice as many are read, up to a month', async () => {
	const days = [
		[0, 1],
		[1, 3],
		[3, 7],
		[7, 15],
		[15, 30],
	];
	expect(await system().page()).toMatchObject({ values: [], next: undefined, days });
	expect(await system({ age: 10 * DAY }).page()).toMatchObject({
		...{ values: [`${10 * DAY}`], next: '15', days: days.slice(0, 4) },
	});
	expect(await system({ age: 29 * DAY }).page()).toMatchObject({ next: undefined, days });
	expect(await system().page('', '30')).toMatchObject({ values: [], days: [] });
});

test('a search reads a day at a time, seven days at the most, and not beyond the month', async () => {
	expect((await system().page('x')).days).toEqual(
		[0, 1, 2, 3, 4, 5, 6].map((day) => [day, day + 1]),
	);
	expect((await system().page('x', '28')).days).toEqual([
		[28, 29],
		[29, 30],
	]);
	expect(await system({ age: 2.5 * DAY, to: 'x' }).page('x')).toMatchObject({
		...{ values: [`${2.5 * DAY}`], next: '3' },
	});
	expect((await system({ age: 2.5 * DAY, to: 'x' }).page('  ')).days).toHaveLength(2);
});

test.each([
	['100', ['from']],
	['200', ['to']],
	['INVOICE', ['sum']],
	[' Invoice ', ['sum']],
	['sum', ['sum']],
	['nobody', []],
])('"%s" finds a part of a number, of the summary or of the ID: %j', async (filter, ids) => {
	const { page } = system(
		{ age: 0, id: 'from', from: '1000' },
		{ age: 0, id: 'to', to: '2000' },
		{ age: 0, id: 'sum', summary: 'The invoice' },
	);
	expect((await page(filter)).values).toEqual(ids);
});

test('a page that is none is the first', async () => {
	expect((await system({ age: 0 }).page('', 'x')).days).toEqual([[0, 1]]);
});

test('a failure is told in words', async () => {
	const open = async () =>
		await Promise.reject(new ServiceError({ what: 'It failed.', advice: 'Wait.' }));
	await expect(recentCalls(context, open, '')).rejects.toMatchObject({
		...{ name: 'NodeApiError', message: 'It failed.', description: 'Wait.' },
	});
});
