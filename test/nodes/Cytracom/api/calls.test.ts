import {
	between,
	callAt,
	CytracomSetup,
	DAY,
	HOUR,
	MINUTE,
	SECOND,
} from '../../../lab/support/cytracom';
import { useVirtualClock } from '../../../lab/virtualTime';

/** 2026-06-04T12:00:00Z */
const clock = useVirtualClock();
const all = { returnAll: true };

/** The stretches that were asked for, in the order of asking, and forgets them. */
function asked({ api }: CytracomSetup): string[] {
	const stretches = api.requests.map(({ query }) => `${query.from_date} ${query.to_date}`);
	api.requests.length = 0;
	return stretches;
}
const iso = (ms: number) => new Date(ms).toISOString().replace('.000', '');
const stretch = (from: number, to: number) => `${iso(from)} ${iso(to)}`;

describe('what is asked for', () => {
	test('is the period, a second wider, then what was created up to a day later', async () => {
		await using setup = await CytracomSetup.start(clock);
		const end = clock.now() - 5 * DAY;

		await setup.items({ ...between(end - HOUR, end), ...all });

		expect(asked(setup)).toEqual([
			'2026-05-30T10:59:59Z 2026-05-30T12:00:01Z',
			// two windows, the newer one first: none may have a whole day
			'2026-05-31T11:59:58Z 2026-05-31T12:00:01Z',
			'2026-05-30T12:00:00Z 2026-05-31T11:59:59Z',
		]);
	});

	test('ends where the reading began', async () => {
		await using setup = await CytracomSetup.start(clock);
		setup.api.faults.add({
			kind: 'bytes',
			change: (body) => {
				clock.advance(MINUTE);
				return { body, headers: { Date: new Date(clock.now()).toUTCString() } };
			},
		});

		await setup.items({ ...between('2026-06-04T10:00:00Z', '2026-06-04T11:00:00Z'), ...all });

		expect(asked(setup)).toEqual([
			'2026-06-04T09:59:59Z 2026-06-04T11:00:01Z',
			'2026-06-04T11:00:00Z 2026-06-04T12:00:00Z',
		]);
	});

	test('is first what was created later, where the newest calls may be enough', async () => {
		await using setup = await CytracomSetup.start(clock);

		await setup.items({ ...between('2026-06-04T10:00:00Z', '2026-06-04T11:00:00Z'), limit: 1 });

		expect(asked(setup)).toEqual([
			'2026-06-04T11:00:00Z 2026-06-04T12:00:00Z',
			'2026-06-04T09:59:59Z 2026-06-04T11:00:01Z',
		]);
	});

	test('is a page of 100 at a time', async () => {
		await using setup = await CytracomSetup.start(clock);
		await setup.items(between('2026-06-04T10:00:00Z', '2026-06-04T12:00:00Z'));
		expect(setup.api.requests[0]?.query).toEqual({
			from_date: '2026-06-04T09:59:59Z',
			to_date: '2026-06-04T12:00:00Z',
			page_size: '100',
		});
	});
});

describe('the beginning of what Cytracom keeps', () => {
	const oldest = () => clock.now() - 90 * DAY;

	test('is asked for by its clock, once that is known', async () => {
		const theirs = { now: () => clock.now() + 5 * MINUTE };
		await using setup = await CytracomSetup.start(clock, { api: { clock: theirs } });
		const end = oldest() + HOUR;

		await setup.items({ ...between(oldest(), end), ...all });

		expect(asked(setup).slice(0, 2)).toEqual([
			stretch(oldest() + 10 * SECOND, end + SECOND),
			stretch(oldest() + 5 * MINUTE + 12 * SECOND, end + SECOND),
		]);
	});

	test('and before it is not asked for, unless nothing else is', async () => {
		await using setup = await CytracomSetup.start(clock);
		const begin = oldest() - 10 * MINUTE;

		await setup.items({ ...between(begin, oldest() + 9 * SECOND), ...all });

		// refused, which tells their clock
		expect(asked(setup)[0]).toBe(stretch(begin - SECOND, oldest() + 10 * SECOND));
	});

	test('ten minutes earlier is an error that says so', async () => {
		await using setup = await CytracomSetup.start(clock);

		const error = await setup.failure(between(oldest() - 10 * MINUTE - 1, clock.now()));

		expect(error.message).toBe(
			'The start date is more than 90 days ago, and Cytracom keeps transcripts for 90 days.',
		);
		expect(asked(setup)).toEqual([]);
	});

	test('another refusal is told, and not asked about again', async () => {
		await using setup = await CytracomSetup.start(clock);
		const fault = { kind: 'errorCode', status: 400, errorCode: 'bad_cursor' } as const;
		setup.api.faults.add(fault);

		await setup.failure({ ...between('2026-06-04T10:00:00Z', '2026-06-04T11:00:00Z'), ...all });

		expect(asked(setup)).toHaveLength(1);
	});

	test('a refusal that a look at their clock does not explain is told', async () => {
		await using setup = await CytracomSetup.start(clock);
		const fault = { kind: 'errorCode', status: 400, errorCode: 'to_date_in_future' } as const;
		setup.api.faults.add({ ...fault, times: Infinity });

		const period = between('2026-06-04T10:00:00Z', '2026-06-04T11:00:00Z');
		const { message } = await setup.failure({ ...period, ...all });

		expect(message).toBe("By Cytracom's clock, the end date is in the future.");
		expect(asked(setup)).toHaveLength(1);
	});
});

describe('a list', () => {
	const pageOf = (transcriptions: object[], next_cursor: string) => ({
		status: 200,
		json: { data: { transcriptions, next_cursor } },
	});
	/** Answers with this row and a cursor to the next page, so many times. */
	const send = (setup: CytracomSetup, row: object | undefined, times: number) => {
		let page = 0;
		setup.api.faults.add({
			kind: 'echo',
			times,
			answer: () => pageOf(row ? [row] : [], `after ${++page}`),
		});
	};
	const period = { ...between('2026-06-04T10:00:00Z', '2026-06-04T12:00:00Z'), ...all };
	const row = { linked_id: 'a', start_time: '2026-06-04T11:00:00Z' };

	test.each([
		['empty pages', undefined, 20],
		['pages of the same', row, 21],
		['pages that cannot be read', {}, 21],
	])('may have 20 %s, and no more', async (_, same, most) => {
		await using setup = await CytracomSetup.start(clock);
		send(setup, same, most);
		const { error } = await setup.run(period);
		expect(error?.message ?? '').not.toContain('never ends');
		expect(setup.api.requests).toHaveLength(most + 1);

		send(setup, same, Infinity);
		expect((await setup.failure(period)).message).toBe(
			'The phone system sent a response that this node does not understand: a list of calls without an end.',
		);
	});

	test('with one new call on each page may be longer', async () => {
		await using setup = await CytracomSetup.start(clock);
		let count = 0;
		setup.api.faults.add({
			kind: 'echo',
			times: 30,
			answer: () => pageOf([{ ...row, linked_id: `${++count}` }], count < 30 ? `${count}` : ''),
		});

		expect(await setup.ids(period)).toHaveLength(30);
	});

	test('that comes back to a place is told at once', async () => {
		await using setup = await CytracomSetup.start(clock);
		setup.api.faults.add({ kind: 'echo', times: Infinity, answer: () => pageOf([row], 'here') });

		expect((await setup.failure(period)).message).toContain('a list of calls without an end');
		expect(setup.api.requests).toHaveLength(2);
	});
});

describe('what the dates of a request go by', () => {
	const moment = Date.parse('2026-05-30T12:00:00Z');
	const first = between(moment - HOUR, moment + HOUR);
	const second = between(moment - 2 * HOUR, moment + HOUR);
	/** Requests of a list after one with this call. */
	async function requestsAfter(
		createdAt: number | undefined,
		dateFilter: 'start_time' | 'created_at',
	) {
		await using setup = await CytracomSetup.start(clock, { api: { readings: { dateFilter } } });
		const raw = createdAt === undefined ? { created_at: null } : {};
		setup.api.addCall(callAt(moment, { createdAt: createdAt ?? moment + MINUTE, raw }));
		await setup.items({ ...first, ...all });
		asked(setup);
		expect(await setup.items({ ...second, ...all })).toHaveLength(1);
		return asked(setup).length;
	}

	test.each([
		['the start is told by a call that was created outside', moment + 2 * HOUR, 'start_time', 1],
		['the creation is told by one that began outside', moment + 2 * HOUR, 'created_at', 3],
		['nothing is told by one with both inside', moment + MINUTE, 'start_time', 3],
		['nothing is told by one without a creation', undefined, 'start_time', 3],
	] as const)('%s', async (_, createdAt, dateFilter, requests) => {
		expect(await requestsAfter(createdAt, dateFilter)).toBe(requests);
	});
});
