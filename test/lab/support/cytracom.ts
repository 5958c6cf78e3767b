import type { IExecuteFunctions, INodeExecutionData, INodeParameters } from 'n8n-workflow';

import { CytracomApi } from '../../../credentials/CytracomApi.credentials';
import { Cytracom } from '../../../nodes/Cytracom/Cytracom.node';
import type { EngineOptions, RunNodeOptions, RunResult } from '../engine';
import { CredentialStore, runNode, searchList, testCredential } from '../engine';
import { leakIn } from '../secrets';
import type { CytracomOptions, CytracomSimulator, SimulatedCytracomCall } from '../simulators';
import { startCytracomSimulator, vendorExamples } from '../simulators';
import type { VirtualClock } from '../virtualTime';

const type = 'n8n-nodes-call-transcripts.cytracom';

export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

export interface CytracomSetupOptions {
	api?: Partial<CytracomOptions>;
	/** Fields of the credential that differ from a good one. */
	credential?: Record<string, unknown>;
	/** Time zone of the workflow. */
	timezone?: string;
}

/** A simulated account of Cytracom, and an n8n with the node and a credential for it. Every run is searched for the token. */
export class CytracomSetup implements AsyncDisposable {
	readonly engine: EngineOptions;
	readonly store = new CredentialStore();
	readonly credential: { id: string; name: string };

	/** What the node itself threw, before n8n made a plain object of it. */
	readonly thrown: unknown[] = [];

	private constructor(
		readonly api: CytracomSimulator,
		{ credential, timezone = 'UTC' }: CytracomSetupOptions,
	) {
		const { thrown } = this;
		class Watched extends Cytracom {
			override async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
				return await Cytracom.prototype.execute.call(this).catch((error: unknown) => {
					thrown.push(error);
					throw error;
				});
			}
		}
		this.engine = {
			nodeTypes: { [type]: Watched },
			credentialTypes: [new CytracomApi()],
			store: this.store,
			timezone,
		};
		const { token } = api.options;
		this.credential = this.store.add('cytracomApi', { baseUrl: api.url, token, ...credential });
	}

	static async start(
		clock: VirtualClock,
		options: CytracomSetupOptions = {},
	): Promise<CytracomSetup> {
		return new CytracomSetup(await startCytracomSimulator({ clock, ...options.api }), options);
	}

	/** Runs the node. Without other settings it lists the calls of the last 24 hours. */
	async run(
		parameters: INodeParameters = {},
		options: Partial<RunNodeOptions> = {},
	): Promise<RunResult> {
		const result = await runNode(this.engine, {
			type,
			credentials: { cytracomApi: this.credential },
			parameters,
			...options,
		});
		this.requireNoToken(result);
		return result;
	}

	/** The `json` of the items that a run gives. @throws when the run fails */
	async items(
		parameters: INodeParameters = {},
		options: Partial<RunNodeOptions> = {},
	): Promise<INodeExecutionData['json'][]> {
		const { items, error } = await this.run(parameters, options);
		if (error) throw new Error(`${error.message} ${String(error.description)}`, { cause: error });
		return items.map(({ json }) => json);
	}

	/** The ids of the calls that a run gives, as a list that a test can compare. */
	async ids(parameters: INodeParameters = {}): Promise<unknown[]> {
		return (await this.items(parameters)).map(({ id }) => id);
	}

	/** The error with which a run fails. @throws when it does not */
	async failure(
		parameters: INodeParameters = {},
		options: Partial<RunNodeOptions> = {},
	): Promise<NonNullable<RunResult['error']>> {
		const { error, items } = await this.run(parameters, options);
		if (!error) throw new Error(`It did not fail, but gave ${JSON.stringify(items)}`);
		return error;
	}

	/** Opens the picker of calls. */
	async search(filter?: string, page?: string) {
		return await searchList(this.engine, {
			type,
			credentials: { cytracomApi: this.credential },
			method: 'searchCalls',
			filter,
			paginationToken: page,
		});
	}

	/** Presses the Test button. */
	async test(data?: Record<string, unknown>) {
		const { id } = this.credential;
		const result = await testCredential(this.engine, { credentialType: 'cytracomApi', id, data });
		this.requireNoToken(result);
		return result;
	}

	/** The stretches of time that were asked for, each once, newest first. */
	get windows(): { from: number; to: number }[] {
		const queries = this.api.requests.map(({ query }) => `${query.from_date} ${query.to_date}`);
		return [...new Set(queries)]
			.map((query) => query.split(' ').map((date) => Date.parse(date)))
			.map(([from = NaN, to = NaN]) => ({ from, to }))
			.sort((a, b) => b.from - a.from);
	}

	/** No token in anything that a user, a log or a saved execution could show. */
	private requireNoToken(result: unknown): void {
		if (leakIn([result, this.thrown], [this.api.options.token])) throw new Error('The token shows');
	}

	async [Symbol.asyncDispose](): Promise<void> {
		await this.api.close();
	}
}

/** A call of half a minute at a moment, transcribed a minute after it began. */
export function callAt(
	startedAt: number | string,
	more: Partial<SimulatedCytracomCall> = {},
): SimulatedCytracomCall {
	const moment = typeof startedAt === 'number' ? startedAt : Date.parse(startedAt);
	return {
		linkedId: `${Math.floor(moment / SECOND)}.1`,
		startedAt: moment,
		createdAt: moment + MINUTE,
		transcript: 'Agent: Hello.',
		summary: 'A greeting.',
		durationSeconds: 30,
		caller: '+15125550100',
		callee: '+15125550200',
		...more,
	};
}

export const { call: exampleCall, row: exampleRow } = vendorExamples.cytracom;

/** A range of time as the parameters of *List Transcriptions*. */
export const between = (from: number | string, to: number | string): INodeParameters => ({
	startTime: new Date(from).toISOString(),
	endTime: new Date(to).toISOString(),
});

/** By ID, as a user types it. */
export const byId = (value: unknown) => ({ __rl: true, mode: 'id', value: value as string });

export const getCall = (id: unknown, more: INodeParameters = {}): INodeParameters => ({
	operation: 'get',
	linkedId: byId(id),
	...more,
});
export const getTranscriptFile = (id: unknown, more: INodeParameters = {}): INodeParameters => ({
	operation: 'download',
	linkedId: byId(id),
	...more,
});
export const getContext = (id: unknown, more: INodeParameters = {}): INodeParameters => ({
	operation: 'getContext',
	linkedId: byId(id),
	...more,
});
export const getSummary = (id: unknown, more: INodeParameters = {}): INodeParameters => ({
	operation: 'getSummary',
	linkedId: byId(id),
	...more,
});
