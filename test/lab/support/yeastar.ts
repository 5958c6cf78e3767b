import type { INodeExecutionData, INodeParameters, INodeProperties } from 'n8n-workflow';

import { YeastarApi } from '../../../credentials/YeastarApi.credentials';
import { Yeastar } from '../../../nodes/Yeastar/Yeastar.node';
import type { RunNodeOptions, RunResult } from '../engine';
import { CredentialStore, runNode, searchList, testCredential } from '../engine';
import type { EngineOptions } from '../engine';
import type { SimulatedYeastarCall, YeastarOptions, YeastarSimulator } from '../simulators';
import { startYeastarSimulator, vendorExamples } from '../simulators';
import type { TestClock } from './clock';

const type = 'n8n-nodes-call-transcripts.yeastar';

export interface YeastarSetupOptions {
	pbx?: Partial<YeastarOptions>;
	/** Fields of the credential that differ from a good one. */
	credential?: Record<string, unknown>;
	/** Time zone of the workflow. */
	timezone?: string;
}

/** A simulated PBX with the calls of the vendor's examples, and an n8n with the node and a credential for it. */
export class YeastarSetup implements AsyncDisposable {
	readonly engine: EngineOptions;
	readonly store = new CredentialStore();
	readonly credential: { id: string; name: string };

	/** The address of the PBX, even when it is turned off. */
	readonly pbxUrl: string;

	private constructor(
		readonly pbx: YeastarSimulator,
		{ credential, timezone = 'UTC' }: YeastarSetupOptions,
	) {
		this.engine = {
			nodeTypes: { [type]: Yeastar },
			credentialTypes: [new YeastarApi()],
			store: this.store,
			timezone,
		};
		this.pbxUrl = pbx.url;
		const { clientId, clientSecret } = pbx.options;
		this.credential = this.store.add('yeastarApi', {
			baseUrl: pbx.url,
			clientId,
			clientSecret,
			...credential,
		});
	}

	static async start(clock: TestClock, options: YeastarSetupOptions = {}): Promise<YeastarSetup> {
		const pbx = await startYeastarSimulator({ clock, ...options.pbx });
		for (const example of Object.values(vendorExamples.yeastar.calls)) pbx.addCall(example);
		return new YeastarSetup(pbx, options);
	}

	/** Runs the node. Without other settings it lists all calls of the year of the vendor's examples. */
	async run(
		parameters: INodeParameters = {},
		options: Partial<RunNodeOptions> = {},
	): Promise<RunResult> {
		return await runNode(this.engine, {
			type,
			credentials: { yeastarApi: this.credential },
			parameters: { ...wholeYear, ...parameters },
			...options,
		});
	}

	/** The `json` of the items that a run gives. @throws when the run fails */
	async items(
		parameters: INodeParameters = {},
		options: Partial<RunNodeOptions> = {},
	): Promise<INodeExecutionData['json'][]> {
		const { items, error } = await this.run(parameters, options);
		if (error) throw new Error(error.message, { cause: error });
		return items.map(({ json }) => json);
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

	/** A parameter of the node as n8n shows it with an operation. */
	property(name: string, operation: string): INodeProperties | undefined {
		return new Yeastar().description.properties.find(
			(property) =>
				property.name === name && property.displayOptions?.show?.operation?.includes(operation),
		);
	}

	/** Opens a picker. */
	async search(method: 'searchCalls' | 'searchExtensions', filter?: string, page?: string) {
		return await searchList(this.engine, {
			type,
			credentials: { yeastarApi: this.credential },
			method,
			filter,
			paginationToken: page,
		});
	}

	/** Presses the Test button. */
	async test(data?: Record<string, unknown>) {
		const { id } = this.credential;
		return await testCredential(this.engine, { credentialType: 'yeastarApi', id, data });
	}

	/** Changes fields of the stored credential, as a user does who saves the form. */
	change(data: Record<string, unknown>): void {
		this.store.update(this.credential.id, { ...this.store.read(this.credential.id), ...data });
	}

	/** The hidden field of the stored credential. */
	get stored(): { token?: string; rejected?: string; expiresAt?: number } {
		const { sessionToken } = this.store.read(this.credential.id);
		return JSON.parse(sessionToken as string) as YeastarSetup['stored'];
	}

	/** The requests whose path has this in it. */
	requests(part: string) {
		return this.pbx.requests.filter(({ path }) => path.includes(part));
	}

	async [Symbol.asyncDispose](): Promise<void> {
		await this.pbx.close();
	}
}

const wholeYear = { startTime: '2026-01-01T00:00:00Z', endTime: '2026-06-04T11:59:00Z' };

/** A leg at a moment, made from the vendor's example. Without turns, unless `more` has some. */
export function callAt(
	startedAt: string,
	legId: string,
	more: Partial<SimulatedYeastarCall> = {},
): SimulatedYeastarCall {
	return {
		...vendorExamples.yeastar.calls.file,
		uid: `call of ${legId}`,
		legId,
		startedAt: Date.parse(startedAt),
		turns: [],
		...more,
	};
}

/** What was said by whom, so many seconds after a moment. */
export const turnsAfter = (
	moment: string,
	...said: [number: string, seconds: number, text: string][]
) =>
	said.map(([number, seconds, text]) => ({
		number,
		text,
		at: Date.parse(moment) + seconds * 1000,
	}));

/** By ID, as a user types it. */
export const byId = (value: unknown) => ({ __rl: true, mode: 'id', value: value as string });
/** By number. */
export const byNumber = (value: unknown) => ({
	__rl: true,
	mode: 'number',
	value: value as string,
});

export const getCall = (ids: unknown, more: INodeParameters = {}): INodeParameters => ({
	operation: 'get',
	legId: byId(ids),
	...more,
});
export const getTranscriptFile = (id: unknown, more: INodeParameters = {}): INodeParameters => ({
	operation: 'download',
	legId: byId(id),
	...more,
});
export const getContext = (ids: unknown, more: INodeParameters = {}): INodeParameters => ({
	operation: 'getContext',
	legId: byId(ids),
	...more,
});
export const getSummary = (
	ids: unknown,
	extension: INodeParameters[string],
	more: INodeParameters = {},
): INodeParameters => ({
	operation: 'getSummary',
	legId: byId(ids),
	party: 'callee',
	extension,
	...more,
});
/** Of whichever side has one. */
export const getAnySummary = (ids: unknown, more: INodeParameters = {}): INodeParameters => ({
	operation: 'getSummary',
	legId: byId(ids),
	...more,
});
export const listExtensions = (more: INodeParameters = {}): INodeParameters => ({
	resource: 'extension',
	operation: 'list',
	...more,
});

/** As another program, or another process of n8n, signs in; gives its token. */
export async function signInElsewhere({ pbx }: YeastarSetup): Promise<string> {
	const { clientId: username, clientSecret: password } = pbx.options;
	const answer = await fetch(`${pbx.url}/openapi/v1.0/get_token`, {
		method: 'POST',
		headers: { 'Content-Type': 'application/json' },
		body: JSON.stringify({ username, password }),
	});
	return ((await answer.json()) as { access_token: string }).access_token;
}
