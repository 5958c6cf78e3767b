import type { IExecuteFunctions } from 'n8n-workflow';

import * as parameters from '../../../../nodes/shared/operations/parameters';
import {
	eventParameter,
	lookbackOptions,
} from '../../../../nodes/shared/trigger/triggerParameters';

/** All that reading a parameter asks of a context. */
const contextOf = (values: Record<string, unknown>) =>
	({
		getNodeParameter: (name: string, _: number, usual: unknown) =>
			name in values ? values[name] : usual,
		getNode: () => ({ name: 'Node', type: 'x' }),
	}) as unknown as IExecuteFunctions;

test.each([
	[{ returnAll: true }, Infinity],
	[{ returnAll: true, limit: 5 }, Infinity],
	[{ returnAll: false, limit: 5 }, 5],
	[{ returnAll: 'true', limit: 0 }, Infinity],
	[{ returnAll: 'false', limit: ' 7 ' }, 7],
	[{ limit: 1 }, 1],
	[{ limit: null }, 50],
	[{ limit: '' }, 50],
	[{}, 50],
])('%j: so many are wanted: %d', (values, limit) => {
	expect(parameters.readLimit(contextOf(values), 0)).toBe(limit);
});

test.each([0, -3, 1.5, '1.5', 'many', Infinity])('a limit of %j is refused', (limit) => {
	expect.assertions(1);
	try {
		parameters.readLimit(contextOf({ limit }), 3);
	} catch (error) {
		expect(error).toMatchObject({
			message: 'Limit must be a whole number of at least 1.',
			description: 'Change Limit, or turn on Return All.',
			context: { itemIndex: 3 },
		});
	}
});

test.each([
	['  +49 30 ', '+49 30'],
	['', ''],
	[3200, '3200'],
	[0, '0'],
	[true, 'true'],
	[null, ''],
	[undefined, ''],
	[{}, ''],
	[['a'], ''],
])('%j as text is "%s"', (value, text) => {
	expect(parameters.textOf(value)).toBe(text);
});

test.each([true, 'true', 'TRUE', 'yes', 1, '1'])('a switch that is %j is on', (value) => {
	expect(parameters.isOn(value)).toBe(true);
});
test.each([false, 'false', ' False ', 'no', 0, '0', '', null, undefined])(
	'a switch that is %j is off',
	(value) => expect(parameters.isOn(value)).toBe(false),
);

test.each([
	['a', ['a']],
	[' a , b,,', ['a', 'b']],
	[
		['a', 17, null, 'b,c'],
		['a', '17', 'b', 'c'],
	],
])('the calls %j are %j', (legId, ids) => {
	expect(parameters.readCallIds(contextOf({ legId }), 'legId', 0)).toEqual(ids);
});

test.each(['', ' , ', null, []])('the call %j is none', (legId) => {
	expect(() => parameters.readCallIds(contextOf({ legId }), 'legId', 0)).toThrow(
		'No call selected.',
	);
});

test('a parameter is shown with one operation, and under its own conditions', () => {
	const shown = parameters.shownWith('call', 'list', parameters.limitParameters);

	expect(shown.map(({ displayOptions }) => displayOptions)).toEqual([
		{ show: { resource: ['call'], operation: ['list'] } },
		{ show: { returnAll: [false], resource: ['call'], operation: ['list'] } },
	]);
	expect(parameters.limitParameters[0]).not.toHaveProperty('displayOptions');
});

/** Names, types and defaults are in saved workflows. */
test('what is in saved workflows stays', () => {
	const { rangeParameters, limitParameters, simplifyParameter } = parameters;
	const all = [...rangeParameters, ...limitParameters, simplifyParameter, eventParameter];
	expect([...all, ...lookbackOptions(720)].map((one) => [one.name, one.type, one.default])).toEqual(
		[
			['startTime', 'dateTime', '={{ $now.minus({ hours: 24 }).toISO() }}'],
			['endTime', 'dateTime', '={{ $now.toISO() }}'],
			['returnAll', 'boolean', false],
			['limit', 'number', 50],
			['simplify', 'boolean', true],
			['event', 'options', 'newTranscription'],
			['initialLookbackHours', 'number', 0],
			['lookbackHours', 'number', 24],
		],
	);
	expect(rangeParameters.map(({ required }) => required)).toEqual([true, true]);
	expect(eventParameter.noDataExpression).toBe(true);
	expect(eventParameter.options).toMatchObject([
		{ value: 'newSummary' },
		{ value: 'newTranscription' },
	]);
	const ranges = [limitParameters[1], ...lookbackOptions(720)].map((one) => one?.typeOptions);
	expect(ranges).toEqual([
		{ minValue: 1 },
		{ minValue: 0, maxValue: 720 },
		{ minValue: 1, maxValue: 168 },
	]);
});
