import { fromEpoch } from '../../../nodes/shared/epoch';

test.each([
	[0, '1970-01-01T00:00:00.000Z'],
	[1780568100, '2026-06-04T10:15:00.000Z'],
	[1780568100.123, '2026-06-04T10:15:00.123Z'],
	[1780568100123, '2026-06-04T10:15:00.123Z'],
	[99_999_999_999, '5138-11-16T09:46:39.000Z'],
	[100_000_000_000, '1973-03-03T09:46:40.000Z'],
	[-1, '1969-12-31T23:59:59.000Z'],
	[8.64e15, '+275760-09-13T00:00:00.000Z'],
])('%d is %s', (count, expected) => {
	expect(new Date(fromEpoch(count)!).toISOString()).toBe(expected);
});

test.each([NaN, Infinity, -Infinity, 8.64e15 + 2, -8.64e12 - 1])('%d is no date', (count) => {
	expect(fromEpoch(count)).toBeNull();
});
