import { callAt, YeastarSetup, type YeastarSetupOptions } from '../../../lab/support/yeastar';
import { useVirtualClock } from '../../../lab/virtualTime';

/** 2026-06-04T12:00:00Z */
const clock = useVirtualClock();
const inUtc = { credential: { timeZone: 'UTC' } };

const start = async (pbx: YeastarSetupOptions['pbx'] = {}) =>
	await YeastarSetup.start(clock, { ...inUtc, pbx: { timeZone: 'UTC', ...pbx } });
/** The ranges that the PBX was asked for, and forgets them. */
function asked(setup: YeastarSetup): string[] {
	const ranges = setup
		.requests('aidownload')
		.map(({ query }) => `${query.start_time} - ${query.end_time}`);
	setup.pbx.requests.length = 0;
	return ranges;
}
const idsOf = (items: object[]) => items.map((item) => (item as { id: string }).id);

/** A second of day 28 of the month before: no order of day and month but the right one takes it. */
const PROBE = '2026/05/28 11:59:59 - 2026/05/28 12:00:01';

describe('a range that the PBX refuses for its length', () => {
	const april = { startTime: '2026-04-01T00:00:00Z', endTime: '2026-05-11T00:00:00Z' };
	const whole = '2026/03/31 23:59:59 - 2026/05/11 00:00:01';
	const halves = [
		'2026/04/20 23:59:59 - 2026/05/11 00:00:01',
		'2026/03/31 23:59:59 - 2026/04/21 00:00:01',
	];

	test('is asked for in halves, the newer one first, and the next time at once', async () => {
		await using setup = await start({ readings: { longestRange: '31 days' } });
		const ids = ['2026-04-01T00:00:00Z', '2026-04-21T00:00:00Z', '2026-05-11T00:00:00Z'];
		for (const id of ids) setup.pbx.addCall(callAt(id, id));

		const items = await setup.items(april);
		expect([...new Set(idsOf(items))]).toEqual(expect.arrayContaining(ids));
		expect(asked(setup)).toEqual([
			whole,
			PROBE,
			whole,
			// one day of it: that it is taken tells that the length was the reason
			'2026/05/09 23:59:59 - 2026/05/11 00:00:01',
			...halves,
		]);

		expect(await setup.items(april)).toEqual(items);
		expect(asked(setup)).toEqual(halves);
		// a second shorter than what was refused
		await setup.items({ ...april, endTime: '2026-05-10T23:59:59Z' });
		expect(asked(setup)[0]).toBe('2026/03/31 23:59:59 - 2026/05/11 00:00:00');
	});

	test('in halves of halves', async () => {
		await using setup = await start({ readings: { longestRange: '31 days' } });

		expect(await setup.items()).toHaveLength(3);
		asked(setup);
		expect(await setup.items()).toHaveLength(3);
		// 154 days in parts of 20 at the most
		expect(asked(setup)).toHaveLength(8);
	});

	test('of another PBX or credential is no matter', async () => {
		await using strict = await start({ readings: { longestRange: '31 days' } });
		await using other = await start();
		await strict.items(april);

		await other.items(april);

		expect(asked(other)).toEqual([whole]);
	});
});

describe('a value that the PBX refuses in every range', () => {
	const wrong = { filters: { lastStatus: 'ANSWERED' } };
	const refused = async (options?: Parameters<typeof start>[0]) => {
		const setup = await start(options);
		setup.pbx.faults.add({
			kind: 'json',
			match: 'aidownload',
			times: Infinity,
			change: (answer) =>
				setup.requests('aidownload').at(-1)?.query.last_status ? { errcode: 40002 } : answer,
		});
		return setup;
	};
	const advice =
		'Check System > Date and Time > Display Format on the PBX, and the filter values in the node. (Code 40002)';

	test.each([
		['2026-06-01T00:00:00Z', '2026-06-02T00:00:00Z', 3],
		['2026-06-01T00:00:00Z', '2026-06-02T00:00:01Z', 4],
	])('%s to %s: is told after %d requests', async (startTime, endTime, requests) => {
		await using setup = await refused();

		expect(await setup.failure({ startTime, endTime, ...wrong })).toMatchObject({
			message:
				'The PBX rejected the dates in every format tried (YYYY/MM/DD and the other common ones).',
			description: advice,
			failure: { cause: 'configuration-invalid' },
		});
		expect(asked(setup)).toHaveLength(requests);
	});

	test('by a PBX that does not tell its format', async () => {
		await using setup = await refused({ readings: { systemInformation: 'noFormats' } });

		expect(await setup.failure(wrong)).toMatchObject({
			message: 'The PBX rejected the dates in every format tried (all the common ones).',
			description: advice,
		});
	});
});

describe('the format of the dates', () => {
	const june = { startTime: '2026-06-01T10:00:00Z', endTime: '2026-06-01T15:00:00Z' };

	test('is the one that the PBX tells', async () => {
		await using setup = await start({ dateFormat: 'MM-DD-YYYY', timeFormat: 'hh:mm:ss AM' });

		await setup.items(june);

		expect(asked(setup)).toEqual(['06-01-2026 09:59:59 AM - 06-01-2026 03:00:01 PM']);
	});

	test('is found by a day over 12 where the told one is refused, and remembered', async () => {
		await using setup = await start({
			dateFormat: 'DD/MM/YYYY',
			readings: { displayFormatRefused: 'YYYY/MM/DD' },
		});
		setup.pbx.addCall(callAt('2026-06-01T12:00:00Z', 'a'));
		const right = '2026/06/01 09:59:59 - 2026/06/01 15:00:01';

		expect(idsOf(await setup.items(june))).toEqual(['a']);
		expect(asked(setup)).toEqual(['01/06/2026 09:59:59 - 01/06/2026 15:00:01', PROBE, right]);
		expect(idsOf(await setup.items(june))).toEqual(['a']);
		expect(asked(setup)).toEqual([right]);
	});

	test.each([
		['hh:mm:ss', ['11:59:59', '11:59:59 AM']],
		['hh:mm:ss AM', ['11:59:59 AM', '11:59:59']],
	])(
		'%s: every usual one is tried, with the other half of the clock, ISO 8601 last',
		async (timeFormat, times) => {
			await using setup = await start({
				timeFormat,
				readings: { displayFormatRefused: 'ISO 8601' },
			});
			const days = ['2026/05/28', '05/28/2026', '28/05/2026', '2026-05-28', '28-05-2026'];
			days.push('28.05.2026', '05-28-2026', '05.28.2026', '2026.05.28');

			await setup.items(june);

			const [, ...tried] = asked(setup).map((range) => range.split(' - ')[0]);
			expect(tried).toEqual([
				...times.flatMap((time) => days.map((day) => `${day} ${time}`)),
				'2026-05-28T11:59:59Z',
				'2026-06-01T09:59:59Z',
			]);
		},
	);

	test.each([
		['MM/DD/YYYY', '05/28/2026'],
		['DD/MM/YYYY', '28/05/2026'],
	])('%s, not told, is found by the day that tells', async (dateFormat, day) => {
		await using setup = await start({ dateFormat, readings: { systemInformation: 'noFormats' } });
		setup.pbx.addCall(callAt('2026-06-01T12:00:00Z', 'a'));

		expect(idsOf(await setup.items(june))).toEqual(['a']);

		expect(asked(setup).at(-2)).toBe(`${day} 11:59:59 - ${day} 12:00:01`);
	});

	test('in January, that day is in December', async () => {
		clock.set(Date.UTC(2026, 0, 31, 1, 2, 3, 4));
		await using setup = await start({ readings: { systemInformation: 'noFormats' } });

		await setup.items({ startTime: '2026-01-01T00:00:00Z', endTime: '2026-01-02T00:00:00Z' });

		expect(asked(setup)[0]).toBe('2025/12/28 11:59:59 - 2025/12/28 12:00:01');
	});
});

describe('day and month in the file', () => {
	const year = { startTime: '2026-01-01T00:00:00Z', endTime: '2026-06-04T12:00:00Z' };
	const startOf = async (setup: YeastarSetup, id: string) =>
		(await setup.items(year)).find((item) => item.id === id)?.startedAt;

	test('are in the order that the PBX tells, whatever the ID looks like', async () => {
		await using setup = await start({ dateFormat: 'MM/DD/YYYY' });
		setup.pbx.addCall(callAt('2026-04-06T10:00:00Z', '20260604100000-8AA6D'));

		expect(await startOf(setup, '20260604100000-8AA6D')).toBe('2026-04-06T10:00:00.000Z');
	});

	test('are a guess where the format that was accepted need not be that of the file', async () => {
		await using setup = await start({
			dateFormat: 'DD/MM/YYYY',
			readings: { systemInformation: 'noFormats', displayFormatRefused: 'YYYY/MM/DD' },
		});
		setup.pbx.addCall(callAt('2026-06-01T10:00:00Z', '20260601100000-8AA6D'));

		expect(await startOf(setup, '20260601100000-8AA6D')).toBe('2026-06-01T10:00:00.000Z');
	});
});

test.each(['nullLink', 'missingLink', 60001] as const)(
	'%s is no match: nothing is downloaded, and nothing else asked',
	async (noMatchAnswer) => {
		await using setup = await start({ readings: { noMatchAnswer } });

		expect(await setup.items({ endTime: '2026-01-02T00:00:00Z' })).toEqual([]);
		expect(setup.requests('aidownload')).toHaveLength(1);
		expect(setup.requests('/download/')).toEqual([]);
	},
);

test('what the file has beside the range is left out, but not what cannot be read', async () => {
	await using setup = await start();
	const send = (...times: string[]) => {
		const body = JSON.stringify(times.map((time) => ({ leg_id: time, time })));
		setup.pbx.faults.add({ kind: 'body', body, match: '/api/download/' });
	};
	const legs = ['2026/06/01 09:59:59', '2026/06/01 10:00:00', '2026/06/01 10:00:01'];
	const second = { startTime: '2026-06-01T10:00:00Z', endTime: '2026-06-01T10:00:00Z' };

	send(...legs);
	expect(idsOf(await setup.items(second))).toEqual(['2026/06/01 10:00:00']);
	send(...legs, 'soon');
	const { items, hints } = await setup.run(second);
	expect(idsOf(items.map(({ json }) => json))).toEqual(['2026/06/01 10:00:00']);
	expect(hints).toMatchObject([
		{ message: '1 call could not be read and is missing: "time" is not a date: soon' },
		{ message: '1 call has no transcript yet' },
	]);
});
