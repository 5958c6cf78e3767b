import { callAt, YeastarSetup } from '../../lab/support/yeastar';
import { useVirtualClock } from '../../lab/virtualTime';

/** 2026-06-04T12:00:00Z */
const clock = useVirtualClock();

async function withCalls(moments: string[], timezone = 'Europe/Berlin') {
	const setup = await YeastarSetup.start(clock, { timezone });
	for (const moment of moments) setup.pbx.addCall(callAt(moment, moment));
	return setup;
}
const ids = (items: object[]) => items.map((item) => (item as { id: string }).id);

test.each(['inclusive', 'exclusive'] as const)(
	'both ends belong to the range: %s PBX',
	async (endTime) => {
		await using setup = await withCalls([]);
		setup.pbx.readings.endTime = endTime;
		const seconds = [9, 10, 11, 12, 13].map(
			(second) => `2026-06-01T10:00:${String(second).padStart(2, '0')}Z`,
		);
		for (const moment of seconds) setup.pbx.addCall(callAt(moment, moment));

		const items = await setup.items({
			startTime: '2026-06-01T10:00:10Z',
			endTime: '2026-06-01T10:00:12Z',
		});

		expect(ids(items)).toEqual(seconds.slice(1, 4).reverse());
	},
);

test('by default it is the last 24 hours', async () => {
	const moments = ['2026-06-03T11:59:59Z', '2026-06-03T12:00:00Z', '2026-06-04T12:00:00Z'];
	await using setup = await withCalls(moments);
	const byDefault = {
		startTime: '={{ $now.minus({ hours: 24 }).toISO() }}',
		endTime: '={{ $now.toISO() }}',
	};
	const [{ default: start } = {}, { default: end } = {}] = ['startTime', 'endTime'].map((name) =>
		setup.property(name, 'list'),
	);

	expect({ startTime: start, endTime: end }).toEqual(byDefault);
	expect(ids(await setup.items(byDefault))).toEqual(moments.slice(1).reverse());
});

describe('a date without a zone is in the zone of the workflow', () => {
	test.each([
		['Europe/Berlin', '2026-06-01T10:00:00', '2026-06-01T08:00:00Z'],
		['Asia/Kolkata', '={{ DateTime.fromISO("2026-06-01T10:00:00") }}', '2026-06-01T04:30:00Z'],
		['Asia/Kolkata', '={{ new Date("2026-06-01T10:00:00Z") }}', '2026-06-01T10:00:00Z'],
	])('%s: %s is %s', async (timezone, text, moment) => {
		await using setup = await withCalls([moment], timezone);

		expect(ids(await setup.items({ startTime: text, endTime: text }))).toEqual([moment]);
	});
});

test('an end in the future, and a start that a wrong clock puts some minutes ahead, are no error', async () => {
	await using setup = await withCalls(['2026-06-04T11:00:00Z']);

	expect(
		await setup.items({ startTime: '2026-06-04T12:09:00Z', endTime: '2026-06-10T00:00:00Z' }),
	).toEqual([]);
	expect(
		await setup.items({ startTime: '2026-06-04T11:00:00Z', endTime: '2026-06-10T00:00:00Z' }),
	).toHaveLength(1);
});

test.each(['startTime', 'endTime'])('a cleared %s is refused by n8n itself', async (name) => {
	await using setup = await withCalls([]);

	await expect(setup.run({ [name]: '' })).rejects.toThrow(
		/Parameter "(Start|End) Time" is required/,
	);
});
