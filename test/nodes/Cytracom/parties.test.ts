import { callAt, CytracomSetup, MINUTE } from '../../lab/support/cytracom';
import { written } from '../../lab/support/phoneNumbers';
import { useVirtualClock } from '../../lab/virtualTime';

const clock = useVirtualClock();

/** Calls a minute apart, the first one the newest. */
async function withCalls(
	calls: Parameters<typeof callAt>[1][],
	credential: Record<string, unknown> = {},
) {
	const setup = await CytracomSetup.start(clock, { credential });
	calls.forEach((call, age) => {
		const linkedId = String(age);
		setup.api.addCall(callAt(clock.now() - (age + 2) * MINUTE, { linkedId, ...call }));
	});
	return setup;
}

const line = '+15125550200';

test('200 numbers of ten countries are what libphonenumber reads', async () => {
	const callers = written.map(({ text }) => ({ caller: text.trim(), callee: '201' }));
	await using setup = await withCalls(callers, { country: '={{ $json.country }}' });
	const input = [...new Set(written.map(({ country }) => country))];

	const { items } = await setup.run(
		{ returnAll: true },
		{ input: input.map((country) => ({ json: { country } })) },
	);

	const ofCountry = items.filter(
		({ json, pairedItem }) =>
			written[Number(json.id)]!.country === input[(pairedItem as { item: number }).item],
	);
	const read = ofCountry.map(({ json }) => [Number(json.id), json.customerNumber]);
	expect(new Map(read as [number, string][])).toEqual(
		new Map(written.map(({ e164 }, index) => [index, e164])),
	);
	expect(ofCountry).toHaveLength(200);
});

test.each([
	['a call to one of the own numbers', '+15125550100', line, ['inbound', '+15125550100', line]],
	['a call from one', line, '(512) 555-0100', ['outbound', '+15125550100', line]],
	['a call to an extension', '5125550100', '201', ['inbound', '+15125550100', '201']],
	['a call between the two', '201', line, ['internal', null, null]],
	['a call between two others', '+15125550100', '+15125550101', [null, null, null]],
	['a call from a hidden number', '', line, ['inbound', null, line]],
])('%s', async (_, caller, callee, expected) => {
	await using setup = await withCalls([{ caller, callee }], { ownNumbers: `+1777*, ${line}` });

	const [item] = await setup.items();

	expect([item?.direction, item?.customerNumber, item?.agentNumber]).toEqual(expected);
	expect([item?.from, item?.to]).toEqual([caller || null, callee]);
});

test('two credentials of one run have own numbers and a country each', async () => {
	await using setup = await withCalls([{ caller: '030123456', callee: '040123456' }], {
		country: '={{ $json.country }}',
		ownNumbers: '={{ $json.own }}',
	});
	const input = [
		{ country: 'DE', own: '+4940*' },
		{ country: 'IT', own: '030123456' },
		{ country: 'DE', own: '' },
	].map((json) => ({ json }));

	const { items } = await setup.run({}, { input });

	expect(items.map(({ json }) => [json.direction, json.customerNumber])).toEqual([
		['inbound', '+4930123456'],
		['outbound', '+39040123456'],
		[null, null],
	]);
});

describe('filters', () => {
	const calls = [
		{ caller: '+15125550100', callee: line, transcript: 'Agent: The invoice is wrong.' },
		{ caller: line, callee: '5125550100', durationSeconds: 5, summary: 'An Invoice was sent.' },
		{ caller: '201', callee: '202' },
		{ caller: '202', callee: line },
		{ caller: '+15125550101', callee: '+15125550102' },
	];
	test.each([
		[{ caller: '(512) 555-0100' }, [0]],
		[{ callee: '1 512 555 0100' }, [1]],
		[{ externalOnly: true }, [0, 1, 4]],
		[{ externalOnly: false }, [0, 1, 2, 3, 4]],
		[{ extension: '202' }, [2, 3]],
		[{ extension: '20' }, []],
		[{ minDurationSeconds: 6 }, [0, 2, 3, 4]],
		[{ search: 'INVOICE' }, [0, 1]],
		[{ search: ' wrong invoice ' }, [0]],
		[{ search: 'receipt' }, []],
	])('%j', async (filters, expected) => {
		await using setup = await withCalls(calls, { ownNumbers: line });

		expect((await setup.ids({ filters })).map(Number)).toEqual(expected);
	});
});
