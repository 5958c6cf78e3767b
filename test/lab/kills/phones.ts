import type { Credential } from '../../e2e/harness/editor';
import {
	sampleCytracomCall,
	sampleYeastarCall,
	startCytracomSimulator,
	startYeastarSimulator,
	type SimulatedCytracomCall,
	type SimulatedYeastarCall,
} from '../simulators';
import type { Random } from '../soak/random';

export const VENDORS = ['yeastar', 'cytracom'] as const;
export type Vendor = (typeof VENDORS)[number];

/** A call that every workflow of its vendor must be given once. */
export interface OwedCall {
	vendor: Vendor;
	id: string;
	/** When its transcript can be read, epoch milliseconds. */
	visibleFrom: number;
}

/** A phone system has answered a request that reads calls. */
export interface Reading {
	vendor: Vendor;
	at: number;
}

/** What a poll asks last. */
const READS_CALLS: Record<Vendor, RegExp> = {
	yeastar: /^GET \/api\/download\/\S+ -> 200/,
	cytracom: /^GET \/v1\.0\/insights\/transcriptions -> 200/,
};

export interface BusyPhones {
	credentials: Record<Vendor, Credential>;
	/** Everything so far, in the order of time. */
	owed: OwedCall[];
	readings: Reading[];
	/** From now on new calls arrive; their transcripts come 2 to 60 seconds later. */
	begin(): void;
	end(): void;
	/** Resolves at the next answer that holds calls which came after the vendor's answer before it. */
	nextReading(withinMs: number): Promise<Reading | undefined>;
	close(): Promise<unknown>;
}

/** Both phone systems, each with a new call every one to three seconds. */
export async function startBusyPhones(random: Random): Promise<BusyPhones> {
	const owed: OwedCall[] = [];
	const readings: Reading[] = [];
	const listeners = new Set<(reading: Reading) => void>();
	const log = (vendor: Vendor) => (line: string) => {
		if (!READS_CALLS[vendor].test(line)) return;
		const at = Date.now();
		const before = readings.filter((reading) => reading.vendor === vendor).at(-1)?.at ?? 0;
		const bringsNews = owed.some(
			(call) => call.vendor === vendor && call.visibleFrom > before && call.visibleFrom <= at,
		);
		readings.push({ vendor, at });
		if (bringsNews) for (const listener of listeners) listener({ vendor, at });
	};
	const yeastar = await startYeastarSimulator({ log: log('yeastar') });
	const cytracom = await startCytracomSimulator({ log: log('cytracom') });
	const timers = new Map<Vendor, NodeJS.Timeout>();
	const ring = (vendor: Vendor) => {
		const startedAt = Date.now();
		const visibleFrom = startedAt + random.between(2000, 60_000);
		const index = owed.length;
		if (vendor === 'yeastar') {
			const call = shortYeastarCall(index, startedAt, visibleFrom);
			yeastar.addCall(call);
			owed.push({ vendor, id: call.legId, visibleFrom });
		} else {
			const call = shortCytracomCall(index, startedAt, visibleFrom);
			cytracom.addCall(call);
			owed.push({ vendor, id: call.linkedId, visibleFrom });
		}
		timers.set(
			vendor,
			setTimeout(() => ring(vendor), random.between(1000, 3000)),
		);
	};
	const { clientId, clientSecret } = yeastar.options;
	return {
		credentials: {
			yeastar: {
				name: 'Yeastar',
				type: 'yeastarApi',
				data: { baseUrl: yeastar.url, clientId, clientSecret, allowUnauthorizedCerts: false },
			},
			cytracom: {
				name: 'Cytracom',
				type: 'cytracomApi',
				data: { baseUrl: cytracom.url, token: cytracom.options.token },
			},
		},
		owed,
		readings,
		begin: () => VENDORS.forEach(ring),
		end: () => timers.forEach(clearTimeout),
		nextReading: (withinMs) =>
			new Promise((resolve) => {
				const done = (reading?: Reading) => {
					listeners.delete(done);
					clearTimeout(timer);
					resolve(reading);
				};
				const timer = setTimeout(done, withinMs);
				listeners.add(done);
			}),
		close: () => {
			timers.forEach(clearTimeout);
			return Promise.all([yeastar.close(), cytracom.close()]);
		},
	};
}

/** Over after two seconds, so that it is over when its transcript comes. */
function shortYeastarCall(
	index: number,
	startedAt: number,
	visibleFrom: number,
): SimulatedYeastarCall {
	const sample = sampleYeastarCall({ startedAt, index });
	const number = String(index).padStart(5, '0');
	return {
		...sample,
		uid: `${sample.uid}${number}`,
		legId: `${sample.legId.split('-')[0] ?? ''}-${number}`,
		callDuration: 2,
		ringDuration: 1,
		talkDuration: 1,
		turns: sample.turns.slice(0, 1).map((turn) => ({ ...turn, at: startedAt + 1000 })),
		visibleFrom,
	};
}

function shortCytracomCall(
	index: number,
	startedAt: number,
	visibleFrom: number,
): SimulatedCytracomCall {
	return {
		...sampleCytracomCall({ startedAt, index }),
		linkedId: `${Math.floor(startedAt / 1000)}.${index}`,
		durationSeconds: 2,
		createdAt: visibleFrom,
	};
}
