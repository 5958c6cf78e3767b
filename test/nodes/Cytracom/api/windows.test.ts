import fc from 'fast-check';

import { cutIntoWindows, MAX_WINDOW_MS } from '../../../../nodes/Cytracom/api/windows';

const SECOND = 1_000;
const DAY = 24 * 60 * 60 * SECOND;
const now = Date.UTC(2026, 5, 4, 12, 0, 0, 250);
const moment = fc.integer({ min: now - 90 * DAY, max: now + DAY });
const stretch = fc
	.tuple(moment, moment)
	.map(([a, b]) => ({ from: Math.min(a, b), through: Math.max(a, b) }));

test('together they hold the stretch up to the present, without a gap, newest first', () => {
	fc.assert(
		fc.property(stretch, ({ from, through }) => {
			const windows = cutIntoWindows({ from, through }, now);
			const newest = windows[0];
			if (!newest) return void expect(Math.floor(now / SECOND)).toBeLessThan(from / SECOND);
			// the end belongs to the stretch, and maybe not to a window: a later second does it
			expect(newest.through).toBeGreaterThan(Math.min(through, now - SECOND));
			// so does the start
			expect(windows.at(-1)!.from).toBeLessThan(from);
			windows
				.slice(1)
				.forEach(({ through: end }, index) => expect(end - windows[index]!.from).toBe(SECOND));
		}),
	);
});

test('each is on whole seconds, not empty, shorter than a day and not in the future', () => {
	fc.assert(
		fc.property(stretch, (whole) => {
			for (const { from, through } of cutIntoWindows(whole, now)) {
				expect([from % SECOND, through % SECOND]).toEqual([0, 0]);
				expect(through).toBeGreaterThan(from);
				expect(through - from).toBeLessThanOrEqual(MAX_WINDOW_MS);
				expect(through).toBeLessThanOrEqual(now);
			}
		}),
	);
	expect(MAX_WINDOW_MS).toBeLessThan(DAY);
});

test('no more than are needed', () => {
	fc.assert(
		fc.property(stretch, (whole) => {
			const windows = cutIntoWindows(whole, now);
			const length = windows.length > 0 ? windows[0]!.through - windows.at(-1)!.from : 0;
			expect(windows).toHaveLength(Math.ceil((length - SECOND) / (MAX_WINDOW_MS - SECOND)));
		}),
	);
});

test.each([
	['a moment', { from: now - DAY, through: now - DAY }, 1],
	['a day less three seconds', { from: now - DAY, through: now - 3 * SECOND }, 1],
	['30 days', { from: now - 30 * DAY, through: now }, 31],
	['the future', { from: now + SECOND, through: now + DAY }, 0],
	['this very second', { from: now, through: now }, 1],
])('%s', (_, whole, count) => {
	expect(cutIntoWindows(whole, now)).toHaveLength(count);
});
