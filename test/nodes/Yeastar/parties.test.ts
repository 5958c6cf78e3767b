import type { SimulatedYeastarCall } from '../../lab/simulators';
import { countries, numbers, written } from '../../lab/support/phoneNumbers';
import { callAt, turnsAfter, YeastarSetup } from '../../lab/support/yeastar';
import { useVirtualClock } from '../../lab/virtualTime';

const clock = useVirtualClock();
const begin = '2026-06-01T10:00:00Z';
const june = { startTime: begin, endTime: '2026-06-01T23:00:00Z', returnAll: true };

/** A call from the inside extension 3202 to a number, or the other way around. */
const call = (
	index: number,
	number: string,
	more: Partial<SimulatedYeastarCall> = {},
): SimulatedYeastarCall => {
	const at = new Date(Date.parse(begin) + index * 1000).toISOString();
	const isInbound = index % 2 === 0;
	return callAt(at, `leg ${index}`, {
		callType: isInbound ? 'Inbound' : 'Outbound',
		callFrom: isInbound ? number : '3202',
		callTo: isInbound ? '3202' : number,
		...more,
	});
};

const customersOf = async (setup: YeastarSetup, texts: string[]) => {
	texts.forEach((text, index) => setup.pbx.addCall(call(index, text)));
	const items = await setup.items(june);
	return items.reverse();
};

test.each(countries)(
	'numbers of %s, however the PBX writes them, are what libphonenumber reads',
	async (country) => {
		await using setup = await YeastarSetup.start(clock, { credential: { country } });
		const ours = written.filter((one) => one.country === country);

		const items = await customersOf(
			setup,
			ours.map(({ text }) => text.trim()),
		);

		expect(items.map(({ customerNumber }) => customerNumber)).toEqual(ours.map(({ e164 }) => e164));
		expect(new Set(items.map(({ agentNumber }) => agentNumber))).toEqual(new Set(['3202']));
	},
);

test('without a country, national numbers stay as sent and international ones are read', async () => {
	await using setup = await YeastarSetup.start(clock);
	const national = numbers.map(({ parsed }) => parsed.formatNational());

	const items = await customersOf(setup, [...national, '+49 30 123456']);

	expect(items.map(({ customerNumber }) => customerNumber)).toEqual([...national, '+4930123456']);
});

test('an internal call has no customer; a short number outside stays as dialed', async () => {
	await using setup = await YeastarSetup.start(clock, { credential: { country: 'DE' } });
	setup.pbx.addCall(call(1, '3200', { callType: 'Internal' }));
	setup.pbx.addCall(call(3, '110'));

	const [outbound, internal] = await setup.items(june);

	expect(internal).toMatchObject({ customerNumber: null, agentNumber: null, agentName: null });
	expect(outbound).toMatchObject({ customerNumber: '110', agentNumber: '3202', to: '110' });
});

test('names stand beside the numbers where the PBX writes them', async () => {
	await using setup = await YeastarSetup.start(clock, {
		pbx: { readings: { partyFormat: 'Name<number>' } },
	});
	setup.pbx.addCall(call(0, '+4930123456', { callFromName: 'Ana Li', callToName: 'Leo Ball' }));

	expect(await setup.items(june)).toMatchObject([
		{ customerName: 'Ana Li', agentName: 'Leo Ball' },
	]);
});

describe('with Include Speaker Names', () => {
	const turns = turnsAfter(begin, ['+4930123456', 2, 'Hi'], ['3202', 3, 'Hello']);
	const options = { includeSpeakerNames: true };

	test('they come from the transcript, at a request for each call with one', async () => {
		await using setup = await YeastarSetup.start(clock);
		setup.pbx.addCall(call(0, '+4930123456', { turns }));
		setup.pbx.addCall(call(1, '+4930123456'));

		const [, named] = await setup.items({ ...june, options });

		expect(named).toMatchObject({
			transcript: '+4930123456: Hi\nLeo Ball: Hello',
			...{ customerName: null, agentName: 'Leo Ball' },
		});
		expect(setup.requests('getaicontext')).toHaveLength(1);
	});

	test.each([
		['they are not wanted', {}],
		['Simplify is off', { options, simplify: false }],
	])('nothing is asked for where %s', async (_, parameters) => {
		await using setup = await YeastarSetup.start(clock);
		setup.pbx.addCall(call(0, '+4930123456', { turns }));

		await setup.items({ ...june, ...parameters });

		expect(setup.requests('getaicontext')).toEqual([]);
	});
});

test('two credentials of one run read the same number each in its own country', async () => {
	await using setup = await YeastarSetup.start(clock, {
		credential: { country: '={{ $json.country }}' },
	});
	setup.pbx.addCall(call(0, '030 123456'));
	const input = ['DE', 'IT', '', 'DE'].map((country) => ({ json: { country } }));

	const { items } = await setup.run(june, { input });

	expect(items.map(({ json: { customerNumber } }) => customerNumber)).toEqual([
		'+4930123456',
		'+39030123456',
		'030 123456',
		'+4930123456',
	]);
});

describe('filters', () => {
	const credential = { country: 'DE' };
	const filtered = async (filters: object) => {
		await using setup = await YeastarSetup.start(clock, { credential });
		const calls = [
			call(0, '030 123456', { summary: 'The invoice is wrong.', talkDuration: 5 }),
			call(1, '+4930123456', { turns: turnsAfter(begin, ['3202', 2, 'An Invoice, please']) }),
			call(2, '+49301234567', { summary: 'Nothing' }),
			call(3, '3200', { callType: 'Internal', talkDuration: 60 }),
		];
		calls.forEach((one) => setup.pbx.addCall(one));
		const items = await setup.items({ ...june, filters } as Parameters<typeof setup.items>[0]);
		return items.map(({ id }) => Number((id as string).slice(4))).sort();
	};

	test.each([
		[{ callFrom: '+49 (30) 123456' }, [0]],
		[{ callTo: '0049 30 123456' }, [1]],
		[{ externalOnly: true }, [0, 1, 2]],
		[{ externalOnly: false }, [0, 1, 2, 3]],
		[{ extension: '3200' }, [3]],
		[{ extension: 3202 }, [0, 1, 2, 3]],
		[{ extension: '3202', externalOnly: true, minTalkSeconds: 6 }, [1, 2]],
		[{ minTalkSeconds: 11 }, [3]],
		[{ search: 'INVOICE' }, [0, 1]],
		[{ search: 'wrong  invoice' }, [0]],
		[{ search: 'receipt' }, []],
	])('%j', async (filters, expected) => {
		expect(await filtered(filters)).toEqual(expected);
	});
});
