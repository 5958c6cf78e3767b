import { YeastarSetup } from '../../../lab/support/yeastar';
import { useVirtualClock } from '../../../lab/virtualTime';

/** 2026-06-04T12:00:00Z */
const clock = useVirtualClock();
const health = { resource: 'system', operation: 'getHealth' };
const short = { startTime: '2026-06-01T12:00:00Z', endTime: '2026-06-01T12:00:00Z' };
const asked = (setup: YeastarSetup) => setup.requests('system/information').length;

/** What Get Health says of a PBX that tells this of itself. */
async function healthOf(data: object) {
	await using setup = await YeastarSetup.start(clock);
	const body = JSON.stringify({ errcode: 0, data });
	setup.pbx.faults.add({ kind: 'body', body, match: 'system/information', times: Infinity });
	const [item] = await setup.items(health);
	return item!;
}

test('is asked for again after ten minutes, or when the clock was put back', async () => {
	await using setup = await YeastarSetup.start(clock);
	const begin = clock.now();
	await setup.items(short);
	expect(asked(setup)).toBe(1);
	clock.set(begin + 10 * 60_000 - 1);
	await setup.items(short);
	expect(asked(setup)).toBe(1);

	clock.set(begin + 10 * 60_000);
	await setup.items(short);
	expect(asked(setup)).toBe(2);
	clock.set(begin + 10 * 60_000 - 1);
	await setup.items(short);
	expect(asked(setup)).toBe(3);
});

test('of two PBXs is kept apart', async () => {
	await using setup = await YeastarSetup.start(clock);
	await using other = await YeastarSetup.start(clock);

	await setup.items(short);
	await other.items(short);

	expect([asked(setup), asked(other)]).toEqual([1, 1]);
});

test('what Get Health tells of it', async () => {
	await using setup = await YeastarSetup.start(clock, {
		pbx: { dateFormat: 'DD/MM/YYYY', timeFormat: 'hh:mm:ss AM', timeZone: 'Asia/Kolkata' },
	});

	expect(await setup.items(health)).toMatchObject([
		{
			model: 'Yeastar P550',
			firmware: '37.23.0.123',
			serialNumber: '3631A2124SIM',
			displayFormat: 'DD/MM/YYYY hh:mm:ss AM',
			timeZone: 'UTC+5:30',
		},
	]);
});

test.each([10001, 10003, 10005, 10009])(
	'a PBX that refuses it with %d is used without',
	async (errcode) => {
		await using setup = await YeastarSetup.start(clock);
		setup.pbx.faults.add({
			kind: 'errcode',
			errcode,
			match: 'system/information',
			times: Infinity,
		});

		expect(await setup.items()).toHaveLength(3);
		expect(await setup.items(health)).toMatchObject([
			{ model: null, firmware: null, serialNumber: null, displayFormat: null, timeZone: null },
		]);
	},
);

test('a PBX that refuses it from now on is still the one with the serial number', async () => {
	await using setup = await YeastarSetup.start(clock);
	await setup.items(short);
	setup.pbx.readings.systemInformation = 'denied';

	expect(await setup.items(health)).toMatchObject([{ serialNumber: '3631A2124SIM', model: null }]);
});

const timestamp = Date.UTC(2026, 2, 1, 12) / 1000;

test.each([
	[{ timestamp, system_time: '2026/03/01 20:00:00' }, 'UTC+8'],
	// nothing but its time: by the clock of n8n
	[{ system_time: '2026/06/04 06:30:00' }, 'UTC-5:30'],
	[{ timestamp: 0, system_time: '2026/06/04 06:30:00' }, 'UTC-5:30'],
	[{ timestamp, system_time: '' }, null],
	[{ timestamp, system_time: 'soon' }, null],
	[{ timestamp }, null],
	[{ system_time: '2026/03/01 20:00:00' }, null],
	// day and month in the order that it tells
	[{ timestamp, system_time: '01/03/2026 20:00:00', system_date_format: 'DD/MM/YYYY' }, 'UTC+8'],
	[{ timestamp, system_time: '01/03/2026 20:00:00', system_date_format: 'MM/DD/YYYY' }, null],
	// or where it does not tell, in the one that fits
	[{ timestamp, system_time: '01/03/2026 20:00:00' }, 'UTC+8'],
	[{ timestamp, system_time: '03/01/2026 20:00:00' }, 'UTC+8'],
])('of %j the offset is %s', async (data, timeZone) => {
	expect(await healthOf(data)).toMatchObject({ timeZone });
});

test.each([
	[{ system_date_format: 'YYYY/MM/DD', system_time_format: 'hh:mm:ss' }, 'YYYY/MM/DD HH:mm:ss'],
	[{ system_date_format: 'YYYY/MM/DD' }, null],
	[{ system_time_format: 'hh:mm:ss' }, null],
])('of %j the display format is %s', async (data, displayFormat) => {
	expect(await healthOf(data)).toMatchObject({ displayFormat });
});
