import type { FaultList, RecordedRequest } from '../simulators';
import { startCytracomSimulator, startYeastarSimulator } from '../simulators';
import { cytracomCall, yeastarCall, type TestCall } from './triggerCalls';

/** What tests need to know of a simulator, whichever vendor's it is. */
export interface PhoneSystem {
	readonly requests: RecordedRequest[];
	readonly faults: FaultList;
	add(...calls: TestCall[]): void;
	close(): Promise<void>;
}

export interface PhoneSystemOptions {
	clock: { now(): number };
	/** Of the vendor's simulator: its options, its readings. */
	simulator?: object;
	/** Fields of the credential that differ from a good one. */
	credential?: Record<string, unknown>;
}

/** The two vendors, so that each behavior is tested with both. */
export interface Vendor {
	name: 'Yeastar' | 'Cytracom';
	type: string;
	credentialType: string;
	/** The names that the vendor's node has for filters of the same meaning. */
	filters: { from: string; to: string; status: string; minSeconds: string };
	maxInitialHours: number;
	wrongSecret: Record<string, unknown>;
	/** Paths of the requests that read calls. */
	reading: RegExp;
	/** The field of the vendor's own object. */
	rawId: string;
	start(
		options: PhoneSystemOptions,
	): Promise<{ system: PhoneSystem; credential: Record<string, unknown> }>;
}

export const yeastar: Vendor = {
	name: 'Yeastar',
	type: 'n8n-nodes-call-transcripts.yeastarTrigger',
	credentialType: 'yeastarApi',
	filters: { from: 'callFrom', to: 'callTo', status: 'lastStatus', minSeconds: 'minTalkSeconds' },
	maxInitialHours: 366 * 24,
	wrongSecret: { clientSecret: 'a secret of another application' },
	reading: /aidownload|api\/download/,
	rawId: 'leg_id',
	async start({ clock, simulator, credential }) {
		const pbx = await startYeastarSimulator({ clock, ...simulator });
		const { clientId, clientSecret } = pbx.options;
		const add = (...calls: TestCall[]) => calls.forEach((call) => pbx.addCall(yeastarCall(call)));
		return {
			system: Object.assign(pbx, { add }),
			credential: { baseUrl: pbx.url, clientId, clientSecret, ...credential },
		};
	},
};

export const cytracom: Vendor = {
	name: 'Cytracom',
	type: 'n8n-nodes-call-transcripts.cytracomTrigger',
	credentialType: 'cytracomApi',
	filters: { from: 'caller', to: 'callee', status: 'status', minSeconds: 'minDurationSeconds' },
	maxInitialHours: 90 * 24,
	wrongSecret: { token: 'a token that was deleted' },
	reading: /insights/,
	rawId: 'linked_id',
	async start({ clock, simulator, credential }) {
		const api = await startCytracomSimulator({ clock, ...simulator });
		const { token } = api.options;
		const add = (...calls: TestCall[]) => calls.forEach((call) => api.addCall(cytracomCall(call)));
		return {
			system: Object.assign(api, { add }),
			credential: { baseUrl: api.url, token, ...credential },
		};
	},
};

export const vendors = [yeastar, cytracom];

/** For `describe.each`: both vendors in n8n's default mode and with durable cursors. */
export const vendorsInBothModes = vendors.flatMap((vendor) =>
	[false, true].map((durable) => ({
		vendor,
		durable,
		name: vendor.name,
		mode: durable ? 'durable cursors' : 'default mode',
	})),
);
