import {
	formatRange,
	parseLocal,
	parseLocalNear,
	startOf,
	toLocalRange,
} from '../../../../nodes/Yeastar/api/time';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const at = (text: string) => Date.parse(`2026-${text}Z`);
const berlin = { name: 'Europe/Berlin' };
const newYork = { name: 'America/New_York' };

describe('a local time that the PBX wrote', () => {
	test.each([
		['1/2/2026 3:04 pm', '2026-02-01T15:04:00Z'],
		['1/2/2026 03:04:05PM', '2026-02-01T15:04:05Z'],
		['1/2/2026 03:04:05 a.m.', '2026-02-01T03:04:05Z'],
		['1/2/2026 03:04:05.999 P.M. ', '2026-02-01T15:04:05Z'],
		['01-02-2026T03:04', '2026-02-01T03:04:00Z'],
		['01-02-26 03:04', '0026-02-01T03:04:00Z'],
		['2026/1/2   03:04:05.7', '2026-01-02T03:04:05Z'],
		['1/2/2026 13:04 am', '2026-02-01T13:04:00Z'],
	])('"%s" is %s', (text, expected) => {
		expect(parseLocal(text, 'd/m/yyyy')).toBe(Date.parse(expected));
	});

	test.each([
		'at 01/02/2026 10:00:00',
		'01/02/2026 10:00:00 sharp',
		'01/02/2026 10:00:00 xm',
		'01 02 2026 10:00:00',
		'01/02 2026 10:00:00',
		'01//02/2026 10:00:00',
		'01/002/2026 10:00:00',
		'12026/02/01 10:00:00',
		'01/02/12026 10:00:00',
		'01/02/202610:00:00',
		'01/02/2026 100:00:00',
		'01/02/2026 10:0:00',
		'01/02/2026 10:00:0',
		'01/02/2026 10:00:00.',
		'01/02/2026 10:60:00',
		'01/02/2026 10:00:60',
	])('"%s" is none', (text) => expect(parseLocal(text, 'DD/MM/YYYY')).toBeNull());
});

describe('where the order of day and month is a guess', () => {
	const june4 = '06/04/2026 10:00:00';
	const read = (text: string, format: string, from: string, to = from) =>
		parseLocalNear(text, format, { from: Date.parse(from), through: Date.parse(to) });

	test.each([
		// as far outside as zones can differ, and a second more
		['2026-01-01T00:00:00Z', '2026-06-03T20:00:00Z', '06-04T10:00:00'],
		['2026-01-01T00:00:00Z', '2026-06-03T19:59:59Z', '04-06T10:00:00'],
		['2026-01-01T00:00:00Z', '2026-12-31T00:00:00Z', '06-04T10:00:00'],
		['2026-06-05T00:00:00Z', '2026-12-31T00:00:00Z', '06-04T10:00:00'],
	])('the usual one is kept between %s and %s, if it may lie there', (from, to, expected) => {
		expect(read(june4, 'MM/DD/YYYY', from, to)).toBe(at(expected));
	});

	test.each([
		['2026-04-07T00:00:00Z', '04-06T10:00:00'],
		['2026-04-07T00:00:01Z', '06-04T10:00:00'],
	])('from %s on', (from, expected) => {
		expect(read(june4, 'DD/MM/YYYY', from, '2026-12-31T00:00:00Z')).toBe(at(expected));
	});

	test.each(['MM/DD/YYYY', 'DD/MM/YYYY'])(
		'the only one that is a date is taken, however far: %s',
		(format) => {
			const expected = at('06-13T10:00:00');
			expect(read('13/06/2026 10:00:00', format, '1970-01-01T00:00:00Z')).toBe(expected);
			expect(read('06/13/2026 10:00:00', format, '1970-01-01T00:00:00Z')).toBe(expected);
			expect(read('13/13/2026 10:00:00', format, '1970-01-01T00:00:00Z')).toBeNull();
		},
	);
});

test('the local range around a repeated hour holds it twice, and around a skipped one as usual', () => {
	const local = (from: string, to: string, zone = berlin) => {
		const range = toLocalRange({ from: at(from), through: at(to) }, zone);
		return [range.from, range.through].map((ms) => new Date(ms).toISOString().slice(5, 16));
	};
	expect(local('10-25T00:00:00', '10-25T01:59:59')).toEqual(['10-25T01:00', '10-25T03:59']);
	expect(local('10-24T23:59:59', '10-25T02:00:00')).toEqual(['10-25T01:59', '10-25T03:00']);
	expect(local('07-01T00:00:00', '07-01T01:00:00')).toEqual(['07-01T02:00', '07-01T03:00']);
	expect(local('03-29T00:30:00', '03-29T01:30:00')).toEqual(['03-29T01:30', '03-29T03:30']);
	expect(local('07-01T00:00:00', '07-01T01:00:00', newYork)).toEqual([
		'06-30T20:00',
		'06-30T21:00',
	]);
});

test('what is unsure is added on either side', () => {
	const range = { from: at('06-01T00:00:00'), through: at('06-01T00:00:00') };
	const zone = { offsetToday: -330, unsureHours: 14 };
	expect(toLocalRange(range, zone)).toEqual({
		from: at('05-31T18:30:00') - 14 * HOUR,
		through: at('05-31T18:30:00') + 14 * HOUR,
	});
	expect(formatRange(range, zone, { date: 'DD.MM.YYYY', twelveHour: false })).toEqual({
		start_time: '31.05.2026 04:29:59',
		end_time: '01.06.2026 08:30:01',
	});
});

describe('when a call began', () => {
	/** The repeated hour: 00:30Z and 01:30Z. */
	const autumn = at('10-25T02:30:00');
	const [first, second] = [at('10-25T00:30:00'), at('10-25T01:30:00')];

	test('a first turn may be five minutes before the answering', () => {
		expect(startOf(autumn, berlin, second - 5 * MINUTE, 0)).toBe(second);
		expect(startOf(autumn, berlin, second - 5 * MINUTE - 1, 0)).toBe(first);
		expect(startOf(autumn, berlin, second - 3 * MINUTE, 2 * MINUTE)).toBe(second);
		expect(startOf(autumn, berlin, second - 3 * MINUTE, 2 * MINUTE + 1)).toBe(first);
		expect(startOf(autumn, berlin, first - 5 * MINUTE - 1, 0)).toBe(first);
	});

	test('a repeated hour is seen on both sides of Greenwich', () => {
		const local = at('11-01T01:30:00');
		expect(startOf(local, newYork, null, 0)).toBe(at('11-01T05:30:00'));
		expect(startOf(local, newYork, at('11-01T06:31:00'), 0)).toBe(at('11-01T06:30:00'));
	});

	test.each([
		['03-29T01:00:00', '03-29T00:00:00'],
		['03-29T12:00:00', '03-29T10:00:00'],
		['10-25T01:00:00', '10-24T23:00:00'],
		['10-25T12:00:00', '10-25T11:00:00'],
	])('on the day of a change, %s is %s', (local, expected) => {
		expect(startOf(at(local), berlin, null, 0)).toBe(at(expected));
	});

	test('without turns, both ends of the range asked for belong to it', () => {
		for (const moment of [first, second]) {
			expect(startOf(autumn, berlin, null, 0, { from: moment, through: moment })).toBe(moment);
		}
		expect(startOf(autumn, berlin, null, 0, { from: first, through: second })).toBe(first);
		expect(startOf(autumn, berlin, null, 0, { from: second + 1, through: second + 2 })).toBe(first);
	});

	test("without turns, today's offset is taken, whatever was asked for", () => {
		const range = { from: at('06-01T11:00:00'), through: at('06-01T11:00:00') };
		const zone = { offsetToday: 0, unsureHours: 1 };
		expect(startOf(at('06-01T10:00:00'), zone, null, 0, range)).toBe(at('06-01T10:00:00'));
	});

	test.each([
		[1, 35, 0],
		[1, 60, 60],
		[1, 600, 60],
		[1, -60, -60],
		[14, 30, 30],
		[14, 35, 30],
		[14, 14 * 60, 14 * 60],
		[14, 20 * 60, 14 * 60],
		[14, -14 * 60, -14 * 60],
		[14, -15 * 60, 0],
	])(
		'%d hours unsure, a first turn %d minutes later: %d minutes later',
		(unsureHours, turn, start) => {
			const local = at('06-01T10:00:00');
			const zone = { offsetToday: 0, unsureHours };
			expect(startOf(local, zone, local + turn * MINUTE, 0)).toBe(local + start * MINUTE);
		},
	);
});
