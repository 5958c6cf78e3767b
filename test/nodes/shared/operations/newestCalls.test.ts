import fc from 'fast-check';

import type { Found, FoundCall } from '../../../../nodes/shared/found';
import { unreadable } from '../../../../nodes/shared/found';
import { newestCalls, newestTranscribed } from '../../../../nodes/shared/operations/newestCalls';
import { emptyCallRecord } from '../../../../nodes/shared/record/callRecord';
import type { TimeRange } from '../../../../nodes/shared/timeRange';
import { includes } from '../../../../nodes/shared/timeRange';
import { foundCall } from '../../../lab/support/foundCall';
import { useVirtualClock } from '../../../lab/virtualTime';

type Keep = (call: FoundCall) => boolean;

const call = (id: string, second: number): FoundCall =>
	foundCall({
		...emptyCallRecord('yeastar', id),
		startedAt: new Date(Date.UTC(2026, 0, 1) + second * 1000).toISOString(),
	});

/** Reads these, as a vendor's folder does: what is not to be kept does not come. */
const each = (found: Iterable<Found>) =>
	async function* (keep: Keep) {
		for (const one of found) if ('unreadable' in one || keep(one)) yield await Promise.resolve(one);
	};

const ids = async (found: Iterable<Found>, limit: number, keep?: Keep) =>
	(await newestCalls(each(found), limit, keep)).calls.map(({ head }) => head.id);

test('gives the newest, newest first, each ID once, whatever the order', async () => {
	const lists = fc.uniqueArray(fc.integer({ min: 0, max: 5000 }), { maxLength: 200 });
	await fc.assert(
		fc.asyncProperty(lists, fc.integer({ min: 1, max: 300 }), async (seconds, limit) => {
			const found = seconds.map((second) => call(String(second), second));
			const expected = [...seconds].sort((a, b) => b - a).slice(0, limit);

			expect(await ids([...found, ...found], limit)).toEqual(expected.map(String));
		}),
	);
});

test('of more than it holds it gives the newest too', async () => {
	function* many() {
		for (let number = 0; number < 7919; number++) {
			const second = (number * 3571) % 7919;
			yield call(String(second), second);
		}
	}

	expect(await ids(many(), 3)).toEqual(['7918', '7917', '7916']);
	expect(await ids(many(), Infinity)).toHaveLength(7919);
});

test('calls of one moment keep their order', async () => {
	expect(
		await ids(
			['a', 'b', 'c'].map((id) => call(id, 1)),
			2,
		),
	).toEqual(['a', 'b']);
});

test('of an ID met twice the later one counts', async () => {
	expect(await ids([call('a', 1), call('b', 2), call('a', 3)], 9)).toEqual(['a', 'b']);
});

test('counts only what is wanted, and tells how many could be read', async () => {
	const found = [call('a', 3), unreadable({}, 'why'), call('b', 2), call('c', 1)];
	const { calls, readable } = await newestCalls(each(found), 1, ({ head }) => head.id !== 'a');

	expect(calls.map(({ head }) => head.id)).toEqual(['b']);
	expect(readable).toBe(3);
});

test('a record that cannot be read is told once, however often it comes', async () => {
	const bad = () => unreadable({ leg_id: 1 }, '"time" is missing');
	const other = unreadable({ leg_id: 2 }, '"time" is missing');
	const { calls, unreadable: told } = await newestCalls(
		each([bad(), call('a', 1), bad(), other]),
		1,
	);

	expect(calls).toHaveLength(1);
	expect(told).toEqual([bad().unreadable, other.unreadable]);
});

test('calls without a start come last', async () => {
	const unknown = (id: string): Found => foundCall(emptyCallRecord('yeastar', id));
	const found = [unknown('x'), call('a', 1), unknown('y'), call('b', 2)];

	expect(await ids(found, 9)).toEqual(['b', 'a', 'x', 'y']);
});

describe('the newest transcribed call', () => {
	const clock = useVirtualClock();
	const DAY = 24 * 60 * 60_000;

	/** A phone system with calls of these ages, and the ranges that it was asked for. */
	function system(ages: Record<string, number>, transcript: string | null = 'Hi') {
		const asked: TimeRange[] = [];
		async function* readCalls(range: TimeRange, { keep }: { keep?: Keep } = {}) {
			asked.push(range);
			for (const [id, age] of Object.entries(ages)) {
				const moment = clock.now() - age;
				const startedAt = new Date(moment).toISOString();
				const found = foundCall({ ...emptyCallRecord('yeastar', id), startedAt, transcript });
				if (includes(range, moment) && keep?.(found)) yield await Promise.resolve(found);
			}
		}
		return { asked, newest: async () => (await newestTranscribed({ readCalls }))?.head.id };
	}

	test('of the last day is found with one range', async () => {
		const { asked, newest } = system({ older: 5, newest: 0, oldest: DAY - 1, before: DAY });

		expect(await newest()).toBe('newest');
		expect(asked).toEqual([{ from: clock.now() - DAY + 1, through: clock.now() }]);
	});

	test('days without one are passed over, each once and without a gap', async () => {
		const { asked, newest } = system({ old: 7 * DAY - 1 });

		expect(await newest()).toBe('old');
		expect(asked).toHaveLength(7);
		asked.slice(1).forEach(({ through }, i) => expect(through).toBe(asked[i]!.from - 1));
		expect(asked.at(-1)).toEqual({
			...{ from: clock.now() - 7 * DAY + 1, through: clock.now() - 6 * DAY },
		});
	});

	test('is none where it is more than a week old, or has no transcript', async () => {
		const { asked, newest } = system({ old: 7 * DAY });

		expect(await newest()).toBeUndefined();
		expect(asked).toHaveLength(7);
		expect(await system({ new: 0 }, null).newest()).toBeUndefined();
	});
});
