import { AsyncLocalStorage } from 'node:async_hooks';
import { isDeepStrictEqual } from 'node:util';

import { Container } from '@n8n/di';
import { PollContext, PollTriggerExecutor, WorkflowExecute } from 'n8n-core';
import {
	type IDataObject,
	type INode,
	type INodeCredentials,
	type INodeExecutionData,
	type INodeParameters,
	jsonParse,
	type Workflow,
	type WorkflowActivateMode,
} from 'n8n-workflow';

import {
	createAdditionalData,
	createNode,
	createWorkflow,
	type EngineOptions,
	type NodeSettings,
} from './engine';
import { finish, type RunResult } from './run-node';

export interface TriggerRunOptions extends NodeSettings {
	/** The node's static data as an earlier run left it in the database. */
	staticData?: unknown;
	/** Durable cursors (`N8N_POLLER_DURABLE_CURSORS_ENABLED` and its companions). Default: n8n's default, without. */
	durable?: boolean;
}

/** One poll: what it handed over or threw, and in durable mode its own copy of the state. */
interface PollScope {
	/** A poll hands over only while no later one has taken its place: see {@link TriggerRun.abandonPolls}. */
	generation: number;
	output?: INodeExecutionData[][];
	error?: unknown;
	cursor?: { before: IDataObject; working: IDataObject };
}

interface Activation {
	workflow: Workflow;
	node: INode;
	context: PollContext;
	execute: ReturnType<PollTriggerExecutor['create']>;
	failed?: boolean;
}

const DURABLE_POLL_BUDGET_MS = 36_000;
const POLL_BUDGET_MS = 300_000;

/**
 * A polling trigger in a published workflow. `PollContext` and `PollTriggerExecutor` are n8n-core's; the storing around
 * them stands for `trigger-execution-context.factory.js`, `poll-cursor.service.js` and `workflow-static-data.service.js`
 * of the package n8n. Time does not pass by itself: each tick is a call of {@link poll}.
 *
 * One object per activation lives in memory (plain mode), or one per tick (durable mode). Nothing that the node's own
 * modules keep is touched, not even by {@link crash}.
 */
export class TriggerRun {
	/** What `getPollBudgetMs` answers. Default: 36 s on durable ticks, five minutes else. */
	pollBudgetMs?: number;

	private settings: NodeSettings;
	private readonly name: string;
	private readonly durable: boolean;
	/** The database: static data of the workflow, and in durable mode the cursor of the node. */
	private staticData: IDataObject;
	private cursor?: IDataObject;
	private current?: Activation;
	private active = false;
	private readonly scope = new AsyncLocalStorage<PollScope>();
	/** Counts up when polls under way lose their right to hand over. */
	private generation = 0;

	constructor(
		private readonly engine: EngineOptions,
		{ staticData, durable = false, ...settings }: TriggerRunOptions,
	) {
		this.settings = settings;
		this.name = settings.name ?? 'Trigger';
		this.durable = durable;
		this.staticData = staticData ? { [this.key]: copy(staticData as IDataObject) } : {};
	}

	/** The node's state in the database at this moment; undefined when there is none yet. */
	get savedStaticData(): unknown {
		return copy(this.cursor ?? (this.staticData[this.key] as IDataObject | undefined));
	}

	/** What `getWorkflowStaticData('global')` would find after a restart. */
	get savedGlobalStaticData(): unknown {
		return copy(this.staticData.global as IDataObject | undefined);
	}

	/**
	 * Publishes (`activate`), edits and publishes again (`update`) or starts n8n (`init`): the workflow is read from the
	 * database and the node polled once. Throws what the node throws; nothing is active then and nothing saved. A durable
	 * workflow that is active already is not polled at a start: null.
	 */
	async activate(
		mode: Exclude<WorkflowActivateMode, 'create' | 'manual'>,
	): Promise<INodeExecutionData[] | null> {
		if (this.durable && this.active && (mode === 'init' || mode === 'leadershipChange'))
			return null;
		this.forget();
		this.current = this.load(mode);
		return await this.tryActivation(this.current);
	}

	/** The next of n8n's five tries after an activation that threw: the object in memory is the one of the first try. */
	async retryActivation(): Promise<INodeExecutionData[] | null> {
		if (!this.current?.failed) throw new Error('There is no failed activation to repeat');
		return await this.tryActivation(this.current);
	}

	/**
	 * One tick: what the poll hands over (its first output; an empty list is handed over too), or null. Throws what the
	 * node throws. Null also when the poll was overtaken by {@link activate}, {@link deactivate} or {@link abandonPolls}.
	 */
	async poll(): Promise<INodeExecutionData[] | null> {
		if (!this.active) throw new Error('n8n polls active triggers only: call activate() first');
		if (this.durable) return await this.run(this.load('update', DURABLE_POLL_BUDGET_MS), false);
		if (!this.current)
			throw new Error("After a restart n8n activates first: call activate('init')");
		return await this.run(this.current, false);
	}

	/** *Fetch Test Event* in the editor: an execution in the mode `manual`, whose state is not saved. */
	async testEvent(abortSignal?: AbortSignal): Promise<RunResult> {
		const node = createNode({ ...this.settings, name: this.name });
		const workflow = createWorkflow(this.engine, [node], { staticData: copy(this.staticData) });
		const execution = new WorkflowExecute(createAdditionalData(this.engine, 'manual'), 'manual');
		const destinationNode = { nodeName: node.name, mode: 'inclusive' as const };
		const start = () => execution.run({ workflow, startNode: node, destinationNode });
		return await finish(start, node.name, abortSignal);
	}

	/** Switches the workflow off. Saves nothing. */
	deactivate(): void {
		this.active = false;
		this.forget();
	}

	/** n8n dies: what is in memory is gone, polls under way hand nothing over. The workflow stays published. */
	crash(): void {
		this.forget();
	}

	/** What n8n does with a durable tick after `N8N_SCHEDULER_POLL_TIMEOUT`: it goes on, but hands nothing over. */
	abandonPolls(): void {
		this.generation += 1;
	}

	/** Edits the workflow. Durable ticks see it at once, else it takes `activate('update')`. */
	setParameters(parameters: INodeParameters): void {
		this.settings = { ...this.settings, parameters };
	}

	/** As {@link setParameters}. A change of the stored credential itself needs no edit: polls read it afresh. */
	setCredentials(credentials: INodeCredentials): void {
		this.settings = { ...this.settings, credentials };
	}

	private get key(): string {
		return `node:${this.name}`;
	}

	private forget(): void {
		this.generation += 1;
		this.current = undefined;
	}

	/** Reads the workflow from the database and makes what n8n polls it with. */
	private load(mode: WorkflowActivateMode, budgetMs = POLL_BUDGET_MS): Activation {
		const node = createNode({ ...this.settings, name: this.name });
		const options = { active: true, staticData: copy(this.staticData) };
		const workflow = createWorkflow(this.engine, [node], options);
		const liveState = () => workflow.getStaticData('node', node);
		const context = new PollContext(
			workflow,
			node,
			createAdditionalData(this.engine, 'trigger', { executionId: undefined, hooks: undefined }),
			'trigger',
			mode,
			(output) => {
				this.scopeOfPoll.output = output;
				this.commitCursor();
				this.saveStaticData(workflow);
			},
			(error) => {
				this.scopeOfPoll.error = error;
			},
			async () => await Promise.resolve(this.commitCursor()),
			async (poll) => {
				if (this.durable) {
					this.cursor ??= copy(liveState());
					this.scopeOfPoll.cursor = { before: copy(this.cursor), working: copy(this.cursor) };
				}
				return await poll();
			},
			() => this.scopeOfPoll.cursor?.working ?? liveState(),
			() => this.pollBudgetMs ?? budgetMs,
		);
		const executor = Container.get(PollTriggerExecutor);
		const isCurrent = () => this.scopeOfPoll.generation === this.generation;
		return {
			workflow,
			node,
			context,
			execute: executor.create(workflow, node, context, isCurrent),
		};
	}

	private async tryActivation(activation: Activation): Promise<INodeExecutionData[] | null> {
		this.active = false;
		activation.failed = true;
		const items = await this.run(activation, true);
		this.saveStaticData(activation.workflow);
		activation.failed = false;
		this.active = true;
		return items;
	}

	private async run({ execute }: Activation, activating: boolean) {
		const scope: PollScope = { generation: this.generation };
		await this.scope.run(scope, async () => await execute(activating));
		if ('error' in scope) throw scope.error;
		return scope.output ? (scope.output[0] ?? []) : null;
	}

	private get scopeOfPoll(): PollScope {
		const scope = this.scope.getStore();
		if (!scope) throw new Error('The node read or wrote its state outside of a poll');
		return scope;
	}

	private saveStaticData(workflow: Workflow): void {
		const { staticData } = workflow;
		if (staticData.__dataChanged !== true) return;
		this.staticData = copy(staticData);
		staticData.__dataChanged = false;
	}

	private commitCursor(): void {
		const { cursor } = this.scopeOfPoll;
		if (!cursor || isDeepStrictEqual(cursor.working, cursor.before)) return;
		this.cursor = copy(cursor.working);
		cursor.before = copy(cursor.working);
	}
}

/** Through JSON, as everything goes into n8n's database. */
function copy<T extends IDataObject | undefined>(data: T): T {
	return data && jsonParse<T>(JSON.stringify(data));
}
