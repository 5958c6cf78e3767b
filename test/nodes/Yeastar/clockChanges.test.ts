import { yeastarReadingValues } from '../../lab/simulators';
import { callAt, turnsAfter, YeastarSetup } from '../../lab/support/yeastar';
import { useVirtualClock } from '../../lab/virtualTime';

const MINUTE = 60_000;
/** The zone, when its clocks change, and the present. */
const changes = {
	'Berlin, autumn': ['Europe/Berlin', Date.UTC(2026, 9, 25, 1), Date.UTC(2026, 9, 26)],
	'Berlin, autumn, from summer': ['Europe/Berlin', Date.UTC(2025, 9, 26, 1), Date.UTC(2026, 6, 1)],
	'New York, autumn': ['America/New_York', Date.UTC(2026, 10, 1, 6), Date.UTC(2026, 10, 2)],
	'Berlin, spring': ['Europe/Berlin', Date.UTC(2026, 2, 29, 1), Date.UTC(2026, 2, 30)],
	'Berlin, spring, from winter': ['Europe/Berlin', Date.UTC(2026, 2, 29, 1), Date.UTC(2026, 11, 1)],
	'Sydney, autumn': ['Australia/Sydney', Date.UTC(2026, 3, 4, 16), Date.UTC(2026, 3, 6)],
} as const;
const clock = useVirtualClock();
const iso = (moment: number) => new Date(moment).toISOString();

/** A call every ten minutes from three hours before the change to three hours after it. */
const momentsAround = (change: number) =>
	Array.from({ length: 37 }, (_, index) => change + (index - 18) * 10 * MINUTE);

async function withCallsAround(
	[zone, at, now]: (typeof changes)[keyof typeof changes],
	settings: {
		wallClock: (typeof yeastarReadingValues.wallClock)[number];
		inCredential: boolean;
		turns: boolean;
	},
) {
	clock.set(now);
	const setup = await YeastarSetup.start(clock, {
		pbx: { timeZone: zone, readings: { wallClock: settings.wallClock } },
		credential: settings.inCredential ? { timeZone: zone } : {},
	});
	for (const moment of momentsAround(at)) {
		const turns = settings.turns ? turnsAfter(iso(moment), ['3200', 10, 'Hi']) : [];
		setup.pbx.addCall(callAt(iso(moment), iso(moment), { turns }));
	}
	return setup;
}

const matrix = Object.keys(changes).flatMap((name) =>
	yeastarReadingValues.wallClock.flatMap((wallClock) =>
		[true, false].map(
			(inCredential) => [name as keyof typeof changes, wallClock, inCredential] as const,
		),
	),
);

test.each(matrix)(
	'%s: calls with turns are in every range that holds them, and in no other (PBX: %s, zone in the credential: %s)',
	async (name, wallClock, inCredential) => {
		const [, at] = changes[name];
		await using setup = await withCallsAround(changes[name], {
			wallClock,
			inCredential,
			turns: true,
		});
		const moments = momentsAround(at);
		for (let from = at - 150 * MINUTE; from < at + 130 * MINUTE; from += 65 * MINUTE) {
			const to = from + 70 * MINUTE;

			const items = await setup.items({ startTime: iso(from), endTime: iso(to) });

			const expected = moments.filter((moment) => from <= moment && moment <= to).reverse();
			expect(items.map(({ id, startedAt }) => [id, startedAt])).toEqual(
				expected.map((moment) => [iso(moment), iso(moment)]),
			);
		}
	},
);

test("without a zone and without turns today's offset counts, and nothing outside the range comes", async () => {
	const change = changes['Berlin, spring, from winter'];
	await using setup = await withCallsAround(change, {
		wallClock: 'naive',
		inCredential: false,
		turns: false,
	});
	setup.pbx.addCall(callAt('2026-11-20T10:00:00Z', 'winter'));
	setup.pbx.addCall(callAt('2026-07-20T10:00:00Z', 'summer'));

	const items = await setup.items({
		startTime: '2026-07-01T00:00:00Z',
		endTime: '2026-11-30T00:00:00Z',
	});

	expect(items).toMatchObject([
		{ id: 'winter', startedAt: '2026-11-20T10:00:00.000Z' },
		{ id: 'summer', startedAt: '2026-07-20T11:00:00.000Z' },
	]);
});
