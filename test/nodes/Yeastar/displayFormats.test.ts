import { callAt, turnsAfter, YeastarSetup } from '../../lab/support/yeastar';
import { useVirtualClock } from '../../lab/virtualTime';

const clock = useVirtualClock();

const dateFormats = [
	'YYYY/MM/DD',
	'MM/DD/YYYY',
	'DD/MM/YYYY',
	'YYYY-MM-DD',
	'DD-MM-YYYY',
	'DD.MM.YYYY',
];
const timeFormats = ['hh:mm:ss', 'hh:mm:ss AM'];
const zones = [
	'Asia/Shanghai',
	'America/New_York',
	'Europe/Berlin',
	'Asia/Kolkata',
	'Australia/Sydney',
];
/** On both sides of the clock changes of their zones, at both ends of the 12-hour clock, the day below and above 12. */
const moments = [
	'2026-02-03T04:05:06Z',
	'2026-02-25T16:30:00Z',
	'2026-03-08T06:59:59Z',
	'2026-05-09T13:49:21Z',
	'2026-06-01T00:00:00Z',
	'2026-06-01T12:00:00Z',
	'2026-06-03T22:30:00Z',
];

async function withCallsAtMoments(options: Parameters<typeof YeastarSetup.start>[1]) {
	const setup = await YeastarSetup.start(clock, options);
	for (const { legId } of [...setup.pbx.calls]) setup.pbx.removeCall(legId);
	for (const moment of moments) {
		const turns = turnsAfter(moment, ['3200', 3.7, 'Hi']);
		setup.pbx.addCall(callAt(moment, moment, { turns }));
	}
	return setup;
}

/** Every call has its true start, and a range that begins and ends with a call's second holds it alone, all year round. */
async function expectTrueTimes(setup: YeastarSetup) {
	const all = await setup.items();
	expect(all.map(({ id, startedAt }) => [id, startedAt])).toEqual(
		[...moments].reverse().map((moment) => [moment, new Date(moment).toISOString()]),
	);
	for (const moment of [moments[1]!, moments[5]!]) {
		const found = await setup.items({ startTime: moment, endTime: moment });
		expect(found.map(({ id }) => id)).toEqual([moment]);
	}
}

const matrix = dateFormats.flatMap((dateFormat, index) =>
	timeFormats.flatMap((timeFormat) =>
		// all zones with the first format, three with the others
		zones
			.slice(0, index === 0 ? undefined : 3)
			.map((timeZone) => [dateFormat, timeFormat, timeZone] as const),
	),
);

test.each(matrix)(
	'%s %s in %s, the zone read from the PBX',
	async (dateFormat, timeFormat, timeZone) => {
		await using setup = await withCallsAtMoments({ pbx: { dateFormat, timeFormat, timeZone } });

		await expectTrueTimes(setup);
	},
);

describe('a PBX that writes 00 to 23 before AM and PM', () => {
	test.each(zones)('in %s', async (timeZone) => {
		await using setup = await withCallsAtMoments({
			pbx: { timeFormat: 'hh:mm:ss AM', timeZone, readings: { twelveHour: '00-23' } },
		});

		await expectTrueTimes(setup);
	});
});

describe('a PBX that does not tell its format', () => {
	const silent = dateFormats
		.slice(0, 5)
		.flatMap((dateFormat) =>
			timeFormats.flatMap((timeFormat) =>
				(['noFormats', 'denied'] as const).map(
					(systemInformation) => [dateFormat, timeFormat, systemInformation] as const,
				),
			),
		);

	test.each(silent)(
		'%s %s is found by trying: %s',
		async (dateFormat, timeFormat, systemInformation) => {
			await using setup = await withCallsAtMoments({
				pbx: { dateFormat, timeFormat, readings: { systemInformation } },
				credential: { timeZone: ' Asia/Shanghai ' },
			});

			await expectTrueTimes(setup);
		},
	);

	test('the format that was accepted is kept', async () => {
		await using setup = await withCallsAtMoments({
			pbx: { dateFormat: 'DD-MM-YYYY', readings: { systemInformation: 'denied' } },
		});
		await setup.items();
		const before = setup.requests('aidownload').length;

		await setup.items();

		expect(setup.requests('aidownload')).toHaveLength(before + 1);
	});

	test('nor its time: the turns tell the zone', async () => {
		await using setup = await withCallsAtMoments({
			pbx: { timeZone: 'Asia/Kolkata', readings: { systemInformation: 'denied' } },
			timezone: 'America/New_York',
		});

		await expectTrueTimes(setup);
	});
});

test('a PBX that wants ISO 8601 gets it', async () => {
	await using setup = await withCallsAtMoments({
		pbx: { dateFormat: 'DD.MM.YYYY', readings: { displayFormatRefused: 'ISO 8601' } },
	});

	await expectTrueTimes(setup);
});

describe('a PBX that wants another form than its own', () => {
	test.each(['YYYY/MM/DD', 'ISO 8601'] as const)('%s', async (displayFormatRefused) => {
		await using setup = await withCallsAtMoments({
			pbx: { dateFormat: 'DD/MM/YYYY', readings: { displayFormatRefused } },
		});

		await expectTrueTimes(setup);
	});
});

test('a PBX that refuses every form is told as such, with its own among them', async () => {
	await using setup = await withCallsAtMoments({ pbx: { dateFormat: 'DD.MM.YYYY' } });
	setup.pbx.faults.add({ kind: 'errcode', errcode: 40002, match: 'aidownload', times: Infinity });

	const { message, description } = await setup.failure();

	expect(message).toBe(
		'The PBX rejected the dates in every format tried (DD.MM.YYYY and the other common ones).',
	);
	expect(description).toContain('System > Date and Time > Display Format');
	expect(description).toContain('(Code 40002)');
});

test('a zone in the credential that does not exist is an error', async () => {
	await using setup = await withCallsAtMoments({ credential: { timeZone: 'Europe/Berlon' } });

	const { message, description } = await setup.failure();

	expect(message).toBe('The time zone "Europe/Berlon" in the credential does not exist.');
	expect(description).toContain('Europe/Berlin');
});
