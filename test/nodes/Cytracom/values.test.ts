import type { INodeParameters } from 'n8n-workflow';

import {
	byId,
	callAt,
	CytracomSetup,
	getContext,
	getSummary,
	MINUTE,
} from '../../lab/support/cytracom';
import { useVirtualClock } from '../../lab/virtualTime';

const clock = useVirtualClock();
const moment = Date.UTC(2026, 5, 1, 10);

/** A value as an expression gives it, whatever its type. */
const given = (value: unknown) => `={{ ${JSON.stringify(value)} }}`;

/** Ten calls, a minute from one to the next: newest, and the only one of `3999`, is `call 0`. */
async function start() {
	const setup = await CytracomSetup.start(clock);
	for (let at = 0; at < 10; at++) {
		const caller = at === 0 ? '3999' : '3200';
		setup.api.addCall(callAt(moment - at * MINUTE, { linkedId: `call ${at}`, caller }));
	}
	return setup;
}
const june: INodeParameters = { startTime: '2026-06-01T00:00:00Z' };
const ids = (count: number) => Array.from({ length: count }, (_, at) => `call ${at}`);
const blanks = { caller: '  ', callee: ' ', status: ' ', sentiment: given(' ') };

describe('List: what was meant', () => {
	test.each([
		['a limit as a text', { limit: given('7') }, ids(7)],
		['returnAll "false"', { returnAll: given('false'), limit: 2 }, ids(2)],
		['returnAll "true"', { returnAll: given('true'), limit: 2 }, ids(10)],
		['a number as a filter', { filters: { caller: given(3999) } }, ['call 0']],
		['blanks only as filters', { filters: blanks }, ids(10)],
		['null as a filter', { filters: { caller: given(null), sentiment: given(null) } }, ids(10)],
	] as [string, INodeParameters, string[]][])('%s', async (_, parameters, expected) => {
		await using setup = await start();

		expect(await setup.ids({ ...june, ...parameters })).toEqual(expected);
	});
});

describe('a date as a number', () => {
	const seconds = moment / 1000;
	const forms = [seconds, moment, String(seconds), String(moment)];

	test.each(forms)('searchFrom and searchTo %j', async (value) => {
		await using setup = await start();
		const options = { searchFrom: given(value), searchTo: given(value) };

		const [item] = await setup.items(getContext('call 0', { options }));

		expect(item).toMatchObject({ id: 'call 0' });
	});
});

describe('a sentence, and no request', () => {
	const searchIn = (options: INodeParameters) => getSummary('call 0', { options });

	test.each([
		['limit 0', { limit: given(0) }, /^(The )?Limit /],
		['limit -5', { limit: given(-5) }, /^(The )?Limit /],
		['limit 1.5', { limit: given(1.5) }, /^(The )?Limit /],
		['limit "abc"', { limit: given('abc') }, /^(The )?Limit /],
		['a list as a date', { startTime: given([1]) }, /^Start Time is not a valid date/],
		['an object as a date', searchIn({ searchFrom: given({}) }), /^Search From is not a valid/],
		['no call', { operation: 'getContext', linkedId: given(null) }, /^No call selected/],
		['a call in a list', getContext('', { linkedId: byId(given([])) }), /^No call selected/],
	] as [string, INodeParameters, RegExp][])('%s', async (_, parameters, sentence) => {
		await using setup = await start();

		const error = await setup.failure(parameters);

		expect(error).toMatchObject({ name: 'NodeOperationError', context: { itemIndex: 0 } });
		expect(error.message).toMatch(sentence);
		expect(error.description).toBeTruthy();
		expect(setup.api.requests).toEqual([]);
	});
});

test.each([null, '', '  '])('searchFrom %j is none', async (searchFrom) => {
	await using setup = await start();
	const call = callAt(moment - 20 * MINUTE);
	setup.api.addCall(call);

	const options = { searchFrom: given(searchFrom) };

	expect(await setup.items(getContext(call.linkedId, { options }))).toHaveLength(1);
});
