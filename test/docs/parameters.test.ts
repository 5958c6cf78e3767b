import type { INodeProperties } from 'n8n-workflow';

import { Cytracom } from '../../nodes/Cytracom/Cytracom.node';
import { CytracomTrigger } from '../../nodes/Cytracom/CytracomTrigger.node';
import { Yeastar } from '../../nodes/Yeastar/Yeastar.node';
import { YeastarTrigger } from '../../nodes/Yeastar/YeastarTrigger.node';

const nodes = {
	Yeastar: new Yeastar().description.properties,
	'Yeastar Trigger': new YeastarTrigger().description.properties,
	Cytracom: new Cytracom().description.properties,
	'Cytracom Trigger': new CytracomTrigger().description.properties,
};

/** Tools of an agent have parameters of their own besides. */
const isOfNodes = ({ displayOptions }: INodeProperties) =>
	!displayOptions?.show?.['@tool']?.includes(true);

/** A parameter as a saved workflow has it, `options.lookbackHours`, and what it is when nothing is chosen. */
interface Shown {
	path: string;
	parameter: INodeProperties;
}

const shown = (properties: INodeProperties[], folder = ''): Shown[] =>
	properties
		.filter(isOfNodes)
		.flatMap((parameter) => [
			{ path: folder + parameter.name, parameter },
			...(parameter.type === 'collection'
				? shown(parameter.options as INodeProperties[], `${folder}${parameter.name}.`)
				: []),
		]);

const ofAction = (properties: INodeProperties[], resource: string, operation: string) =>
	shown(
		properties.filter(
			({ displayOptions: { show } = {} }) =>
				show?.resource?.includes(resource) && show.operation?.includes(operation),
		),
	);

const defaults = (parameters: Shown[]) =>
	Object.fromEntries(parameters.map(({ path, parameter }) => [path, parameter.default]));

const range = {
	startTime: '={{ $now.minus({ hours: 24 }).toISO() }}',
	endTime: '={{ $now.toISO() }}',
};
const amount = { returnAll: false, limit: 50 };
const sharedFilters = {
	'filters.extension': '',
	'filters.externalOnly': true,
	'filters.search': '',
};
const picked = { mode: 'list', value: '' };
const record = { options: {}, 'options.fields': [], 'options.timesInTranscript': false };
const file = { format: 'txt', binaryPropertyName: 'data' };

describe('names and defaults, on which saved workflows rest', () => {
	test('of Yeastar’s operations', () => {
		const of = (resource: string, operation: string) =>
			defaults(ofAction(nodes.Yeastar, resource, operation));
		expect(of('transcription', 'list')).toEqual({
			...range,
			...amount,
			filters: {},
			'filters.callFrom': '',
			'filters.callTo': '',
			'filters.callType': 'Inbound',
			'filters.lastStatus': 'ANSWERED',
			'filters.minTalkSeconds': 10,
			...sharedFilters,
			'options.includeSpeakerNames': false,
			simplify: true,
			...record,
		});
		expect(of('transcription', 'getContext')).toEqual({
			legId: picked,
			...record,
			'options.searchValue': '',
			simplify: true,
		});
		expect(of('transcription', 'getSummary')).toEqual({
			legId: picked,
			party: 'any',
			extension: picked,
			...record,
			simplify: true,
		});
		const one = { legId: picked, ...record, simplify: true };
		expect(of('transcription', 'get')).toEqual(one);
		expect(of('transcription', 'download')).toEqual({ ...one, ...file });
		expect(of('extension', 'list')).toEqual({ ...amount, filters: {}, 'filters.search': '' });
	});

	test('of Cytracom’s operations', () => {
		const of = (operation: string) =>
			defaults(ofAction(nodes.Cytracom, 'transcription', operation));
		const one = {
			linkedId: picked,
			...record,
			'options.searchFrom': '',
			'options.searchTo': '',
			simplify: true,
		};
		expect(of('list')).toEqual({
			...range,
			...amount,
			filters: {},
			'filters.caller': '',
			'filters.callee': '',
			'filters.status': '',
			'filters.sentiment': '',
			'filters.minDurationSeconds': 10,
			...sharedFilters,
			...record,
			simplify: true,
		});
		expect(of('getContext')).toEqual(one);
		expect(of('getSummary')).toEqual(one);
		expect(of('get')).toEqual(one);
		expect(of('download')).toEqual({ ...one, ...file });
	});

	const trigger = {
		event: 'newTranscription',
		filters: {},
		simplify: true,
		...record,
		'options.initialLookbackHours': 0,
		'options.lookbackHours': 24,
	};

	test('of the triggers', () => {
		expect(defaults(shown(nodes['Yeastar Trigger']))).toEqual({
			...trigger,
			'filters.callFrom': '',
			'filters.callTo': '',
			'filters.callType': 'Inbound',
			'filters.lastStatus': 'ANSWERED',
			'filters.minTalkSeconds': 10,
			...sharedFilters,
			'options.includeSpeakerNames': true,
		});
		expect(defaults(shown(nodes['Cytracom Trigger']))).toEqual({
			...trigger,
			'filters.caller': '',
			'filters.callee': '',
			'filters.status': '',
			'filters.sentiment': '',
			'filters.minDurationSeconds': 10,
			...sharedFilters,
		});
	});

	test('of the events', () => {
		for (const name of ['Yeastar Trigger', 'Cytracom Trigger'] as const) {
			const event = nodes[name].find(({ name }) => name === 'event');
			expect(event?.options).toEqual([
				expect.objectContaining({ name: 'New Summary', value: 'newSummary' }),
				expect.objectContaining({ name: 'New Transcription', value: 'newTranscription' }),
			]);
		}
	});
});

describe('what the form shows', () => {
	test('the number of results is asked where not all are wanted, and is one at least', () => {
		for (const node of ['Yeastar', 'Cytracom'] as const) {
			const [limit] = ofAction(nodes[node], 'transcription', 'list')
				.map(({ parameter }) => parameter)
				.filter(({ name }) => name === 'limit');
			expect(limit).toMatchObject({ type: 'number', typeOptions: { minValue: 1 } });
			expect(limit?.displayOptions?.show?.returnAll).toEqual([false]);
		}
	});

	test('the types are those that the values need', () => {
		const types = (node: keyof typeof nodes) =>
			Object.fromEntries(
				shown(nodes[node]).map(({ path, parameter }) => [path, parameter.type] as const),
			);
		expect(types('Yeastar')).toMatchObject({
			startTime: 'dateTime',
			endTime: 'dateTime',
			returnAll: 'boolean',
			limit: 'number',
			simplify: 'boolean',
		});
		expect(types('Yeastar Trigger')).toMatchObject({
			event: 'options',
			'options.lookbackHours': 'number',
			'options.initialLookbackHours': 'number',
		});
	});

	test('the hours of a trigger have the bounds that it checks', () => {
		const bounds = (node: 'Yeastar Trigger' | 'Cytracom Trigger') =>
			Object.fromEntries(
				shown(nodes[node])
					.filter(({ path }) => path.endsWith('Hours'))
					.map(({ path, parameter }) => [path, parameter.typeOptions]),
			);
		const lookback = { minValue: 1, maxValue: 168 };
		expect(bounds('Yeastar Trigger')).toEqual({
			'options.initialLookbackHours': { minValue: 0, maxValue: 366 * 24 },
			'options.lookbackHours': lookback,
		});
		expect(bounds('Cytracom Trigger')).toEqual({
			'options.initialLookbackHours': { minValue: 0, maxValue: 90 * 24 },
			'options.lookbackHours': lookback,
		});
	});
});
