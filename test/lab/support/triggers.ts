import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';

import { forgetTriggers } from '../../../nodes/shared/trigger/triggerMemory';
import type { EngineOptions, TriggerRunOptions } from '../engine';
import { CredentialStore, TriggerRun } from '../engine';
import type { RecordedRequest } from '../simulators';
import type { PhoneSystem, PhoneSystemOptions, Vendor } from './triggerVendors';
import type { VirtualClock } from '../virtualTime';
import { loadPackage, type LoadedPackage } from '../world';

export * from './triggerVendors';

export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

export interface TriggerOptions extends Partial<PhoneSystemOptions> {
	parameters?: INodeParameters;
	durable?: boolean;
	/** Saved by an earlier run. */
	staticData?: unknown;
	timezone?: string;
	/** Default: the modules that the test imports. */
	package?: LoadedPackage;
}

let count = 0;

/** A phone system, an n8n with the vendor's trigger in a workflow, and the time that passes between its polls. */
export class Trigger implements AsyncDisposable {
	run: TriggerRun;
	/** Every returned ID, in order. */
	readonly given: string[] = [];
	private readonly settings: TriggerRunOptions;

	private constructor(
		readonly vendor: Vendor,
		readonly clock: VirtualClock,
		readonly system: PhoneSystem,
		readonly engine: EngineOptions,
		readonly credential: { id: string; name: string },
		options: Partial<TriggerRunOptions>,
	) {
		count += 1;
		this.settings = {
			type: vendor.type,
			credentials: { [vendor.credentialType]: credential },
			// what the node remembers by its id must not be another test's
			name: `Trigger ${count}`,
			...options,
		};
		this.run = new TriggerRun(engine, this.settings);
	}

	static async start(
		vendor: Vendor,
		clock: VirtualClock,
		{ simulator, credential, timezone = 'UTC', ...options }: TriggerOptions = {},
	): Promise<Trigger> {
		const { parameters, durable, staticData } = options;
		const started = await vendor.start({ clock: options.clock ?? clock, simulator, credential });
		const store = new CredentialStore();
		const stored = store.add(vendor.credentialType, started.credential);
		const engine = { ...(options.package ?? loadPackage()), store, timezone };
		const settings = { parameters, durable, staticData };
		return new Trigger(vendor, clock, started.system, engine, stored, settings);
	}

	/** Puts another state into n8n's database, while n8n is down. */
	restore(staticData: unknown): void {
		forgetTriggers();
		this.run = new TriggerRun(this.engine, { ...this.settings, staticData });
	}

	/** Publishes, or starts n8n, and polls a minute later, when durable cursors have their first state. */
	async begin(mode: 'activate' | 'init' | 'update' = 'activate'): Promise<string[]> {
		return [...(await this.activate(mode)), ...(await this.poll())];
	}

	async activate(
		mode: 'activate' | 'init' | 'update' | 'leadershipChange' = 'activate',
	): Promise<string[]> {
		return this.note(await this.run.activate(mode));
	}

	/** Lets time pass and polls once. The ids that are handed over. @throws what the node throws */
	async poll(afterMs = MINUTE): Promise<string[]> {
		this.clock.advance(afterMs);
		return this.note(await this.run.poll());
	}

	/** Polls at a distance for so long. Errors of polls end it. */
	async pollFor(ms: number, everyMs = 10 * MINUTE): Promise<string[]> {
		const given: string[] = [];
		for (const end = this.clock.now() + ms; this.clock.now() < end;) {
			given.push(...(await this.poll(everyMs)));
		}
		return given;
	}

	/** The error of the next poll. @throws when there is none */
	async failure(afterMs = MINUTE): Promise<ThrownByNode> {
		const given = await this.poll(afterMs).catch((error: ThrownByNode) => error);
		if (given instanceof Error) return given;
		throw new Error(`It did not fail, but gave ${given.join(' ')}`);
	}

	/** Changes fields of the stored credential, as a person who saves the form. */
	changeCredential(data: Record<string, unknown>): void {
		const { store } = this.engine;
		store.update(this.credential.id, { ...store.read(this.credential.id), ...data });
	}

	/** Edits the parameters and publishes again. */
	async edit(parameters: INodeParameters): Promise<string[]> {
		this.run.setParameters(parameters);
		return await this.activate('update');
	}

	/** The requests whose path has this in it. */
	requestsTo(part: string | RegExp): RecordedRequest[] {
		return this.system.requests.filter(({ path }) => path.search(part) >= 0);
	}

	/** The state as n8n saved it. */
	get saved(): string {
		return (this.run.savedStaticData as { calls?: string } | undefined)?.calls ?? '';
	}

	async [Symbol.asyncDispose](): Promise<void> {
		await this.system.close();
	}

	/** Notes what a poll handed over. */
	note(items: INodeExecutionData[] | null): string[] {
		const ids = idsOf(items);
		this.given.push(...ids);
		return ids;
	}
}

export interface ThrownByNode extends Error {
	description?: string | null;
	httpCode?: string | null;
	failure?: { cause: string; retryAfterMs?: number };
}

/** The ids of items in either shape. */
export const idsOf = (items: INodeExecutionData[] | null): string[] =>
	(items ?? []).map(({ json }) => (json.id ?? json.leg_id ?? json.linked_id) as string);
