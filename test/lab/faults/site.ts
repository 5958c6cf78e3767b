import type { RecordedRequest } from '../simulators';
import type { SimulatedCytracomCall, SimulatedYeastarCall } from '../simulators';
import { cytracomCall, yeastarCall } from '../support/triggerCalls';
import type { PhoneSystem, TriggerOptions, Vendor } from '../support/triggers';
import { cytracom, DAY, Trigger, yeastar } from '../support/triggers';
import { withName } from './names';
import type { VirtualClock } from '../virtualTime';

/** What a request is for: where a fault strikes. */
export type Place =
	| 'connection'
	| 'sign-in'
	| 'information'
	| 'calls'
	| 'later calls'
	| 'file'
	| 'context'
	| 'summary'
	| 'extensions';

/** By vendor, the paths of each place. */
export const PATHS: Record<Vendor['name'], Partial<Record<Place, RegExp>>> = {
	Yeastar: {
		'sign-in': /get_token$/,
		information: /system\/information$/,
		calls: /aidownload$/,
		file: /^\/api\/download\//,
		context: /getaicontext$/,
		summary: /getaisummary$/,
		extensions: /extension\//,
	},
	Cytracom: { calls: /insights/, 'later calls': /insights/ },
};

/** The PBX is in Shanghai. */
const PBX_OFFSET_MS = 8 * 60 * 60_000;

const EXTENSION = { id: 60, number: '3202' };

type Simulator = PhoneSystem & {
	listen(): Promise<void>;
	addCall(call: SimulatedYeastarCall | SimulatedCytracomCall): void;
};

/** A phone system with some calls, and an n8n with all nodes and a credential for it. */
export class Site implements AsyncDisposable {
	private constructor(
		readonly vendor: Vendor,
		readonly clock: VirtualClock,
		readonly trigger: Trigger,
	) {}

	static async start(
		vendor: Vendor,
		clock: VirtualClock,
		options: TriggerOptions = {},
	): Promise<Site> {
		const trigger = await Trigger.start(vendor, clock, options);
		const site = new Site(vendor, clock, trigger);
		const { baseUrl } = trigger.engine.store.read(trigger.credential.id);
		trigger.changeCredential({ baseUrl: withName(baseUrl as string) });
		// the oldest call that Cytracom keeps: Get Health looks for it day by day
		if (vendor === cytracom) site.addCall(clock.now() - 89.9 * DAY);
		return site;
	}

	get simulator(): Simulator {
		return this.trigger.system as Simulator;
	}

	get engine() {
		return this.trigger.engine;
	}

	/** A call with a transcript and a summary, both there a minute after it began. @returns its id */
	addCall(startedAt: number): string {
		const id = this.idOf(startedAt);
		const { id: extensionId, number } = EXTENSION;
		const call = { id, startedAt, from: '3200', to: number };
		this.simulator.addCall(
			this.vendor === yeastar
				? {
						...yeastarCall(call),
						summaries: { dst: { extensionId, html: '<p>A summary.</p>' } },
					}
				: cytracomCall(call),
		);
		return id;
	}

	/** As each vendor writes it. */
	private idOf(startedAt: number): string {
		if (this.vendor === cytracom) return `${Math.floor(startedAt / 1000)}.1`;
		const local = new Date(startedAt + PBX_OFFSET_MS).toISOString();
		return `${local.replace(/\D/g, '').slice(0, 14)}-ABCDE`;
	}

	/** The requests for a place, from one on. */
	requestsFor(place: Place, from = 0): RecordedRequest[] {
		const path = PATHS[this.vendor.name][place];
		return this.trigger.system.requests.slice(from).filter((one) => path?.test(one.path));
	}

	/** Everything that nobody may see: secrets, every token that was ever used, signed links. */
	get secrets(): string[] {
		const stored = this.engine.store.read(this.trigger.credential.id);
		const { sessionToken } = stored;
		const session = (
			typeof sessionToken === 'string' && sessionToken !== '' ? JSON.parse(sessionToken) : {}
		) as { token?: string };
		const token = stored.token as string | undefined;
		const used = this.trigger.system.requests.flatMap(({ query, path }) => [
			query.access_token,
			path.startsWith('/api/download/') ? path : undefined,
		]);
		const all = [
			stored.clientSecret as string | undefined,
			token,
			token && btoa(token),
			token && btoa(`token:${token}`),
			session.token,
			...used,
		];
		return [...new Set(all)].filter((one) => one !== undefined && one !== '') as string[];
	}

	async [Symbol.asyncDispose](): Promise<void> {
		await this.trigger[Symbol.asyncDispose]();
	}
}

export const EXTENSION_NUMBER = EXTENSION.number;
