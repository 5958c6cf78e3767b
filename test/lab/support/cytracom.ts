import type { INodeParameters } from 'n8n-workflow';

import type { CytracomOptions, CytracomSimulator, SimulatedCytracomCall } from '../simulators';
import { startCytracomSimulator, vendorExamples } from '../simulators';
import type { VirtualClock } from '../virtualTime';
import { NodeWorld } from '../world';

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
export class CytracomSetup extends NodeWorld {
	private constructor(
		readonly api: CytracomSimulator,
		{ credential, timezone }: CytracomSetupOptions,
	) {
		const { token } = api.options;
		const fields = { baseUrl: api.url, token, ...credential };
		super('Cytracom', { credential: fields, timezone, secrets: [token] });
	}

	static async start(
		clock: VirtualClock,
		options: CytracomSetupOptions = {},
	): Promise<CytracomSetup> {
		return new CytracomSetup(await startCytracomSimulator({ clock, ...options.api }), options);
	}

	/** The ids of the calls that a run gives, as a list that a test can compare. */
	async ids(parameters: INodeParameters = {}): Promise<unknown[]> {
		return (await this.items(parameters)).map(({ id }) => id);
	}

	/** Opens the picker of calls. */
	async search(filter?: string, page?: string) {
		return await this.pick('searchCalls', filter, page);
	}

	/** The stretches of time that were asked for, each once, newest first. */
	get windows(): { from: number; to: number }[] {
		const queries = this.api.requests.map(({ query }) => `${query.from_date} ${query.to_date}`);
		return [...new Set(queries)]
			.map((query) => query.split(' ').map((date) => Date.parse(date)))
			.map(([from = NaN, to = NaN]) => ({ from, to }))
			.sort((a, b) => b.from - a.from);
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

const ofCall =
	(operation: string) =>
	(id: unknown, more: INodeParameters = {}): INodeParameters => ({
		operation,
		linkedId: byId(id),
		...more,
	});
export const getCall = ofCall('get');
export const getTranscriptFile = ofCall('download');
export const getContext = ofCall('getContext');
export const getSummary = ofCall('getSummary');
