import { cytracom, yeastar } from '../support/triggers';
import { operation, picker, test } from './actionColumns';
import type { Base, Column } from './column';
import { EXTENSION_NUMBER, type Place } from './site';
import { triggerColumns } from './triggerColumns';

const byId = (value: string) => ({ __rl: true, mode: 'id', value });

const READING: Place[] = ['sign-in', 'information', 'calls', 'file'];
const asking = (...places: Place[]): Base => ({ vendor: yeastar, places });
const ofCytracom: Base = { vendor: cytracom, places: ['calls', 'later calls'] };

const yeastarColumns: Column[] = [
	operation('list', asking(...READING), () => ({})),
	operation('get', asking(...READING, 'context'), (id) => ({ operation: 'get', legId: byId(id) })),
	operation('getContext', asking('sign-in', 'context'), (id) => ({
		operation: 'getContext',
		legId: byId(id),
	})),
	operation('getSummary', asking('sign-in', 'extensions', 'summary'), (id) => ({
		operation: 'getSummary',
		legId: byId(id),
		party: 'callee',
		extension: { __rl: true, mode: 'number', value: EXTENSION_NUMBER },
	})),
	operation('getAnySummary', asking(...READING, 'extensions', 'summary'), (id) => ({
		operation: 'getSummary',
		legId: byId(id),
	})),
	operation('extensions', asking('sign-in', 'extensions'), () => ({
		resource: 'extension',
		operation: 'list',
	})),
	operation(
		'getHealth',
		asking(...READING),
		() => ({ resource: 'system', operation: 'getHealth' }),
		'health',
	),
	picker('searchCalls', asking(...READING)),
	picker('searchExtensions', asking('sign-in', 'extensions')),
	...triggerColumns(asking(...READING, 'context')),
	test(asking('sign-in', 'context')),
];

const cytracomColumns: Column[] = [
	operation('list', ofCytracom, () => ({
		startTime: new Date(Date.UTC(2026, 5, 2, 12)).toISOString(),
		endTime: new Date(Date.UTC(2026, 5, 4, 12)).toISOString(),
	})),
	...(['get', 'getContext', 'getSummary'] as const).map((name) =>
		operation(name, ofCytracom, (id) => ({ operation: name, linkedId: byId(id) })),
	),
	operation(
		'getHealth',
		ofCytracom,
		() => ({ resource: 'system', operation: 'getHealth' }),
		'health',
	),
	picker('searchCalls', ofCytracom),
	...triggerColumns(ofCytracom),
	// the second request is n8n's own, and so are its words
	test({ ...ofCytracom, places: ['calls'] }),
];

export const columns: Column[] = [...yeastarColumns, ...cytracomColumns];
