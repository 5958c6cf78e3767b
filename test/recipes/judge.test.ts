import type { Call } from './calls';
import { judge } from './judge';

const call: Call = {
	mark: 'Call 1 of yeastar.',
	startedAt: 0,
	customerNumber: '+15125550143',
	sentiment: 'neutral',
	followUps: [],
};
const written = { text: 'Call 1 of yeastar. A quote.', customer: '(512) 555-0143' };
const faultsOf = (...things: (typeof written)[]) => judge({ writes: () => 1 }, [call], things);

test('one thing for the call, with its customer, is right', () => {
	expect(faultsOf(written)).toEqual([]);
});

test.each([
	['nothing', []],
	['a second one', [written, written]],
	['another customer', [{ ...written, customer: '+15125550144' }]],
	['something of no call', [written, { ...written, text: 'Hello' }]],
])('%s is wrong', (_, things) => {
	expect(faultsOf(...things)).toHaveLength(1);
});
