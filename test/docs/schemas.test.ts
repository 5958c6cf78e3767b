import { readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';

import { resolveOutputSchemaPath } from 'n8n-core';
import type { INodePropertyOptions, INodeType } from 'n8n-workflow';

import { Cytracom } from '../../nodes/Cytracom/Cytracom.node';
import { emptyCallRecord } from '../../nodes/shared/record/callRecord';
import { Yeastar } from '../../nodes/Yeastar/Yeastar.node';
import { vendorExamples } from '../lab/simulators';
import * as cytracom from '../lab/support/cytracom';
import * as yeastar from '../lab/support/yeastar';
import type { JsonSchema, Name } from './outputSchemas';
import { outputSchemas } from './outputSchemas';
import { useVirtualClock } from '../lab/virtualTime';

const clock = useVirtualClock();
const health = { resource: 'system', operation: 'getHealth' };
const { file, human } = vendorExamples.yeastar.calls;

test.each(Object.entries(outputSchemas))('%s is what npm run docs writes', (path, schema) => {
	expect(read(path)).toEqual(schema);
});

test.each([
	['Yeastar', new Yeastar()],
	['Cytracom', new Cytracom()],
])('n8n finds a schema for every operation of %s, and for the trigger', (folder, node) => {
	const known = Object.keys(outputSchemas).filter((path) => path.startsWith(folder));
	const nodeDir = resolve('nodes', folder);

	const sought = [{}, ...operationsOf(node)].map((operation) =>
		resolveOutputSchemaPath({ nodeDir, version: 1, ...operation }),
	);

	expect(sought.map((path) => relative('nodes', path!)).sort()).toEqual(known.sort());
});

test.each(['Yeastar', 'Cytracom'])(
	'a record of %s has the keys of its schema, in order',
	(name) => {
		const record = Object.keys(emptyCallRecord('yeastar'));

		expect(Object.keys(read(`${name}/__schema__/v1.0.0.json`).properties!)).toEqual(record);
		expect(misfits(read(`${name}/__schema__/v1.0.0.json`), emptyCallRecord('yeastar'))).toEqual([]);
	},
);

test('items of Yeastar fit their schemas', async () => {
	await using setup = await yeastar.YeastarSetup.start(clock);
	const leg = [human.legId, yeastar.byNumber('3202')] as const;

	for (const [operation, parameters] of [
		['system/getHealth', health],
		['transcription/list', {}],
		['transcription/download', yeastar.getTranscriptFile(human.legId)],
		['transcription/get', yeastar.getCall(human.legId)],
		['transcription/getContext', yeastar.getContext(human.legId)],
		['transcription/getSummary', yeastar.getSummary(...leg)],
		['transcription/getSummary', yeastar.getSummary(file.legId, yeastar.byNumber('3200'))],
	] as const) {
		const items = await setup.items(parameters);
		const schema = read(`Yeastar/__schema__/v1.0.0/${operation}.json`);
		expect(items.flatMap((item) => misfits(schema, item))).toEqual([]);
		expect(Object.keys(items[0]!)).toEqual(Object.keys(schema.properties!));
	}
});

test('extensions fit their schema', async () => {
	await using setup = await yeastar.YeastarSetup.start(clock);
	const schema = read('Yeastar/__schema__/v1.0.0/extension/list.json');

	const items = await setup.items(yeastar.listExtensions());

	expect(items.flatMap((item) => misfits(schema, item, 'may have more'))).toEqual([]);
	expect(Object.keys(items[0]!)).toEqual(expect.arrayContaining(Object.keys(schema.properties!)));
});

test('items of Cytracom fit their schemas', async () => {
	await using setup = await cytracom.CytracomSetup.start(clock);
	setup.api.addCall(cytracom.exampleCall);
	const { linkedId } = cytracom.exampleCall;
	const today = { options: { searchFrom: '2026-06-04T00:00:00Z' } };

	for (const [operation, parameters] of [
		['system/getHealth', health],
		['transcription/list', {}],
		['transcription/download', cytracom.getTranscriptFile(linkedId, today)],
		['transcription/get', cytracom.getCall(linkedId, today)],
		['transcription/getContext', cytracom.getContext(linkedId, today)],
		['transcription/getSummary', cytracom.getSummary(linkedId, today)],
	] as const) {
		const items = await setup.items(parameters);
		const schema = read(`Cytracom/__schema__/v1.0.0/${operation}.json`);
		expect(items.flatMap((item) => misfits(schema, item))).toEqual([]);
		expect(Object.keys(items[0]!)).toEqual(Object.keys(schema.properties!));
	}
});

test('what does not fit is found', () => {
	const schema = read('Yeastar/__schema__/v1.0.0.json');
	const record = { ...emptyCallRecord('yeastar'), durationSeconds: '13', extra: 1 };

	expect(misfits(schema, { ...record, turns: [{ text: null }] })).toEqual([
		'.durationSeconds is string',
		'.turns.0.text is null',
		'.extra is unknown',
	]);
});

const read = (path: string): JsonSchema =>
	JSON.parse(readFileSync(join('nodes', path), 'utf8')) as JsonSchema;

function operationsOf(node: INodeType) {
	return node.description.properties
		.filter(({ name }) => name === 'operation')
		.flatMap(({ options = [], displayOptions }) => {
			const [resource] = displayOptions!.show!.resource as [string];
			const operations = options as INodePropertyOptions[];
			return operations.map(({ value }) => ({ resource, operation: String(value) }));
		});
}

/** Where a value is not what its schema says; keys that the schema lacks count too. */
function misfits(schema: JsonSchema, value: unknown, more = '', at = ''): string[] {
	const types = [schema.type].flat();
	const type = typeOf(value);
	if (!types.includes(type) && !(type === 'integer' && types.includes('number')))
		return [`${at} is ${type}`];
	if (schema.enum && !schema.enum.includes(value as string)) return [`${at} is ${String(value)}`];
	if (type !== 'array' && type !== 'object') return [];
	return Object.entries(value as object).flatMap(([key, part]) => {
		const known = type === 'array' ? schema.items : schema.properties?.[key];
		if (known) return misfits(known, part, more, `${at}.${key}`);
		// labels are free
		return more || at === '.labels' ? [] : [`${at}.${key} is unknown`];
	});
}

function typeOf(value: unknown): Name {
	if (value === null) return 'null';
	if (Array.isArray(value)) return 'array';
	return Number.isInteger(value) ? 'integer' : (typeof value as Name);
}
