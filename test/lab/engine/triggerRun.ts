import { WorkflowExecute } from 'n8n-core';
import type {
	IDataObject,
	INodeCredentials,
	INodeExecutionData,
	INodeParameters,
	WorkflowActivateMode,
} from 'n8n-workflow';

import {
	createAdditionalData,
	createNode,
	createWorkflow,
	type EngineOptions,
	type NodeSettings,
} from './engine';
import { Poller } from './poller';
import { finish, type RunResult } from './runNode';
import { TriggerState } from './triggerState';

export interface TriggerRunOptions extends NodeSettings {
	/** The node's static data as an earlier run left it in the database. */
	staticData?: unknown;
	/** Durable cursors (`N8N_POLLER_DURABLE_CURSORS_ENABLED` and its companions). Default: n8n's default, without. */
	durable?: boolean;
	/** The node after the trigger. */
	next?: NodeSettings;
}

const DURABLE_POLL_BUDGET_MS = 36_000;
const POLL_BUDGET_MS = 300_000;

/**
 * A polling trigger in a published workflow, with n8n's rules of what is saved when. Time does not pass by itself: each
 * tick is a call of {@link poll}.
 *
 * One object per activation lives in memory (plain mode), or one per tick (durable mode). Nothing that the node's own
 * modules keep is touched, not even by {@link crash}.
 */
export class TriggerRun {
	/** What `getPollBudgetMs` answers. Default: 36 s on durable ticks, five minutes else. */
	pollBudgetMs?: number;

	private settings: NodeSettings;
	private readonly durable: boolean;
	private readonly next?: NodeSettings;
	private readonly state: TriggerState;
	private current?: Poller;
	private active = false;
	/** Counts up when polls under way lose their right to return calls. */
	private generation = 0;

	constructor(
		private readonly engine: EngineOptions,
		{ staticData, durable = false, next, ...settings }: TriggerRunOptions,
	) {
		const { name = 'Trigger' } = settings;
		this.settings = { ...settings, name };
		this.durable = durable;
		this.next = next;
		this.state = new TriggerState(`node:${name}`, staticData as IDataObject | undefined);
	}

	/** The node's state in the database at this moment; undefined when there is none yet. */
	get savedStaticData(): unknown {
		return this.state.ofNode;
	}

	/** What `getWorkflowStaticData('global')` would find after a restart. */
	get savedGlobalStaticData(): unknown {
		return this.state.global;
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
		if (!this.current || this.active) throw new Error('There is no failed activation to repeat');
		return await this.tryActivation(this.current);
	}

	/**
	 * One tick: what the poll hands over (its first output; an empty list is handed over too), or null. Throws what the
	 * node throws. Null also when the poll was overtaken by {@link activate}, {@link deactivate} or {@link abandonPolls}.
	 */
	async poll(): Promise<INodeExecutionData[] | null> {
		if (!this.active) throw new Error('n8n polls active triggers only: call activate() first');
		if (this.durable) return await this.run(this.load('update', DURABLE_POLL_BUDGET_MS));
		if (!this.current)
			throw new Error("After a restart n8n activates first: call activate('init')");
		return await this.run(this.current);
	}

	/** *Fetch Test Event* in the editor: an execution in the mode `manual`, whose state is not saved. */
	async testEvent(abortSignal?: AbortSignal): Promise<RunResult> {
		const node = createNode(this.settings);
		const workflow = createWorkflow(this.engine, [node], { staticData: this.state.read() });
		const execution = new WorkflowExecute(createAdditionalData(this.engine, 'manual'), 'manual');
		const destinationNode = { nodeName: node.name, mode: 'inclusive' as const };
		const start = () => execution.run({ workflow, startNode: node, destinationNode });
		return await finish(start, node.name, abortSignal);
	}

	/**
	 * An execution begins whose Code node writes static data: it loads a copy. What is returned ends it, which saves the
	 * copy over whatever is there by then.
	 */
	beginExecution(): () => void {
		const staticData = { ...this.state.read(), global: { runs: 1 } };
		return () => this.state.overwrite(staticData);
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

	private forget(): void {
		this.generation += 1;
		this.current = undefined;
	}

	private load(activation: WorkflowActivateMode, budgetMs = POLL_BUDGET_MS): Poller {
		return new Poller(this.engine, this.settings, {
			activation,
			state: this.state,
			durable: this.durable,
			next: this.next,
			budgetMs: () => this.pollBudgetMs ?? budgetMs,
		});
	}

	private async tryActivation(poller: Poller): Promise<INodeExecutionData[] | null> {
		this.active = false;
		const items = await this.run(poller, true);
		this.state.saveStaticData(poller.workflow);
		this.active = true;
		return items;
	}

	private async run(poller: Poller, activating = false): Promise<INodeExecutionData[] | null> {
		const { generation } = this;
		return await poller.poll(activating, () => this.generation === generation);
	}
}
