import { AsyncLocalStorage } from 'node:async_hooks';

import { Container } from '@n8n/di';
import { PollContext, PollTriggerExecutor } from 'n8n-core';
import type { INodeExecutionData, Workflow, WorkflowActivateMode } from 'n8n-workflow';

import {
	createAdditionalData,
	createNode,
	createWorkflow,
	type EngineOptions,
	type NodeSettings,
} from './engine';
import type { Cursor, TriggerState } from './triggerState';

export interface PollerOptions {
	activation: WorkflowActivateMode;
	state: TriggerState;
	durable: boolean;
	next?: NodeSettings;
	budgetMs: () => number;
}

/** One poll: what it returned or threw, and in durable mode its own copy of the state. */
interface PollScope {
	isCurrent: () => boolean;
	output?: INodeExecutionData[][];
	error?: unknown;
	cursor?: Cursor;
}

/** Under Node 20 each further storage slows every promise: one for the process, however often this file is loaded. */
const shared = globalThis as { pollScopes?: AsyncLocalStorage<PollScope> };
const scopes = (shared.pollScopes ??= new AsyncLocalStorage<PollScope>());

/**
 * A workflow read from the database, and what n8n polls its trigger with: `PollContext` and `PollTriggerExecutor` of
 * n8n-core, put together as in `trigger-execution-context.factory.js` of the package n8n. Its polls may overlap.
 */
export class Poller {
	readonly workflow: Workflow;
	private readonly execute: ReturnType<PollTriggerExecutor['create']>;

	constructor(engine: EngineOptions, settings: NodeSettings, options: PollerOptions) {
		const { activation, state, durable, next, budgetMs } = options;
		const node = createNode(settings);
		const nodes = [node, ...(next ? [createNode(next)] : [])];
		const workflow = createWorkflow(engine, nodes, { active: true, staticData: state.read() });
		const noExecution = { executionId: undefined, hooks: undefined };
		const commitCursor = () => {
			if (this.scope.cursor) state.commitCursor(this.scope.cursor);
		};
		const staticData = () => workflow.getStaticData('node', node);
		const context = new PollContext(
			workflow,
			node,
			createAdditionalData(engine, 'trigger', noExecution),
			'trigger',
			activation,
			(output) => {
				this.scope.output = output;
				commitCursor();
				state.saveStaticData(workflow);
			},
			(error) => {
				this.scope.error = error;
			},
			async () => await Promise.resolve(commitCursor()),
			async (poll) => {
				if (durable) this.scope.cursor = state.openCursor(staticData());
				return await poll();
			},
			() => this.scope.cursor?.working ?? staticData(),
			budgetMs,
		);
		const isCurrent = () => this.scope.isCurrent();
		this.workflow = workflow;
		this.execute = Container.get(PollTriggerExecutor).create(workflow, node, context, isCurrent);
	}

	/** Returns what the node returned (its first output), or null; throws what the node threw. */
	async poll(activating: boolean, isCurrent: () => boolean): Promise<INodeExecutionData[] | null> {
		const scope: PollScope = { isCurrent };
		await scopes.run(scope, async () => await this.execute(activating));
		if ('error' in scope) throw scope.error;
		return scope.output ? (scope.output[0] ?? []) : null;
	}

	private get scope(): PollScope {
		const scope = scopes.getStore();
		if (!scope) throw new Error('The node read or wrote its state outside of a poll');
		return scope;
	}
}
