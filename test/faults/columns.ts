import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';

import { runNode, searchList, testCredential } from '../engine';
import type { Vendor } from '../support/triggers';
import { cytracom, HOUR, MINUTE, yeastar } from '../support/triggers';
import { EXTENSION_NUMBER, NODES, type Place, type Site } from './site';

/** An error as n8n gets it. */
export interface Told {
	name: string;
	message: string;
	description?: string | null;
	failure?: { cause: string; retryAfterMs?: number };
}

/** What a run ended with: items, each as JSON, or an error. */
export type Outcome = { items: string[] } | { error: Told };

/** Something of the package at work. */
export interface Subject {
	/** The run that meets the fault. */
	run(): Promise<Outcome>;
	/** What comes when the fault is over: an operation's items, or the ids of all that a trigger has ever given. */
	after(): Promise<string[]>;
}

export type ColumnKind =
	'operation' | 'health' | 'picker' | 'activation' | 'restart' | 'poll' | 'testEvent' | 'test';

export interface Column {
	name: string;
	vendor: Vendor;
	kind: ColumnKind;
	/** What it asks the phone system for. */
	places: Place[];
	durable: boolean;
	parameters: INodeParameters;
	/** All that goes before the fault. */
	prepare(site: Site): Promise<Subject>;
}

/** Two calls, half an hour ago and a little later. */
function addRecentCalls(site: Site): string {
	const now = site.clock.now();
	site.addCall(now - 30 * MINUTE);
	return site.addCall(now - 20 * MINUTE);
}

const byId = (value: string) => ({ __rl: true, mode: 'id', value });

/** What a healthy run gives too, but not the same each time. */
const PASSING_KEYS = ['address', 'checkedAt', 'clockDifferenceSeconds'];

const texts = (items: INodeExecutionData[] | null): string[] =>
	(items ?? []).map(({ json }) =>
		JSON.stringify(json, (key, value: unknown) => (PASSING_KEYS.includes(key) ? undefined : value)),
	);

const outcomeOf = async (work: Promise<string[]>): Promise<Outcome> =>
	await work.then(
		(items) => ({ items }),
		(error: unknown) => ({ error: error as Told }),
	);

/** Something that a person or a workflow does once: after the fault it is done again. */
function doneAgain(work: () => Promise<string[]>): Subject {
	return { run: async () => await outcomeOf(work()), after: work };
}

type Base = Pick<Column, 'vendor' | 'places'>;

const column = (
	name: string,
	kind: ColumnKind,
	{ vendor, places }: Base,
	prepare: Column['prepare'],
	more: Partial<Column> = {},
): Column => ({ name, kind, vendor, places, durable: false, parameters: {}, prepare, ...more });

function operation(
	name: string,
	base: Base,
	parameters: (legId: string) => INodeParameters,
	kind: ColumnKind = 'operation',
): Column {
	return column(name, kind, base, async (site) => {
		const legId = addRecentCalls(site);
		const { credential } = site.trigger;
		return await Promise.resolve(
			doneAgain(async () => {
				const { items, error } = await runNode(site.engine, {
					type: NODES[base.vendor.name],
					credentials: { [base.vendor.credentialType]: credential },
					parameters: parameters(legId),
				});
				if (error) throw error;
				return texts(items);
			}),
		);
	});
}

function picker(method: string, base: Base): Column {
	return column(method, 'picker', base, async (site) => {
		addRecentCalls(site);
		const { credential } = site.trigger;
		return await Promise.resolve(
			doneAgain(async () => {
				const { results } = await searchList(site.engine, {
					type: NODES[base.vendor.name],
					credentials: { [base.vendor.credentialType]: credential },
					method,
				});
				return results.map((row) => JSON.stringify(row));
			}),
		);
	});
}

/** The Test button of the credential. */
function test(base: Base): Column {
	return column('Test', 'test', base, async (site) => {
		const { id } = site.trigger.credential;
		const { credentialType } = base.vendor;
		return await Promise.resolve(
			doneAgain(async () => {
				const { status, message } = await testCredential(site.engine, { credentialType, id });
				if (status === 'OK') return [message];
				throw Object.assign(new Error(message), { name: 'Test' });
			}),
		);
	});
}

function testEvent(base: Base): Column {
	return column('Fetch Test Event', 'testEvent', base, async (site) => {
		addRecentCalls(site);
		return await Promise.resolve(
			doneAgain(async () => {
				const { items, error } = await site.trigger.run.testEvent();
				if (error) throw error;
				return texts(items);
			}),
		);
	});
}

/** A trigger's run, and afterwards polls until everything must have been given. */
function polled(
	{ trigger }: Site,
	run: () => Promise<INodeExecutionData[] | null>,
	resume: (failed: boolean) => Promise<unknown> = async () => await Promise.resolve(),
): Subject {
	let failed = false;
	return {
		run: async () => {
			const outcome = await outcomeOf(
				run().then((items) => {
					trigger.note(items);
					return texts(items);
				}),
			);
			failed = 'error' in outcome;
			return outcome;
		},
		after: async () => {
			await resume(failed);
			// a record that could not be read is reported by one poll more
			await trigger.poll().catch(() => undefined);
			await trigger.poll();
			// the whole lookback is read again
			await trigger.poll(HOUR);
			return [...trigger.given].sort();
		},
	};
}

/** So much history that the activating poll itself has something to give. */
const WITH_HISTORY = { options: { initialLookbackHours: 1 } };

function activation(base: Base, durable: boolean): Column {
	const prepare: Column['prepare'] = async (site) => {
		addRecentCalls(site);
		const { trigger } = site;
		return await Promise.resolve(
			polled(
				site,
				async () => await trigger.run.activate('activate'),
				async (failed) => failed && trigger.note(await trigger.run.retryActivation()),
			),
		);
	};
	return column(`activation${modeOf(durable)}`, 'activation', base, prepare, {
		durable,
		parameters: WITH_HISTORY,
	});
}

/** Longer than a token lives and information of the PBX is kept: everything is asked for anew. */
const PAUSE_MS = 31 * MINUTE;

async function afterAPause(site: Site): Promise<void> {
	await site.trigger.begin();
	site.addCall(site.clock.now() + MINUTE);
	site.addCall(site.clock.now() + 10 * MINUTE);
	site.clock.advance(PAUSE_MS);
}

function restart(base: Base): Column {
	return column('restart', 'restart', base, async (site) => {
		await afterAPause(site);
		const { run } = site.trigger;
		run.crash();
		return polled(site, async () => await run.activate('init'));
	});
}

function poll(base: Base, durable: boolean): Column {
	const prepare: Column['prepare'] = async (site) => {
		await afterAPause(site);
		return polled(site, async () => await site.trigger.run.poll());
	};
	return column(`poll${modeOf(durable)}`, 'poll', base, prepare, { durable });
}

const modeOf = (durable: boolean) => (durable ? ', durable' : '');

const READING: Place[] = ['sign-in', 'information', 'calls', 'file'];
const asking = (...places: Place[]): Base => ({ vendor: yeastar, places });
const ofCytracom: Base = { vendor: cytracom, places: ['calls', 'later calls'] };

const yeastarColumns: Column[] = [
	operation('list', asking(...READING), () => ({})),
	operation('getContext', asking('sign-in', 'context'), (id) => ({
		operation: 'getContext',
		legId: byId(id),
	})),
	operation('getSummary', asking('sign-in', 'extensions', 'summary'), (id) => ({
		operation: 'getSummary',
		legId: byId(id),
		extension: { __rl: true, mode: 'number', value: EXTENSION_NUMBER },
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
	...(['getContext', 'getSummary'] as const).map((name) =>
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

function triggerColumns(base: Base): Column[] {
	return [
		...[false, true].map((durable) => activation(base, durable)),
		restart(base),
		...[false, true].map((durable) => poll(base, durable)),
		testEvent(base),
	];
}

export const columns: Column[] = [...yeastarColumns, ...cytracomColumns];
