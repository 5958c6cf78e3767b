import type { INodeParameters, INodeProperties } from 'n8n-workflow';

import { Yeastar } from '../../../nodes/Yeastar/Yeastar.node';
import type { SimulatedYeastarCall, YeastarOptions, YeastarSimulator } from '../simulators';
import { startYeastarSimulator, vendorExamples } from '../simulators';
import type { VirtualClock } from '../virtualTime';
import { NodeWorld } from '../world';

export interface YeastarSetupOptions {
	pbx?: Partial<YeastarOptions>;
	/** Fields of the credential that differ from a good one. */
	credential?: Record<string, unknown>;
	/** Time zone of the workflow. */
	timezone?: string;
}

/**
 * A simulated PBX with the calls of the vendor's examples, and an n8n with the node and a credential for it. Without other
 * settings a run lists all calls of the year of the examples.
 */
export class YeastarSetup extends NodeWorld {
	/** The address of the PBX, even when it is turned off. */
	readonly pbxUrl: string;

	private constructor(
		readonly pbx: YeastarSimulator,
		{ credential, timezone }: YeastarSetupOptions,
	) {
		const { clientId, clientSecret } = pbx.options;
		const fields = { baseUrl: pbx.url, clientId, clientSecret, ...credential };
		super('Yeastar', { credential: fields, timezone, parameters: wholeYear });
		this.pbxUrl = pbx.url;
	}

	static async start(
		clock: VirtualClock,
		options: YeastarSetupOptions = {},
	): Promise<YeastarSetup> {
		const pbx = await startYeastarSimulator({ clock, ...options.pbx });
		for (const example of Object.values(vendorExamples.yeastar.calls)) pbx.addCall(example);
		return new YeastarSetup(pbx, options);
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
		return await this.pick(method, filter, page);
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

const ofLegs =
	(operation: string) =>
	(ids: unknown, more: INodeParameters = {}): INodeParameters => ({
		operation,
		legId: byId(ids),
		...more,
	});
export const getCall = ofLegs('get');
export const getTranscriptFile = ofLegs('download');
export const getContext = ofLegs('getContext');
/** Of whichever side has one. */
export const getAnySummary = ofLegs('getSummary');
export const getSummary = (
	ids: unknown,
	extension: INodeParameters[string],
	more: INodeParameters = {},
): INodeParameters => getAnySummary(ids, { party: 'callee', extension, ...more });
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
