import type { Found } from '../../../nodes/shared/found';
import type { Interval } from '../../../nodes/shared/interval';
import { contains } from '../../../nodes/shared/interval';
import { newestCallOf } from '../../../nodes/shared/operations/newestCall';
import { emptyCallRecord } from '../../../nodes/shared/record/callRecord';
import { useVirtualClock } from '../../support/clock';

const clock = useVirtualClock();
const DAY = 24 * 60 * 60_000;

/** A phone system with calls of these ages, and the windows that it was asked for. */
function system(ages: Record<string, number>, transcript: string | null = 'Hi') {
	const asked: Interval[] = [];
	async function* read(within: Interval): AsyncGenerator<Found> {
		asked.push(within);
		for (const [id, age] of Object.entries(ages)) {
			const moment = clock.now() - age;
			const startedAt = new Date(moment).toISOString();
			const record = { ...emptyCallRecord('yeastar', id), startedAt, transcript };
			if (contains(within, moment)) yield await Promise.resolve({ record, raw: {} });
		}
	}
	return { asked, newest: async () => (await newestCallOf(read))?.record.id };
}

test('the newest of the last day is found with one window', async () => {
	const { asked, newest } = system({ older: 5, newest: 0, oldest: DAY - 1, before: DAY });

	expect(await newest()).toBe('newest');
	expect(asked).toEqual([{ from: clock.now() - DAY + 1, to: clock.now() }]);
});

test('days without one are passed over, each once and without a gap', async () => {
	const { asked, newest } = system({ old: 7 * DAY - 1 });

	expect(await newest()).toBe('old');
	expect(asked).toHaveLength(7);
	asked.slice(1).forEach(({ to }, i) => expect(to).toBe(asked[i]!.from - 1));
	expect(asked.at(-1)).toEqual({ from: clock.now() - 7 * DAY + 1, to: clock.now() - 6 * DAY });
});

test('none of more than a week, and none without a transcript', async () => {
	const { asked, newest } = system({ old: 7 * DAY });

	expect(await newest()).toBeUndefined();
	expect(asked).toHaveLength(7);
	expect(await system({ new: 0 }, null).newest()).toBeUndefined();
});
