import { DateTime } from 'luxon';

import {
	between,
	callAt,
	CytracomSetup,
	DAY,
	HOUR,
	MINUTE,
	SECOND,
} from '../../lab/support/cytracom';
import { useVirtualClock } from '../../lab/virtualTime';

const clock = useVirtualClock();
const now = () => clock.now();

/** One call a minute, the newest a minute ago. */
async function withCalls(count: number, more: Parameters<typeof callAt>[1] = {}) {
	const setup = await CytracomSetup.start(clock);
	for (let minute = 1; minute <= count; minute++) {
		setup.api.addCall(
			callAt(now() - minute * MINUTE - HOUR, { linkedId: `call.${minute}`, ...more }),
		);
	}
	return setup;
}

describe('how many', () => {
	test.each([
		[{}, 50],
		[{ limit: 2 }, 2],
		[{ limit: 60 }, 60],
		[{ limit: 100 }, 60],
		[{ limit: '={{ "3" }}' }, 3],
		[{ limit: '={{ null }}' }, 50],
		[{ returnAll: true }, 60],
		[{ returnAll: true, limit: 1 }, 60],
	])('%j: the newest, newest first', async (parameters, count) => {
		await using setup = await withCalls(60);

		const ids = await setup.ids(parameters);

		expect(ids).toEqual(Array.from({ length: count }, (_, index) => `call.${index + 1}`));
	});

	test.each([1.5, 0, -4, '={{ "abc" }}'])('a limit of %s is refused', async (limit) => {
		await using setup = await CytracomSetup.start(clock);

		expect(await setup.failure({ limit })).toMatchObject({
			message: 'Limit must be a whole number of at least 1.',
			description: 'Change Limit, or turn on Return All.',
			context: { itemIndex: 0 },
		});
		expect(setup.api.requests).toEqual([]);
	});

	test.each(['ascending', 'descending', 'shuffled'] as const)(
		'the newest first where Cytracom sends them %s',
		async (order) => {
			await using setup = await withCalls(120);
			setup.api.readings.order = order;

			expect(await setup.ids({ limit: 3 })).toEqual(['call.1', 'call.2', 'call.3']);
		},
	);

	test('the same call on several pages and in several windows is one item', async () => {
		await using setup = await withCalls(150);
		let first: object[] | undefined;
		setup.api.faults.add({
			kind: 'json',
			times: Infinity,
			change: (answer) => {
				const page = answer as { data: { transcriptions: object[] } };
				if (page.data.transcriptions.length > 0) first ??= page.data.transcriptions;
				page.data.transcriptions = [...(first ?? []), ...page.data.transcriptions];
				return page;
			},
		});

		const ids = await setup.ids({ ...between(now() - 3 * DAY, now()), returnAll: true });

		expect(ids).toHaveLength(150);
		expect(new Set(ids).size).toBe(150);
	});

	test.each(['start_time', 'created_at'] as const)(
		'few windows are read where the newest are enough, dates going by %s',
		async (dateFilter) => {
			await using setup = await CytracomSetup.start(clock);
			setup.api.readings.dateFilter = dateFilter;
			for (let age = 1; age < 60; age++) setup.api.addCall(callAt(now() - age * DAY - HOUR));

			const ids = await setup.ids({ ...between(now() - 80 * DAY, now()), limit: 2 });

			expect(ids).toEqual([1, 2].map((age) => callAt(now() - age * DAY - HOUR).linkedId));
			expect(setup.windows.length).toBeLessThan(9);
		},
	);

	test.each(['start_time', 'created_at'] as const)(
		'no call is missed for that, dates going by %s: a late transcript of a newer call',
		async (dateFilter) => {
			await using setup = await CytracomSetup.start(clock);
			setup.api.readings.dateFilter = dateFilter;
			const end = now() - 20 * DAY;
			setup.api.addCall(callAt(end - HOUR, { createdAt: end + 20 * HOUR }));
			setup.api.addCall(callAt(end - 5 * HOUR));
			for (let age = 1; age < 9; age++) setup.api.addCall(callAt(end - age * DAY));

			const ids = await setup.ids({ ...between(end - 10 * DAY, end), limit: 2 });

			expect(ids).toEqual([end - HOUR, end - 5 * HOUR].map((at) => callAt(at).linkedId));
		},
	);

	test.each(['start_time', 'created_at'] as const)(
		'nor for the late transcript of an older call, dates going by %s',
		async (dateFilter) => {
			await using setup = await CytracomSetup.start(clock);
			setup.api.readings.dateFilter = dateFilter;
			const end = now() - 20 * DAY;
			setup.api.addCall(callAt(end - 22 * HOUR, { createdAt: end + HOUR }));
			setup.api.addCall(callAt(end - 2 * HOUR));

			const ids = await setup.ids({ ...between(end - 2 * DAY, end), limit: 1 });

			expect(ids).toEqual([callAt(end - 2 * HOUR).linkedId]);
		},
	);

	test('the limit counts what fits the filters', async () => {
		await using setup = await withCalls(30);
		for (const age of [3, 7, 8]) {
			setup.api.addCall(
				callAt(now() - age * DAY, { linkedId: `old.${age}`, sentiment: 'positive' }),
			);
		}
		const parameters = { ...between(now() - 30 * DAY, now()), filters: { sentiment: 'positive' } };

		expect(await setup.ids({ ...parameters, limit: 2 })).toEqual(['old.3', 'old.7']);
	});
});

describe('texts match exactly, numbers however they are written', () => {
	const calls = [
		{ linkedId: 'A', caller: '+15125550100', callee: '200' },
		{ linkedId: 'B', caller: '+151255501009', callee: '2001' },
		{ linkedId: 'C', caller: '15125550100', callee: '200', status: 'failed' },
		{ linkedId: 'D', caller: '200', callee: '+15125550100', sentiment: 'negative' },
	];
	test.each([
		[{}, 'DCBA'],
		[{ caller: '+15125550100' }, 'CA'],
		[{ caller: ' (512) 555-0100 ' }, 'CA'],
		[{ callee: '200' }, 'CA'],
		[{ caller: '200' }, 'D'],
		[{ callee: 200 }, 'CA'],
		[{ status: 'failed' }, 'C'],
		[{ status: 'completed' }, 'DBA'],
		[{ sentiment: 'negative' }, 'D'],
		[{ sentiment: 'Negative' }, ''],
		[{ callee: '200', status: 'completed' }, 'A'],
		[{ caller: '', callee: ' ' }, 'DCBA'],
	])('%j', async (filters, expected) => {
		await using setup = await CytracomSetup.start(clock);
		calls.forEach((call, index) => setup.api.addCall(callAt(now() - HOUR + index * MINUTE, call)));

		expect((await setup.ids({ filters })).join('')).toBe(expected);
	});

	test('and never go to Cytracom, which would not know them', async () => {
		await using setup = await withCalls(1);

		await setup.items({ filters: { caller: '1', callee: '2', status: '3', sentiment: '4' } });

		const keys = setup.api.requests.flatMap(({ query }) => Object.keys(query));
		expect([...new Set(keys)].sort()).toEqual(['from_date', 'page_size', 'to_date']);
	});
});

describe('dates', () => {
	const moment = Date.UTC(2026, 5, 1, 10);
	const found = async (startTime: unknown, endTime: unknown, timezone = 'UTC') => {
		await using setup = await CytracomSetup.start(clock, { timezone });
		for (const at of [moment - SECOND, moment, moment + SECOND]) setup.api.addCall(callAt(at));
		const ids = await setup.ids({ startTime, endTime } as Parameters<typeof setup.ids>[0]);
		return ids.reverse().map((id) => parseInt(String(id)) - moment / SECOND);
	};

	test.each([
		['2026-06-01T10:00:00Z', '2026-06-01T10:00:00Z', 'UTC', [0]],
		['2026-06-01T10:00:00Z', '2026-06-01T10:00:01Z', 'UTC', [0, 1]],
		['2026-06-01T09:59:59Z', '2026-06-01T10:00:00.999Z', 'UTC', [-1, 0]],
		['2026-06-01T06:00:00', '2026-06-01T06:00:00', 'America/New_York', [0]],
		['2026-06-01 18:00:00', '2026-06-01 18:00:01', 'Asia/Shanghai', [0, 1]],
		[
			'={{ DateTime.fromISO("2026-06-01T10:00:00Z") }}',
			'={{ DateTime.fromISO("2026-06-01T10:00:00Z").toJSDate() }}',
			'Asia/Shanghai',
			[0],
		],
	])('from %s to %s in %s', async (start, end, zone, expected) => {
		expect(await found(start, end, zone)).toEqual(expected);
	});

	test('by default the last 24 hours', async () => {
		await using setup = await CytracomSetup.start(clock);
		const moments = [MINUTE * 3, DAY, DAY + SECOND].map((age) => now() - age);
		moments.forEach((at) => setup.api.addCall(callAt(at)));

		expect(await setup.ids()).toEqual(moments.slice(0, 2).map((at) => callAt(at).linkedId));
	});

	test('an end in the future is the present', async () => {
		await using setup = await withCalls(2);

		expect(await setup.ids(between(now() - DAY, now() + 400 * DAY))).toHaveLength(2);
	});

	test('of rows that differ by a change of the clocks are in UTC', async () => {
		const start = DateTime.fromISO('2026-03-08T01:59:59', { zone: 'America/New_York' }).toMillis();
		await using setup = await CytracomSetup.start(clock, { timezone: 'America/New_York' });
		setup.api.addCall(callAt(start, { raw: { start_time: '2026-03-08T01:59:59-05:00' } }));
		setup.api.addCall(callAt(start + SECOND, { raw: { start_time: '2026-03-08T03:00:00-04:00' } }));
		clock.set(Date.UTC(2026, 2, 20));

		const items = await setup.items({
			startTime: '2026-03-08T01:59:59',
			endTime: '2026-03-08T03:00:00',
		});

		expect(items.map(({ startedAt }) => startedAt)).toEqual([
			'2026-03-08T07:00:00.000Z',
			'2026-03-08T06:59:59.000Z',
		]);
	});
});
