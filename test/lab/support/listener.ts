import type {
	INodeProperties,
	INodeType,
	INodeTypeDescription,
	IPollFunctions,
} from 'n8n-workflow';

import type { Found, FoundCall } from '../../../nodes/shared/found';
import { emptyCallRecord } from '../../../nodes/shared/record/callRecord';
import type { CallSource } from '../../../nodes/shared/trigger/trigger';
import { pollCalls } from '../../../nodes/shared/trigger/trigger';
import type { TimeRange } from '../../../nodes/shared/timeRange';
import { includes } from '../../../nodes/shared/timeRange';
import type { EngineOptions } from '../engine';
import { CredentialStore } from '../engine';
import { foundCall } from './foundCall';

const DAY = 24 * 60 * 60_000;

const parameter = (
	name: string,
	type: INodeProperties['type'],
	value: unknown,
): INodeProperties => ({
	...{ displayName: name, name, type },
	default: value as INodeProperties['default'],
});

/** A phone system of lists, and the windows that it was asked for. */
export function phoneSystem() {
	const calls: Found[] = [];
	const windows: { from: number; to: number }[] = [];
	const made = {
		calls,
		windows,
		failure: undefined as Error | undefined,
		more: {} as Partial<CallSource>,
		/** What a Code node of the workflow has saved. */
		globalData: undefined as object | undefined,
		call: (id: string, startedAt: number, more = {}): FoundCall => {
			const date = new Date(startedAt).toISOString();
			const record = { ...emptyCallRecord('yeastar', id), startedAt: date, transcript: 'Hi' };
			const found = foundCall({ ...record, ...more }, { vendors: id });
			calls.push(found);
			return found;
		},
		async *read(window: TimeRange) {
			windows.push({ from: window.from, to: window.through });
			if (made.failure) throw made.failure;
			for (const found of calls) {
				const start = 'head' in found ? Date.parse(found.head.startedAt ?? '') : window.from;
				if (includes(window, start)) yield await Promise.resolve(found);
			}
		},
	};
	return made;
}

/** What the listener reads. */
export const listened = { system: phoneSystem() };

/** A trigger with the least of parameters. */
class Listener implements INodeType {
	description: INodeTypeDescription = {
		...{ displayName: 'Listener', name: 'listener', group: ['trigger'], version: 1 },
		...{ description: 'Polls', defaults: { name: 'Listener' }, polling: true },
		...{ inputs: [], outputs: ['main'] },
		properties: [
			parameter('event', 'string', 'newTranscription'),
			parameter('simplify', 'boolean', true),
			parameter('filters', 'json', {}),
			parameter('options', 'json', {}),
		],
	};

	async poll(this: IPollFunctions) {
		const { globalData } = listened.system;
		if (globalData) Object.assign(this.getWorkflowStaticData('global'), globalData);
		return await pollCalls.call(this, {
			criteriaOf: ({ from }) => ({ from: from as string | undefined }),
			maxInitialLookbackHours: 720,
			open: async () =>
				await Promise.resolve({
					owner: 'x',
					retentionMs: 90 * DAY,
					read: (window) => listened.system.read(window),
					...listened.system.more,
				}),
		});
	}
}

/** Only its parameter is looked at. */
class Code implements INodeType {
	description: INodeTypeDescription = {
		...{ displayName: 'Code', name: 'code', group: ['transform'], version: 1 },
		...{
			description: 'Runs code',
			defaults: { name: 'Code' },
			inputs: ['main'],
			outputs: ['main'],
		},
		properties: [parameter('jsCode', 'string', '')],
	};
}

export const listenerEngine: EngineOptions = {
	...{ nodeTypes: { 'test.listener': Listener, 'test.code': Code }, credentialTypes: [] },
	...{ store: new CredentialStore(), timezone: 'UTC' },
};
