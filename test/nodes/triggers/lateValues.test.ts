import type { INodeParameters } from 'n8n-workflow';

import { HOUR, MINUTE, Trigger, vendorsInBothModes } from '../../lab/support/triggers';
import { useVirtualClock } from '../../lab/virtualTime';

const clock = useVirtualClock();

describe.each(vendorsInBothModes)('$name, $mode: values that come later', (each) => {
	const { vendor, durable } = each;
	const { status, minSeconds } = vendor.filters;
	const field = vendor.name === 'Yeastar' ? 'talk_duration' : 'duration_seconds';

	/** A trigger with filters and a call of which some values are other ones for a while. */
	const start = async (filters: INodeParameters, early: object, forMs = 3 * HOUR) => {
		const trigger = await Trigger.start(vendor, clock, { durable, parameters: { filters } });
		await trigger.begin();
		const startedAt = clock.now();
		trigger.system.add(
			...['late', 'other'].map((id) => ({ id, startedAt, raw: { sentiment: 'positive' } })),
		);
		trigger.system.faults.add({
			kind: 'json',
			match: vendor.reading,
			times: Infinity,
			change: (answer) => (clock.now() < startedAt + forMs ? withValues(answer, early) : answer),
		});
		return trigger;
	};
	/** The answer with some values of the call "late" replaced, wherever it is. */
	const withValues = (answer: unknown, values: object): unknown =>
		JSON.parse(JSON.stringify(answer), (_, value: unknown) => {
			const isCall = typeof value === 'object' && value !== null && vendor.rawId in value;
			if (!isCall || (value as Record<string, unknown>)[vendor.rawId] !== 'late') return value;
			return { ...value, ...values };
		});

	const right = vendor.name === 'Yeastar' ? 'ANSWERED' : 'completed';
	test.each<[string, INodeParameters, object]>([
		['a length that is null', { [minSeconds]: 10 }, { [field]: null }],
		['a status that is null', { [status]: right }, { status: null }],
		['a status that says processing', { [status]: right }, { status: 'processing' }],
		['a length that still grows', { [minSeconds]: 10 }, { [field]: 0, status: 'processing' }],
		...(vendor.name === 'Cytracom'
			? [['a sentiment that is null', { sentiment: 'positive' }, { sentiment: null }] as const]
			: []),
	] as [string, INodeParameters, object][])(
		'[P5] given %s for hours, then the call is given when the value is there',
		async (_, filters, early) => {
			await using trigger = await start(filters, early);

			expect(await trigger.pollFor(2 * HOUR, 20 * MINUTE)).toEqual(['other']);
			expect(await trigger.pollFor(6 * HOUR, HOUR)).toEqual(['late']);
			expect(await trigger.pollFor(26 * HOUR, 6 * HOUR)).toEqual([]);
		},
	);

	test('[P5] given words that only the summary holds, then the call is given when it is there', async () => {
		const parameters = { filters: { search: 'summary of late' } };
		await using trigger = await Trigger.start(vendor, clock, { durable, parameters });
		await trigger.begin();
		const startedAt = clock.now();
		trigger.system.add(
			{ id: 'late', startedAt, summaryAt: startedAt + 3 * HOUR },
			{ id: 'other', startedAt },
		);

		expect(await trigger.pollFor(2 * HOUR, HOUR)).toEqual([]);
		expect(await trigger.pollFor(4 * HOUR, HOUR)).toEqual(['late']);
	});

	test('[P5] given a value that never comes, then the call is left out when the lookback ends', async () => {
		await using trigger = await start({ [minSeconds]: 10 }, { [field]: null }, 40 * HOUR);
		await trigger.pollFor(50 * HOUR, 5 * HOUR);

		expect(trigger.given).toEqual(['other']);
	});
});
