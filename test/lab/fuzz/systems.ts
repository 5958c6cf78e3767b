import type { FaultList } from '../simulators';
import {
	cytracomReadingValues,
	sampleCytracomCall,
	sampleYeastarCall,
	startCytracomSimulator,
	startYeastarSimulator,
	yeastarReadingValues,
} from '../simulators';
import { toRow } from '../simulators/cytracom/rows';
import type { FuzzedN8n } from './n8n';
import type { VirtualClock } from '../virtualTime';

const DAY = 24 * 60 * 60_000;
/** Short enough that a change often meets a field that matters. */
const TURNS = 3;
/** So many days have calls, today's the last. */
export const DAYS = 12;

/** A phone system with some calls, and the credential for it. */
export interface FuzzedSystem {
	credentialType: string;
	credential: { id: string; name: string };
	faults: FaultList;
	/** IDs of calls, the newest day's first. */
	ids: string[];
	secrets: () => string[];
	/** A call that began just now and is transcribed. Gives its ID. */
	addCall(): string;
	close(): Promise<void>;
}

export type StartSystem = (
	n8n: FuzzedN8n,
	clock: VirtualClock,
	/** Which of the vendor's open questions has another answer than usual; any number. */
	reading: number,
) => Promise<FuzzedSystem>;

/** One answer to one open question. */
function oneReading(values: Record<string, readonly unknown[]>, number: number): object {
	const all = Object.entries(values).flatMap(([name, answers]) =>
		answers.map((answer) => ({ [name]: answer })),
	);
	return all[number % all.length]!;
}

let count = 0;

export const startYeastar: StartSystem = async (n8n, clock, reading) => {
	// what a process remembers of a PBX goes by its address and secret: each one is another
	const clientSecret = `SimulatedClientSecret${String(++count).padStart(11, '0')}`;
	const readings = oneReading(yeastarReadingValues, reading);
	const pbx = await startYeastarSimulator({ clock, clientSecret, readings });
	let index = 0;
	const add = (startedAt: number) => {
		const { turns, ...call } = sampleYeastarCall({ startedAt, index: index++ });
		pbx.addCall({ ...call, turns: turns.slice(0, TURNS), visibleFrom: startedAt });
		return call.legId;
	};
	const ids = daysBefore(clock.now()).map(add);
	const { clientId } = pbx.options;
	return {
		credentialType: 'yeastarApi',
		credential: n8n.store.add('yeastarApi', { baseUrl: pbx.url, clientId, clientSecret }),
		faults: pbx.faults,
		ids,
		secrets: () => [clientSecret, 'access_token=', ...pbx.liveTokens(), ...pbx.files.keys()],
		addCall: () => add(clock.now()),
		close: async () => await pbx.close(),
	};
};

export const startCytracom: StartSystem = async (n8n, clock, reading) => {
	const token = `simulated-cytracom-token-${String(++count).padStart(15, '0')}`;
	const readings = oneReading(cytracomReadingValues, reading);
	const api = await startCytracomSimulator({ clock, token, readings });
	let index = 0;
	const add = (startedAt: number) => {
		const call = { ...sampleCytracomCall({ startedAt, index: index++ }), createdAt: startedAt };
		api.addCall(call);
		// by reading `linkedIdTime` it may be sent as another
		return (toRow(api, { ...call, place: 0 }) as { linked_id: string }).linked_id;
	};
	const ids = daysBefore(clock.now()).map(add);
	return {
		credentialType: 'cytracomApi',
		credential: n8n.store.add('cytracomApi', { baseUrl: api.url, token }),
		faults: api.faults,
		ids,
		secrets: () => [token, btoa(`token:${token}`)],
		addCall: () => add(clock.now()),
		close: async () => await api.close(),
	};
};

/** A moment on each day, an hour and more ago. */
const daysBefore = (now: number) =>
	Array.from({ length: DAYS }, (_, day) => now - 90 * 60_000 - day * DAY);

/** The stretches that hold one of these moments each, as parameters of a list. */
export const ranges = (now: number) =>
	daysBefore(now).map((moment) => ({
		from: new Date(moment - 60 * 60_000).toISOString(),
		to: new Date(moment + 60 * 60_000).toISOString(),
	}));
