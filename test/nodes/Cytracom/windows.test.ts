import type { Clock } from '../../lab/simulators';
import { cytracomReadingValues } from '../../lab/simulators';
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

/** Cytracom's clock, so far ahead of n8n's. */
const ahead = (ms: number): Clock => ({ now: () => clock.now() + ms });

async function withCallsAt(moments: number[], ...settings: Parameters<typeof CytracomSetup.start>) {
	const setup = await CytracomSetup.start(...settings);
	for (const moment of moments) setup.api.addCall(callAt(moment));
	return setup;
}
const all = { returnAll: true };
const idOf = (moment: number) => callAt(moment).linkedId;

describe.each([
	['a second', SECOND],
	['an hour', HOUR],
	['24 hours', DAY],
	['24 hours and a second', DAY + SECOND],
	['exactly 3 days', 3 * DAY],
	['90 days', 90 * DAY],
])('over %s', (_, length) => {
	test.each(cytracomReadingValues.exactly24hAllowed)(
		'no window is too long where a whole day is allowed: %s, and the ends belong to it',
		async (exactly24hAllowed) => {
			const end = now() - 5 * MINUTE;
			// the 90 days are counted from now, not from the end
			const start = Math.max(end - length, now() - 90 * DAY + MINUTE);
			const inside = [start, Math.floor((start + end) / 2 / SECOND) * SECOND, end];
			const outside = [start - SECOND, end + SECOND];
			const readings = { exactly24hAllowed };
			await using setup = await withCallsAt([...inside, ...outside], clock, { api: { readings } });

			const ids = await setup.ids({ ...between(start, end), ...all });

			expect(ids).toEqual([...new Set(inside)].reverse().map(idOf));
			for (const { from, to } of setup.windows) expect(to - from).toBeLessThan(DAY);
		},
	);
});

test('all pages of a window are read, each by the cursor of the one before and else the same', async () => {
	const moments = Array.from({ length: 250 }, (_, index) => now() - HOUR - index * 10 * SECOND);
	await using setup = await withCallsAt(moments, clock);

	const ids = await setup.ids({ ...between(now() - 2 * HOUR, now()), ...all });

	expect(ids).toEqual(moments.map(idOf));
	const [first, second, third, ...more] = setup.api.requests.map(({ query }) => query);
	expect(more).toEqual([]);
	expect(first).not.toHaveProperty('cursor');
	expect(new Set([second!.cursor, third!.cursor]).size).toBe(2);
	for (const page of [second, third]) {
		expect({ ...page, cursor: '' }).toEqual({ ...first, cursor: '' });
	}
});

describe("a clock of Cytracom's that differs", () => {
	test.each([-90 * SECOND, -10 * MINUTE, 90 * SECOND, 10 * MINUTE])(
		'by %d ms is no error, and costs no call that Cytracom may tell about',
		async (difference) => {
			const theirs = ahead(difference);
			const latest = Math.min(now(), theirs.now()) - MINUTE;
			const moments = [latest - 2 * MINUTE, now() - DAY + MINUTE, now() - 89 * DAY];
			await using setup = await withCallsAt(moments, clock, { api: { clock: theirs } });

			const ids = await setup.ids({ ...between(now() - 89.5 * DAY, now()), ...all });

			expect(ids).toEqual(moments.map(idOf));
		},
	);

	test('is learned from the first answer: later lists ask for nothing in its future', async () => {
		await using setup = await CytracomSetup.start(clock, { api: { clock: ahead(-5 * MINUTE) } });

		await setup.items();
		const asked = setup.api.requests.length;
		clock.advance(HOUR);
		await setup.items();

		expect(setup.api.requests.slice(0, asked).some(({ status }) => status === 400)).toBe(true);
		expect(setup.api.requests.slice(asked).map(({ status }) => status)).not.toContain(400);
	});
});

describe('the 90 days that Cytracom keeps', () => {
	test.each([0, 5 * MINUTE, -5 * MINUTE])(
		'may be asked for to their beginning where its clock is %d ms ahead',
		async (difference) => {
			const start = now() - 90 * DAY;
			const moments = [now() - HOUR, start + HOUR];
			await using setup = await withCallsAt(moments, clock, { api: { clock: ahead(difference) } });

			const ids = await setup.ids({ ...between(start, now()), ...all });

			expect(ids).toEqual(moments.map(idOf));
			// a start so close to the limit would cross it on its way
			expect(setup.windows.at(-1)?.from).toBeGreaterThanOrEqual(
				start + Math.max(0, difference) + 10 * SECOND,
			);
		},
	);
});

test.each(cytracomReadingValues.dateFilter)(
	'what an answer tells about the meaning of the dates, %s, costs no call later',
	async (dateFilter) => {
		await using setup = await CytracomSetup.start(clock, { api: { readings: { dateFilter } } });
		const end = now() - 5 * DAY;
		for (const moment of [end - HOUR, end - 3 * DAY]) {
			setup.api.addCall(callAt(moment, { createdAt: moment + 10 * HOUR }));
		}
		const listBefore = async (to: number) =>
			await setup.ids({ ...between(to - 2 * HOUR, to), ...all });

		const older = await listBefore(end - 3 * DAY + HOUR);
		const asked = setup.api.requests.length;
		const newer = await listBefore(end);

		expect(older).toEqual([idOf(end - 3 * DAY)]);
		expect(newer).toEqual([idOf(end - HOUR)]);
		// where they go by the start, nothing is asked beyond the end
		const more = setup.api.requests.length - asked;
		expect(more > 1).toBe(dateFilter === 'created_at');
	},
);

test('a call whose transcript came a day after it is found under either meaning of the dates', async () => {
	for (const dateFilter of cytracomReadingValues.dateFilter) {
		const moment = now() - 5 * DAY;
		await using setup = await CytracomSetup.start(clock, { api: { readings: { dateFilter } } });
		setup.api.addCall(callAt(moment, { createdAt: moment + 23 * HOUR }));

		const ids = await setup.ids(between(moment - HOUR, moment + HOUR));

		expect(ids).toEqual([idOf(moment)]);
	}
});
