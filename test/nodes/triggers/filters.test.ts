import { HOUR, MINUTE, Trigger, vendors, vendorsInBothModes } from '../../lab/support/triggers';
import { useVirtualClock } from '../../lab/virtualTime';

const clock = useVirtualClock();

describe.each(vendors)('$name: filters', (vendor) => {
	const { from, to, status, minSeconds } = vendor.filters;
	const calls = () => {
		const startedAt = clock.now();
		return [
			{ id: 'plain', startedAt },
			{ id: 'other caller', startedAt, from: '2000' },
			{ id: 'other callee', startedAt, to: '2001' },
			{ id: 'short', startedAt, seconds: 4 },
			{ id: 'other status', startedAt, status: 'VOICEMAIL' },
			{
				...{ id: 'external', startedAt, from: '+15125550100', words: 'A refund, please' },
				raw: { call_type: 'Inbound' },
			},
		];
	};
	const all = calls().map(({ id }) => id);

	test.each([
		['a caller', { [from]: '2000' }, ['other caller']],
		['a caller with blanks around', { [from]: ' 2000 ' }, ['other caller']],
		['a callee', { [to]: '2001' }, ['other callee']],
		['a number as a number', { [to]: 2001 }, ['other callee']],
		['a status', { [status]: 'VOICEMAIL' }, ['other status']],
		['a shortest length', { [minSeconds]: 5 }, all.filter((id) => id !== 'short')],
		['a shortest length as text', { [minSeconds]: '5' }, all.filter((id) => id !== 'short')],
		['a shortest length of zero', { [minSeconds]: 0 }, all],
		['two that contradict', { [from]: '2000', [to]: '2001' }, []],
		['an empty text', { [from]: '', [to]: '' }, all],
		['blanks only', { [from]: '  ', [to]: ' ', [status]: ' ', [minSeconds]: ' ' }, all],
		['nothing', { [from]: null, [to]: null, [status]: null, [minSeconds]: null }, all],
		['a part of a number', { [from]: '200' }, []],
		['a number written otherwise', { [from]: '(512) 555-0100' }, ['external']],
		['an extension that called', { extension: '2000' }, ['other caller']],
		['an extension that was called', { extension: 2001 }, ['other callee']],
		['external calls only', { externalOnly: true }, ['external']],
		['external calls only switched off', { externalOnly: 'false' }, all],
		['words', { search: 'Please refund' }, ['external']],
	])('given %s, then only calls that fit are given', async (_, filters, expected) => {
		await using trigger = await Trigger.start(vendor, clock, { parameters: { filters } });
		await trigger.begin();
		trigger.system.add(...calls());

		expect((await trigger.poll(5 * MINUTE)).sort()).toEqual([...expected].sort());
	});

	test('they are not sent to the phone system: what they left out must be known', async () => {
		const filters = { [from]: '2000', [to]: '2001', [status]: 'VOICEMAIL' };
		await using trigger = await Trigger.start(vendor, clock, { parameters: { filters } });
		await trigger.begin();

		const asked = trigger.system.requests.map(({ query }) => JSON.stringify(query)).join();

		expect(asked).not.toMatch(/2000"|2001"|VOICEMAIL/);
	});
});

describe.each(vendorsInBothModes)('$name, $mode: changed settings', ({ vendor, durable }) => {
	const { from } = vendor.filters;
	const start = async (parameters = {}) => {
		const trigger = await Trigger.start(vendor, clock, { durable, parameters });
		await trigger.begin();
		return trigger;
	};
	/** A call of each of two callers. */
	const addCalls = (trigger: Trigger, name: string) => {
		const startedAt = clock.now();
		trigger.system.add(
			{ id: `${name} 1`, startedAt, from: '1' },
			{ id: `${name} 2`, startedAt, from: '2' },
		);
	};

	test('[P6] given filters that are removed, then what they left out stays out, and new calls are given', async () => {
		await using trigger = await start({ filters: { [from]: '1' } });
		addCalls(trigger, 'first');
		await trigger.pollFor(3 * HOUR, HOUR);
		addCalls(trigger, 'unseen');
		clock.advance(5 * MINUTE);

		await trigger.edit({});
		addCalls(trigger, 'new');
		await trigger.pollFor(26 * HOUR, 3 * HOUR);

		expect(trigger.given).toEqual(['first 1', 'unseen 1', 'new 1', 'new 2']);
	});

	test('[P6] given other filters, then nothing that fits both is lost', async () => {
		await using trigger = await start();
		const began = clock.now();
		trigger.system.add(
			{ id: 'late 1', startedAt: began, readyAt: began + 10 * HOUR, from: '1' },
			{ id: 'late 2', startedAt: began, readyAt: began + 10 * HOUR, from: '2' },
		);
		addCalls(trigger, 'first');
		await trigger.pollFor(3 * HOUR, HOUR);

		await trigger.edit({ filters: { [from]: '2' } });
		await trigger.pollFor(24 * HOUR, 3 * HOUR);

		expect(trigger.given).toEqual(['first 1', 'first 2', 'late 2']);
	});
});
