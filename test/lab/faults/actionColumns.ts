import type { INodeParameters } from 'n8n-workflow';

import { runNode, searchList, testCredential } from '../engine';
import {
	column,
	type Base,
	type Column,
	type ColumnKind,
	type Given,
	type Subject,
} from './column';
import { addRecentCalls, outcomeOf, texts } from './outcomes';
import { typeOf } from '../world';

/** Something that a person or a workflow does once: after the fault it is done again. */
function doneAgain(work: () => Promise<Given>): Subject {
	return {
		run: async () => await outcomeOf(work()),
		after: async () => (await work()).items,
	};
}

export function operation(
	name: string,
	base: Base,
	parameters: (legId: string) => INodeParameters,
	kind: ColumnKind = 'operation',
): Column {
	return column(name, kind, base, (site) => {
		const legId = addRecentCalls(site);
		const { credential } = site.trigger;
		return doneAgain(async () => {
			const { items, hints, error } = await runNode(site.engine, {
				type: typeOf(base.vendor.name),
				credentials: { [base.vendor.credentialType]: credential },
				parameters: parameters(legId),
			});
			if (error) throw error;
			return { items: texts(items), hints: hints.map(({ message }) => message) };
		});
	});
}

export function picker(method: string, base: Base): Column {
	return column(method, 'picker', base, (site) => {
		addRecentCalls(site);
		const { credential } = site.trigger;
		return doneAgain(async () => {
			const { results } = await searchList(site.engine, {
				type: typeOf(base.vendor.name),
				credentials: { [base.vendor.credentialType]: credential },
				method,
			});
			return { items: results.map((row) => JSON.stringify(row)) };
		});
	});
}

/** The Test button of the credential. */
export function test(base: Base): Column {
	return column('Test', 'test', base, (site) => {
		const { id } = site.trigger.credential;
		const { credentialType } = base.vendor;
		return doneAgain(async () => {
			const { status, message } = await testCredential(site.engine, { credentialType, id });
			if (status === 'OK') return { items: [message] };
			throw Object.assign(new Error(message), { name: 'Test' });
		});
	});
}

export function testEvent(base: Base): Column {
	return column('Fetch Test Event', 'testEvent', base, (site) => {
		addRecentCalls(site);
		return doneAgain(async () => {
			const { items, error } = await site.trigger.run.testEvent();
			if (error) throw error;
			return { items: texts(items) };
		});
	});
}
