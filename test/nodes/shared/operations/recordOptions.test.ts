import type { IExecuteFunctions } from 'n8n-workflow';

import {
	outputOf,
	readForm,
	recordOptions,
} from '../../../../nodes/shared/operations/recordOptions';
import type { CallRecord } from '../../../../nodes/shared/record/callRecord';
import { emptyCallRecord } from '../../../../nodes/shared/record/callRecord';
import { foundCall } from '../../../lab/support/foundCall';

const contextOf = (values: Record<string, unknown>) =>
	({
		getNodeParameter: (name: string, _: number, usual: unknown) =>
			name in values ? values[name] : usual,
		getNode: () => ({ name: 'Node', type: 'x' }),
	}) as unknown as IExecuteFunctions;
const formOf = (values: Record<string, unknown>, more?: string[]) =>
	readForm(contextOf(values), 2, { more });

const turn = { speaker: 'Leo', number: '3202', text: 'Hi', at: null, offsetSeconds: 5 };
const record: CallRecord = {
	...emptyCallRecord('yeastar', 'a'),
	labels: { queue: 'support' },
	transcript: 'Leo: Hi',
	turns: [turn],
	summary: 'A greeting.',
};
const found = foundCall(record, { leg_id: 'a' });
const output = (values: Record<string, unknown>) => outputOf(found, formOf(values));

test('the output is the record, or the vendor’s own object without Simplify', () => {
	expect(output({})).toEqual(record);
	expect(output({ simplify: true, options: { fields: [] } })).toEqual(record);
	for (const simplify of [false, 'false']) {
		expect(output({ simplify, options: { fields: ['id'], timesInTranscript: true } })).toBe(
			found.raw,
		);
	}
});

test.each(Object.keys(record))('%s is given alone as with all others', (key) => {
	expect(output({ options: { fields: [key] } })).toEqual({ [key]: record[key as 'id'] });
});

test('fields come in the order of the record, as a list or as a text', () => {
	for (const fields of [
		['summary', 'id'],
		' summary, id ',
		['summary,id'],
		'={{ x }}, id'.slice(8),
	]) {
		expect(Object.keys(output({ options: { fields } }))).toEqual(
			['id', 'summary'].filter((key) => String(fields).includes(key)),
		);
	}
});

test('no part is built of which no field is given', () => {
	const built: string[] = [];
	const noting = <T>(part: string, build: () => T) => {
		return () => {
			built.push(part);
			return build();
		};
	};
	const call = {
		...found,
		labels: noting('labels', found.labels),
		spoken: noting('spoken', found.spoken),
		summarized: noting('summarized', found.summarized),
	};
	const partsOf = (...fields: string[]) => {
		outputOf(call, formOf({ options: { fields, timesInTranscript: true } }));
		return built.splice(0);
	};

	expect(partsOf('id', 'startedAt')).toEqual([]);
	expect(partsOf('labels')).toEqual(['labels']);
	expect(partsOf('turns')).toEqual(['spoken']);
	expect(partsOf('summarySections', 'id')).toEqual(['summarized']);
	expect(partsOf()).toEqual(['labels', 'spoken', 'summarized']);
});

test('times stand in the transcript where they are wanted, and nowhere else', () => {
	const options = { timesInTranscript: true };

	expect(output({ options })).toEqual({ ...record, transcript: '00:00:05 Leo: Hi' });
	expect(output({ options: { ...options, fields: ['turns'] } })).toEqual({ turns: [turn] });
	expect(output({ options: { timesInTranscript: 'false' } })).toEqual(record);
});

test('a field that there is not is an error, also one of another operation', () => {
	const options = { fields: ['id', 'party'] };

	expect(formOf({ options }, ['party']).fields).toEqual(new Set(['id', 'party']));
	expect(() => formOf({ options })).toThrow(
		expect.objectContaining({
			message: 'There is no field named "party".',
			description: expect.stringContaining('Fields to Include') as string,
			context: expect.objectContaining({ itemIndex: 2 }) as object,
		}) as Error,
	);
});

test('the choices are the fields by their titles, and options stand in order', () => {
	const { options = [] } = recordOptions(
		[{ displayName: 'Search', name: 'search', type: 'string', default: '' }],
		['party'],
	);
	const [fields] = options as { options: { name: string; value: string }[] }[];

	expect(options.map(({ name }) => name)).toEqual(['fields', 'search', 'timesInTranscript']);
	expect(fields!.options.map(({ value }) => value).sort()).toEqual(
		[...Object.keys(record), 'party'].sort(),
	);
	const names = fields!.options.map(({ name }) => name);
	expect(names).toEqual([...names].sort());
	expect(names).toEqual(
		expect.arrayContaining(['Call ID', 'ID', 'Party', 'Started At', 'Summary HTML']),
	);
});
