import { yeastarReadingValues } from '../../lab/simulators';
import { callAt, turnsAfter, YeastarSetup } from '../../lab/support/yeastar';
import { useVirtualClock } from '../../lab/virtualTime';

const MINUTE = 60_000;
/** When the clocks change, in UTC. */
const changes = {
	'Berlin, autumn': {
		zone: 'Europe/Berlin',
		at: Date.UTC(2026, 9, 25, 1),
		now: Date.UTC(2026, 9, 26),
	},
	'Berlin, autumn, from summer': {
		zone: 'Europe/Berlin',
		at: Date.UTC(2025, 9, 26, 1),
		now: Date.UTC(2026, 6, 1),
	},
	'New York, autumn': {
		zone: 'America/New_York',
		at: Date.UTC(2026, 10, 1, 6),
		now: Date.UTC(2026, 10, 2),
	},
	'Berlin, spring': {
		zone: 'Europe/Berlin',
		at: Date.UTC(2026, 2, 29, 1),
		now: Date.UTC(2026, 2, 30),
	},
	'Berlin, spring, from winter': {
		zone: 'Europe/Berlin',
		at: Date.UTC(2026, 2, 29, 1),
		now: Date.UTC(2026, 11, 1),
	},
	'Sydney, autumn': {
		zone: 'Australia/Sydney',
		at: Date.UTC(2026, 3, 4, 16),
		now: Date.UTC(2026, 3, 6),
	},
};
const clock = useVirtualClock();
const iso = (moment: number) => new Date(moment).toISOString();

/** A call every ten minutes from three hours before the change to three hours after it. */
const momentsAround = (change: number) =>
	Array.from({ length: 37 }, (_, index) => change + (index - 18) * 10 * MINUTE);

async function withCallsAround(
	{ zone, at, now }: (typeof changes)['Berlin, autumn'],
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
		const change = changes[name];
		await using setup = await withCallsAround(change, { wallClock, inCredential, turns: true });
		const moments = momentsAround(change.at);
		for (
			let from = change.at - 150 * MINUTE;
			from < change.at + 130 * MINUTE;
			from += 65 * MINUTE
		) {
			const to = from + 70 * MINUTE;

			const items = await setup.items({ startTime: iso(from), endTime: iso(to) });

			const expected = moments.filter((moment) => from <= moment && moment <= to).reverse();
			expect(items.map(({ id, startedAt }) => [id, startedAt])).toEqual(
				expected.map((moment) => [iso(moment), iso(moment)]),
			);
		}
	},
);

test.each(matrix.filter(([, , inCredential]) => inCredential))(
	'%s: calls without turns are not lost (PBX: %s, zone in the credential: %s)',
	async (name, wallClock, inCredential) => {
		const change = changes[name];
		await using setup = await withCallsAround(change, { wallClock, inCredential, turns: false });
		const moments = momentsAround(change.at);
		for (
			let from = change.at - 150 * MINUTE;
			from < change.at + 130 * MINUTE;
			from += 65 * MINUTE
		) {
			const to = from + 70 * MINUTE;

			const items = await setup.items({ startTime: iso(from), endTime: iso(to) });

			const expected = moments.filter((moment) => from <= moment && moment <= to).map(iso);
			expect(items.map(({ id }) => id)).toEqual(expect.arrayContaining(expected));
			for (const { startedAt } of items) {
				expect(Date.parse(startedAt as string)).toBeGreaterThanOrEqual(from);
				expect(Date.parse(startedAt as string)).toBeLessThanOrEqual(to);
			}
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
