import type { ILoadOptionsFunctions } from 'n8n-workflow';

import { ServiceError } from '../../../../nodes/shared/requests/errors';
import type { FoundCall } from '../../../../nodes/shared/found';
import type { TimeRange } from '../../../../nodes/shared/timeRange';
import { includes } from '../../../../nodes/shared/timeRange';
import { recentCalls } from '../../../../nodes/shared/operations/recentCalls';
import type { CallRecord } from '../../../../nodes/shared/record/callRecord';
import { emptyCallRecord } from '../../../../nodes/shared/record/callRecord';
import type { Numbers } from '../../../../nodes/shared/record/numbers';
import { numbersOf } from '../../../../nodes/shared/record/numbers';
import { foundCall } from '../../../lab/support/foundCall';
import { useVirtualClock } from '../../../lab/virtualTime';

const clock = useVirtualClock();
const HOUR = 60 * 60_000;
const DAY = 24 * HOUR;
let numbers: Numbers;

beforeAll(async () => {
	numbers = await numbersOf({ country: 'US' });
});

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
	const readNames = async () => await Promise.resolve(new Map([['3202', 'Leo Ball']]));
	const open = async () => await Promise.resolve({ readCalls, numbers, readNames });
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

test.each<[row: string, call: Call]>([
	[
		'Today 08:00 · Leo Ball (3202) → +1 512 555 0143 · 2 min 42 s',
		{ age: 0, from: '3202', to: '(512) 555-0143', durationSeconds: 162 },
	],
	[
		'Yesterday 23:59 · +49 30 901820 → 3200 · 0 s',
		{ age: 8 * HOUR + 1, from: '+4930901820', to: '3200', durationSeconds: 0 },
	],
	['Jun 2 23:00 · unknown → unknown', { age: 33 * HOUR }],
	[
		'Today 00:00 · unknown → 7000 · 1 h 1 min',
		{ age: 8 * HOUR, to: '7000', durationSeconds: 3661 },
	],
])('a row reads "%s"', async (row, call) => {
	const { names, values } = await system({ id: 'the call', ...call }).page();
	expect([...names, ...values]).toEqual([row, 'the call']);
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
	['leo', ['from']],
	['3202 today', ['from']],
	['Today 08:00 · Leo Ball (3202) → +1 512 555 0143', ['from']],
	['555 0143', ['from']],
	['(512) 555-0143', ['from']],
	['+15125550143', ['from']],
	['001 512 5550143', ['from']],
	['030 901820', ['to']],
	['+49 (0)30 901820', ['to']],
	['jun 2', ['sum']],
	[' Overdue INVOICE ', ['sum']],
	['sum', ['sum']],
	['invoice leo', []],
	['nobody', []],
])('"%s" finds %j', async (filter, ids) => {
	const { page } = system(
		{ age: 0, id: 'from', from: '3202', to: '5125550143' },
		{ age: 0, id: 'to', to: '+4930901820' },
		{ age: 0, id: 'other', to: '+15125559999' },
		{ age: 2 * DAY, id: 'sum', summary: 'The invoice is long overdue.' },
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
