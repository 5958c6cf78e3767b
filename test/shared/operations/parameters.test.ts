import type { IExecuteFunctions } from 'n8n-workflow';

import * as parameters from '../../nodes/shared/parameters';
import { eventParameter, lookbackOptions } from '../../nodes/shared/trigger/triggerParameters';
import { emptyCallRecord } from '../../nodes/shared/record/callRecord';

/** All that reading a parameter asks of a context. */
const contextOf = (values: Record<string, unknown>) =>
	({
		getNodeParameter: (name: string, _: number, usual: unknown) => values[name] ?? usual,
	}) as unknown as IExecuteFunctions;

test.each([
	[{ returnAll: true }, Infinity],
	[{ returnAll: true, limit: 5 }, Infinity],
	[{ returnAll: false, limit: 5 }, 5],
	[{ limit: '7' }, 7],
	[{ limit: 0 }, 50],
	[{ limit: -3 }, 1],
	[{ limit: 'many' }, 50],
	[{}, 50],
])('%j: so many are wanted: %d', (values, limit) => {
	expect(parameters.readLimit(contextOf(values), 0)).toBe(limit);
});

test('the output is the record, or the vendor’s own object without Simplify', () => {
	const found = { record: emptyCallRecord('yeastar', 'a'), raw: { leg_id: 'a' } };

	expect(parameters.outputOf(contextOf({}), 0, found)).toBe(found.record);
	expect(parameters.outputOf(contextOf({ simplify: true }), 0, found)).toBe(found.record);
	expect(parameters.outputOf(contextOf({ simplify: false }), 0, found)).toBe(found.raw);
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

test('what users read beside the fields', () => {
	const { rangeParameters, limitParameters, simplifyParameter } = parameters;
	const all = [...rangeParameters, ...limitParameters, simplifyParameter, ...lookbackOptions(720)];
	const options = eventParameter.options as { name: string; description: string }[];
	const texts = [
		...all.map((one) => [one.displayName, one.description]),
		...options.map((one) => [one.name, one.description]),
	];
	expect([eventParameter.displayName, ...texts]).toEqual([
		'Event',
		['Start Time', 'Calls that began at this time or later'],
		['End Time', 'Calls that began at this time or earlier'],
		['Return All', 'Whether to return all results or only up to a given limit'],
		['Limit', 'Max number of results to return'],
		['Simplify', 'Whether to return a simplified version of the response instead of the raw data'],
		[
			'Initial Lookback Hours',
			'How many hours of earlier calls to give when the workflow is switched on for the first time. 0 gives only calls from then on.',
		],
		[
			'Lookback Hours',
			'How late a transcript may come: it is still caught up to so many hours after its call began',
		],
		['New Summary', 'When the AI has written the summary of a call'],
		['New Transcription', 'When the transcript of a call is there'],
	]);
});
