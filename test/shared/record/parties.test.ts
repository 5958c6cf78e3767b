import { ownNumbers } from '../../../nodes/shared/record/ownNumbers';
import type { Parties } from '../../../nodes/shared/record/parties';
import { partiesOf } from '../../../nodes/shared/record/parties';

const extension = { number: '3200', name: 'Leo Ball' };
const outside = { number: '(512) 555-0100', name: 'Ana' };
const nobody: Parties = {
	direction: null,
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

describe('by the direction that the phone system tells', () => {
	test('the outside party is the customer, the inside one the agent', () => {
		expect(partiesOf(outside, extension, 'inbound', 'US')).toEqual({
			direction: 'inbound',
			...known,
		});
		expect(partiesOf(extension, outside, 'outbound', 'US')).toEqual({
			...{ direction: 'outbound', ...known },
		});
	});

	test('an internal call and one of no known direction have neither', () => {
		expect(partiesOf(extension, extension, 'internal', 'US')).toEqual({
			...{ ...nobody, direction: 'internal' },
		});
		expect(partiesOf(outside, extension, null, 'US')).toEqual(nobody);
	});

	test('without a country the number stays as sent; what is not told is null', () => {
		expect(partiesOf(outside, { number: null, name: null }, 'inbound', '')).toEqual({
			...nobody,
			direction: 'inbound',
			customerNumber: '(512) 555-0100',
			customerName: 'Ana',
		});
	});

	test('the number of the agent is as dialed', () => {
		const line = { number: '512-555-0200', name: null };
		expect(partiesOf(outside, line, 'inbound', 'US').agentNumber).toBe('512-555-0200');
	});
});

describe('by the own numbers', () => {
	const isOwn = ownNumbers('+1512777*', 'US');
	const line = { number: '+15127770001', name: null };
	const hidden = { number: null, name: null };

	test.each([
		['from a customer to a line', outside, line, 'inbound'],
		['from a customer to an extension', outside, extension, 'inbound'],
		['from a hidden number to a line', hidden, line, 'inbound'],
		['from a line to a customer', line, outside, 'outbound'],
		['from an extension to a line', extension, line, 'internal'],
		['between two customers', outside, outside, null],
		['between two that are not told', hidden, hidden, null],
	] as const)('%s', (_, from, to, direction) => {
		const parties = partiesOf(from, to, isOwn, 'US');
		expect(parties.direction).toBe(direction);
		const isDecided = direction === 'inbound' || direction === 'outbound';
		if (!isDecided) expect(parties).toEqual({ ...nobody, direction });
	});

	test('give the customer and the agent', () => {
		expect(partiesOf(outside, line, isOwn, 'US')).toEqual({
			direction: 'inbound',
			customerNumber: '+15125550100',
			customerName: 'Ana',
			agentNumber: '+15127770001',
			agentName: null,
		});
	});
});
