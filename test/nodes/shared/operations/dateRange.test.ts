import fc from 'fast-check';
import type { IExecuteFunctions } from 'n8n-workflow';
import { DateTime } from 'luxon';

import { momentOf, readMoment, readRange } from '../../../../nodes/shared/operations/dateRange';
import { useVirtualClock } from '../../../lab/virtualTime';

const zone = 'America/New_York';

test.each([
	['2026-06-01T10:00:00', '2026-06-01T14:00:00Z'],
	['2026-06-01T10:00', '2026-06-01T14:00:00Z'],
	['2026-01-01', '2026-01-01T05:00:00Z'],
	['2026-06-01 10:00:00', '2026-06-01T14:00:00Z'],
	[' 2026-06-01T10:00:00.500Z ', '2026-06-01T10:00:00.500Z'],
	['2026-06-01T10:00:00+05:30', '2026-06-01T04:30:00Z'],
	['2026-W23-1', '2026-06-01T04:00:00Z'],
	['Mon, 01 Jun 2026 10:00:00 +0200', '2026-06-01T08:00:00Z'],
	// spring leaves this hour out
	['2026-03-08T02:30:00', '2026-03-08T07:30:00Z'],
])('%s', (text, expected) => {
	expect(momentOf(text, zone)).toBe(Date.parse(expected));
});

test.each([
	[1780568100, '2026-06-04T10:15:00Z'],
	[1780568100123, '2026-06-04T10:15:00.123Z'],
	['1780568100', '2026-06-04T10:15:00Z'],
	[' 1780568100123 ', '2026-06-04T10:15:00.123Z'],
	['1780568100.5', '2026-06-04T10:15:00.500Z'],
	[0, '1970-01-01T00:00:00Z'],
	['0', '1970-01-01T00:00:00Z'],
	// years and days in ISO 8601 have digits alone, too
	['2026', '2026-01-01T05:00:00Z'],
	['20260601', '2026-06-01T04:00:00Z'],
])('%j counts from 1970, or is a day', (value, expected) => {
	expect(momentOf(value, zone)).toBe(Date.parse(expected));
});

test.each([
	'',
	' ',
	'1e9',
	'0x1F',
	'-5',
	'99999999999999999999',
	Infinity,
	'tomorrow',
	'2026-02-30',
	'2026-13-01',
	'01/06/2026',
	null,
	undefined,
	{},
	[],
	true,
	NaN,
	new Date(NaN),
	DateTime.invalid('x'),
])('%j is no moment', (value) => expect(momentOf(value, zone)).toBeNull());

test('dates of JavaScript and of luxon are what they are', () => {
	fc.assert(
		fc.property(fc.date({ noInvalidDate: true, min: new Date(0), max: new Date(4e12) }), (date) => {
			expect(momentOf(date, zone)).toBe(date.getTime());
			expect(momentOf(DateTime.fromJSDate(date, { zone: 'Asia/Tokyo' }), zone)).toBe(
				date.getTime(),
			);
			expect(momentOf(date.toISOString(), zone)).toBe(date.getTime());
		}),
	);
});

test('any text is a moment or none', () => {
	fc.assert(
		fc.property(fc.string(), (text) => {
			const moment = momentOf(text, zone);
			expect(moment === null || Number.isFinite(moment)).toBe(true);
		}),
	);
});

describe('the range of two parameters', () => {
	const clock = useVirtualClock();
	/** All that reading a date asks of a context. */
	const contextOf = (values: Record<string, unknown>) =>
		({
			getNodeParameter: (name: string, _: number, none: unknown) => values[name] ?? none,
			getTimezone: () => zone,
			getNode: () => ({ name: 'Node', type: 'x' }),
		}) as unknown as IExecuteFunctions;
	const range = (startTime: unknown, endTime: unknown) =>
		readRange(contextOf({ startTime, endTime }), 3);
	const iso = (ms: number) => new Date(clock.now() + ms).toISOString();
	const refusal = (read: () => unknown) => {
		try {
			return read();
		} catch (error) {
			const { message, description, context } = error as {
				message: string;
				description: string;
				context: { itemIndex: number };
			};
			return [message, description, context.itemIndex];
		}
	};

	test('is from the one to the other, which may be the same moment', () => {
		const noon = Date.parse('2026-06-01T16:00:00Z');
		expect(range('2026-06-01T12:00:00', '2026-06-01T13:00:00')).toEqual({
			...{ from: noon, through: noon + 3_600_000 },
		});
		expect(range('2026-06-01T12:00:00', '2026-06-01T12:00:00')).toEqual({
			from: noon,
			through: noon,
		});
	});

	test('the wrong way round is refused', () => {
		expect(refusal(() => range(iso(-1), iso(-2)))).toEqual([
			'End Time is before Start Time.',
			'Swap the two, or choose a later End Time.',
			3,
		]);
	});

	test('may begin as far ahead as clocks differ, and no further', () => {
		const ahead = 10 * 60_000;
		expect(range(iso(ahead), iso(ahead))).toMatchObject({ from: clock.now() + ahead });
		expect(refusal(() => range(iso(ahead + 1), iso(ahead + 1)))).toEqual([
			'Start Time is in the future.',
			'Choose a Start Time in the past.',
			3,
		]);
	});

	test.each([
		['', 'Start Time is empty.'],
		[null, 'Start Time is empty.'],
		[undefined, 'Start Time is empty.'],
		['tomorrow', 'Start Time is not a valid date.'],
		[NaN, 'Start Time is not a valid date.'],
	])('%j is refused', (value, message) => {
		const advice =
			'Choose a date, or use an expression that returns one, such as {{ $now.minus(1, "day") }}.';
		expect(refusal(() => range(value, iso(0)))).toEqual([message, advice, 3]);
		expect(refusal(() => range(iso(0), value))).toEqual([
			...[message.replace('Start', 'End'), advice, 3],
		]);
	});

	test('a parameter that is cleared is empty, whatever n8n gives for it', () => {
		const cleared = { ...contextOf({}), getNodeParameter: () => null } as never;
		expect(() => readMoment(cleared, 0, 'day', 'Day')).toThrow('Day is empty.');
	});
});
