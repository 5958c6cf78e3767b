import { formatWall, parseIsoOrEpoch, parseWall } from './displayFormat';
import { toInstant, toWall, zoneOffset } from './localTime';

const evening = Date.UTC(2026, 4, 9, 21, 49, 21);
const format = (
	dateFormat: string,
	timeFormat: string,
	twelveHour: '01-12' | '00-23' = '01-12',
) => ({
	dateFormat,
	timeFormat,
	twelveHour,
});

describe('the display format', () => {
	test.each([
		['YYYY/MM/DD', 'hh:mm:ss', '2026/05/09 21:49:21'],
		['MM/DD/YYYY', 'hh:mm:ss', '05/09/2026 21:49:21'],
		['DD/MM/YYYY', 'hh:mm:ss AM', '09/05/2026 09:49:21 PM'],
		['YYYY-MM-DD', 'hh:mm:ss', '2026-05-09 21:49:21'],
		['DD.MM.YYYY', 'hh:mm:ss AM', '09.05.2026 09:49:21 PM'],
	])('%s %s is written and read', (dateFormat, timeFormat, text) => {
		expect(formatWall(evening, format(dateFormat, timeFormat))).toBe(text);
		expect(parseWall(text, format(dateFormat, timeFormat))).toBe(evening);
	});

	test.each([
		['midnight', 0, '12:00:00 AM', '00:00:00 AM'],
		['noon', 12, '12:00:00 PM', '12:00:00 PM'],
		['one', 13, '01:00:00 PM', '13:00:00 PM'],
	])('%s on a 12-hour clock, under both readings', (_, hour, usual, odd) => {
		const wall = Date.UTC(2026, 0, 2, hour);
		expect(formatWall(wall, format('YYYY/MM/DD', 'hh:mm:ss AM'))).toBe(`2026/01/02 ${usual}`);
		const oddFormat = format('YYYY/MM/DD', 'hh:mm:ss AM', '00-23');
		expect(formatWall(wall, oddFormat)).toBe(`2026/01/02 ${odd}`);
		expect(parseWall(`2026/01/02 ${odd}`, oddFormat)).toBe(wall);
		expect(parseWall(`2026/01/02 ${usual}`, oddFormat)).toBe(wall);
	});

	test.each([
		'2026/5/9 21:49:21',
		'2026-05-09 21:49:21',
		'05/09/2026 21:49:21',
		'2026/05/09T21:49:21',
		'2026/05/09 21:49',
		'2026/05/09 09:49:21 PM',
		'2026/02/30 10:00:00',
		'2026/05/09 25:00:00',
		'2026/05/09 21:49:21 ',
		'1778334561',
	])('refuses %s', (text) => {
		expect(parseWall(text, format('YYYY/MM/DD', 'hh:mm:ss'))).toBeUndefined();
	});

	test.each(['2026/05/09 21:49:21 PM', '2026/05/09 00:10:00 AM', '2026/05/09 09:49:21 pm'])(
		'refuses %s on a 12-hour clock',
		(text) => {
			expect(parseWall(text, format('YYYY/MM/DD', 'hh:mm:ss AM'))).toBeUndefined();
		},
	);

	test('of a PBX that wants ISO 8601 takes an instant or Unix seconds', () => {
		expect(parseIsoOrEpoch('2026-05-09T21:49:21Z')).toBe(evening);
		expect(parseIsoOrEpoch('2026-05-09T23:49:21+02:00')).toBe(evening);
		expect(parseIsoOrEpoch(String(evening / 1000))).toBe(evening);
		expect(parseIsoOrEpoch('2026-05-09T21:49:21')).toBeUndefined();
		expect(parseIsoOrEpoch('2026/05/09 21:49:21')).toBeUndefined();
	});
});

describe('local time', () => {
	const berlin = 'Europe/Berlin';
	const hour = 3_600_000;

	test('knows offsets, also of half hours and half-hour changes', () => {
		expect(zoneOffset('Asia/Shanghai', evening)).toBe(8 * hour);
		expect(zoneOffset('Asia/Kathmandu', evening)).toBe(5.75 * hour);
		expect(zoneOffset('Australia/Lord_Howe', Date.UTC(2026, 6, 1))).toBe(10.5 * hour);
		expect(zoneOffset('Australia/Lord_Howe', Date.UTC(2026, 0, 1))).toBe(11 * hour);
	});

	test('in the repeated hour is the first or the second instant', () => {
		const wall = Date.UTC(2026, 9, 25, 2, 30);
		expect(toInstant(berlin, wall, 'first')).toBe(Date.UTC(2026, 9, 25, 0, 30));
		expect(toInstant(berlin, wall, 'second')).toBe(Date.UTC(2026, 9, 25, 1, 30));
		expect(toWall(berlin, Date.UTC(2026, 9, 25, 1, 30))).toBe(wall);
	});

	test('in the hour that spring leaves out is moved on', () => {
		const wall = Date.UTC(2026, 2, 29, 2, 30);
		expect(toInstant(berlin, wall, 'first')).toBe(Date.UTC(2026, 2, 29, 1, 30));
		expect(toWall(berlin, toInstant(berlin, wall, 'second'))).toBe(wall + hour);
	});

	test('and back is the same for every other hour of the year', () => {
		for (let instant = Date.UTC(2026, 0, 1); instant < Date.UTC(2027, 0, 1); instant += 7 * hour) {
			expect(toInstant('America/New_York', toWall('America/New_York', instant), 'first')).toBe(
				instant,
			);
		}
	});
});
