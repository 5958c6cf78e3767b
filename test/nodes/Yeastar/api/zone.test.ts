import { callAt, YeastarSetup, type YeastarSetupOptions } from '../../../lab/support/yeastar';
import { useVirtualClock } from '../../../lab/virtualTime';

const clock = useVirtualClock();

/** What the PBX is asked for one second of June the first. */
async function asked(options: YeastarSetupOptions) {
	await using setup = await YeastarSetup.start(clock, options);
	await setup.items({ startTime: '2026-06-01T12:00:00Z', endTime: '2026-06-01T12:00:00Z' });
	const { start_time: from, end_time: to } = setup.requests('aidownload').at(-1)!.query;
	return [from, to];
}
const denied = { readings: { systemInformation: 'denied' } } as const;

test.each([' Asia/Kolkata ', 'asia/kolkata'])(
	'the zone is that of the credential: %j',
	async (timeZone) => {
		expect(await asked({ credential: { timeZone } })).toEqual([
			'2026/06/01 17:29:59',
			'2026/06/01 17:30:01',
		]);
	},
);

test.each([undefined, '', ' '])(
	'without one (%j) it is what the PBX has today, an hour unsure',
	async (timeZone) => {
		const pbx = { timeZone: 'Asia/Kolkata' };
		expect(await asked({ pbx, credential: { timeZone } })).toEqual([
			'2026/06/01 16:29:59',
			'2026/06/01 18:30:01',
		]);
	},
);

test('where the PBX does not tell its time it is that of the workflow, 14 hours unsure', async () => {
	expect(await asked({ pbx: denied, timezone: 'Asia/Kolkata' })).toEqual([
		'2026/06/01 03:29:59',
		'2026/06/02 07:30:01',
	]);
});

test('that offset is the one of today', async () => {
	clock.set(Date.UTC(2026, 11, 1));
	await using setup = await YeastarSetup.start(clock, { pbx: denied, timezone: 'Europe/Berlin' });
	setup.pbx.addCall(callAt('2026-06-01T12:00:00Z', 'a'));

	// summer at the PBX in China, winter in Berlin: seven hours
	expect((await setup.items()).find(({ id }) => id === 'a')?.startedAt).toBe(
		'2026-06-01T19:00:00.000Z',
	);
});

test('a zone that does not exist is told, without a request', async () => {
	await using setup = await YeastarSetup.start(clock, {
		credential: { timeZone: ' Mars/Phobos ' },
	});

	expect(await setup.failure()).toMatchObject({
		name: 'NodeApiError',
		message: 'The time zone "Mars/Phobos" in the credential does not exist.',
		description:
			'Enter a name such as Europe/Berlin or America/New_York, or leave the field empty to use the time zone of the PBX.',
		failure: { cause: 'configuration-invalid' },
	});
	expect(setup.pbx.requests).toEqual([]);
});
