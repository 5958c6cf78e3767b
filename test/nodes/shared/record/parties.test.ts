import type { Parties } from '../../../../nodes/shared/record/callRecord';
import type { Numbers } from '../../../../nodes/shared/record/numbers';
import { numbersOf } from '../../../../nodes/shared/record/numbers';
import { directionBetween, partiesOf } from '../../../../nodes/shared/record/parties';

const extension = { number: '3200', name: 'Leo Ball' };
const outside = { number: '(512) 555-0100', name: 'Ana' };
const nobody: Parties = {
	customerNumber: null,
	customerName: null,
	agentNumber: null,
	agentName: null,
};
const known = {
	customerNumber: '+15125550100',
	customerName: 'Ana',
	agentNumber: '3200',
	agentName: 'Leo Ball',
};

let numbers: Numbers;
beforeAll(async () => {
	numbers = await numbersOf({ country: 'US', ownNumbers: '+1512777*' });
});

test('the outside party is the customer, the inside one the agent', () => {
	expect(partiesOf(outside, extension, 'inbound', numbers)).toEqual(known);
	expect(partiesOf(extension, outside, 'outbound', numbers)).toEqual(known);
});

test('an internal call and one of no known direction have neither', () => {
	expect(partiesOf(extension, extension, 'internal', numbers)).toEqual(nobody);
	expect(partiesOf(outside, extension, null, numbers)).toEqual(nobody);
});

test('without a country the number stays as sent; what is not told is null', async () => {
	const hidden = { number: null, name: null };
	expect(partiesOf(outside, hidden, 'inbound', await numbersOf({}))).toEqual({
		...nobody,
		customerNumber: '(512) 555-0100',
		customerName: 'Ana',
	});
});

test('the number of the agent is as dialed', () => {
	const line = { number: '512-555-0200', name: null };
	expect(partiesOf(outside, line, 'inbound', numbers).agentNumber).toBe('512-555-0200');
});

test.each([
	['from a customer to a line', '5125550100', '+15127770001', 'inbound'],
	['from a customer to an extension', '5125550100', '3200', 'inbound'],
	['from a hidden number to a line', null, '+15127770001', 'inbound'],
	['from a line to a customer', '+15127770001', '5125550100', 'outbound'],
	['from an extension to a line', '3200', '+15127770001', 'internal'],
	['between two customers', '5125550100', '+15125550101', null],
	['between two that are not told', null, null, null],
])('the own numbers tell the direction of a call %s', (_, from, to, direction) => {
	expect(directionBetween(from, to, numbers)).toBe(direction);
});
