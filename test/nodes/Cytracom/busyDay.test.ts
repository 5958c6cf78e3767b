import type { CytracomReadings } from '../../lab/simulators';
import {
	between,
	callAt,
	CytracomSetup,
	DAY,
	HOUR,
	MINUTE,
	SECOND,
} from '../../lab/support/cytracom';
import { mostOpen } from '../../lab/support/load';
import { useVirtualClock } from '../../lab/virtualTime';

const clock = useVirtualClock();

/** A day of 20 pages of calls, one every 40 seconds; each transcript comes within two hours, in no particular order. */
async function busyDay(readings: Partial<CytracomReadings> = {}, through = clock.now() - HOUR) {
	const setup = await CytracomSetup.start(clock, { api: { readings } });
	const ids = Array.from({ length: 2_000 }, (_, index) => {
		const startedAt = through - index * 40 * SECOND;
		const linkedId = `${Math.floor(startedAt / SECOND)}.${index}`;
		const createdAt = startedAt + 20 * SECOND + ((index * 7_919) % 120) * MINUTE;
		setup.api.addCall(callAt(startedAt, { linkedId, createdAt: Math.min(createdAt, clock.now()) }));
		return linkedId;
	});
	return { setup, ids };
}

const wholeDay = () => between(clock.now() - DAY, clock.now());

describe.each(['start_time', 'created_at'] as const)('where dates go by %s', (dateFilter) => {
	test.each(['ascending', 'descending'] as const)(
		'a busy day in %s order is read side by side, and no call is lost or doubled',
		async (order) => {
			const { setup, ids } = await busyDay({ dateFilter, order });
			await using _ = setup;

			let found: unknown[] = [];
			const most = await mostOpen(setup.api, async () => {
				found = await setup.ids({ ...wholeDay(), returnAll: true });
			});

			expect(found).toEqual(ids);
			expect(most).toBeGreaterThan(1);
			// two pages again, and one that is not full for each of its pieces
			expect(setup.api.requests.length).toBeLessThanOrEqual(20 + 2 + 6);
		},
	);

	test('one in no certain order is read one page after the other', async () => {
		const { setup, ids } = await busyDay({ dateFilter, order: 'shuffled' });
		await using _ = setup;

		expect(await setup.ids({ ...wholeDay(), returnAll: true })).toEqual(ids);
		// and one for the last seconds
		expect(setup.api.requests.length).toBe(21);
	});

	test('a busy day of the past as well, with what its last calls have beyond it', async () => {
		const { setup, ids } = await busyDay({ dateFilter }, clock.now() - 2 * DAY);
		await using _ = setup;
		const range = between(clock.now() - 3 * DAY, clock.now() - 2 * DAY);

		expect(await setup.ids({ ...range, returnAll: true })).toEqual(ids);
	});
});

test('a call of each second is found, although no end belongs to a window', async () => {
	const readings = { fromDateInclusive: false, toDateInclusive: false };
	await using setup = await CytracomSetup.start(clock, { api: { readings } });
	const seconds = Array.from({ length: 2_000 }, (_, index) => clock.now() - HOUR - index * SECOND);
	for (const second of seconds) setup.api.addCall(callAt(second));
	const range = between(clock.now() - 2 * HOUR, clock.now());

	expect(await setup.ids({ ...range, returnAll: true })).toEqual(
		seconds.map((second) => `${second / SECOND}.1`),
	);
	expect(setup.windows.length).toBeGreaterThan(3);
});

test('a call that cannot be read is told once', async () => {
	const { setup, ids } = await busyDay();
	await using _ = setup;
	const startedAt = clock.now() - 10 * HOUR;
	setup.api.addCall(callAt(startedAt, { linkedId: 'bad', raw: { duration_seconds: 'long' } }));

	const { items } = await setup.run(
		{ ...wholeDay(), returnAll: true },
		{ onError: 'continueRegularOutput' },
	);

	expect(items).toHaveLength(ids.length + 1);
	expect(items.filter(({ json }) => 'error' in json)).toHaveLength(1);
});

test('the newest calls of a busy day are there without the rest of it', async () => {
	const { setup, ids } = await busyDay();
	await using _ = setup;

	expect(await setup.ids({ ...wholeDay(), limit: 50 })).toEqual(ids.slice(0, 50));
	expect(setup.api.requests.length).toBeLessThan(15);
});

test('calls that came all at once cost some requests more', async () => {
	await using setup = await CytracomSetup.start(clock);
	for (let index = 0; index < 450; index++) {
		setup.api.addCall(callAt(clock.now() - HOUR - index * SECOND));
	}

	expect(await setup.ids({ ...wholeDay(), returnAll: true })).toHaveLength(450);
	// two pages again and 16 pieces, and in the piece that has them, two pages again and 8 pieces
	expect(setup.api.requests.length).toBeLessThanOrEqual(5 + (2 + 16) + (2 + 8) + 2);
});

test('where many days are busy, days are side by side, and none is cut', async () => {
	await using setup = await CytracomSetup.start(clock);
	for (let index = 0; index < 12_000; index++) {
		const startedAt = clock.now() - HOUR - index * 86 * SECOND;
		setup.api.addCall(callAt(startedAt, { linkedId: `${index}` }));
	}
	const range = between(clock.now() - 12 * DAY, clock.now());

	expect((await setup.ids({ ...range, returnAll: true })).length).toBeGreaterThan(11_900);
	expect(setup.api.requests.length).toBeLessThan(12 * 11 + 4);
});
