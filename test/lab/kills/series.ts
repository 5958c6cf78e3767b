import { setTimeout as wait } from 'node:timers/promises';
import type { Mode } from '../../e2e/harness/environment';
import { Random } from '../soak/random';
import { aimedDelay, handoverDelay } from './aim';
import { Handovers, type Handover } from './handovers';
import { startBusyPhones, type BusyPhones } from './phones';
import { Servers } from './servers';
import { tally, type Tally } from './tally';
import { publishConsumers, type Consumer } from './workflows';

export interface SeriesOptions {
	mode: Mode;
	kills: number;
	seed: number;
	tarball: string;
	log?: (line: string) => void;
	/** Gets what must be called when the process ends before the series does. */
	onStart?: (close: () => Promise<void>) => void;
	/** Only a few kills, in a few minutes: no measuring before the first. */
	isShort?: boolean;
}

export interface Kill {
	at: number;
	/** The main process or a worker. */
	process: string;
	/** At a moment that a poll chose; else at any. */
	isAimed: boolean;
}

export interface SeriesResult extends Tally {
	mode: Mode;
	kills: Kill[];
	readings: number;
	executions: number;
	/** Kills that happened less than half a second after or before an execution was stored. */
	hits: number;
}

/** Durable mode polls each workflow once a minute and not at a start: more workflows, more hand-overs to aim at. */
const CONSUMERS_PER_VENDOR: Record<Mode, number> = { plain: 3, durable: 4, queue: 4 };
/** The longest wait for a moment that has nothing to do with polls. */
const RANDOM_WITHIN_MS: Record<Mode, number> = { plain: 15_000, durable: 20_000, queue: 20_000 };
/** Before the first kill each workflow polls once more, which shows how long a hand-over takes here and now. */
const WARM_UP_MS = 75_000;
/** Longer than n8n takes to start and to poll. */
const PATIENCE_MS = 120_000;
/** What is missing after this time without a kill will not come. */
const DRAIN_MS = 150_000;
const HIT_MS = 500;

/** Kills n8n again and again while calls arrive, and compares in the end what arrived with what n8n was given. */
export async function killSeries(options: SeriesOptions): Promise<SeriesResult> {
	const random = new Random(options.seed);
	const phones = await startBusyPhones(new Random(options.seed + 1));
	const servers = new Servers(options.mode, options.tarball);
	const close = async () => {
		await phones.close();
		await servers.close();
	};
	options.onStart?.(close);
	try {
		await servers.start();
		const { mode } = options;
		const session = await servers.session();
		const { credentials } = phones;
		const consumers = await publishConsumers(session, credentials, CONSUMERS_PER_VENDOR[mode]);
		options.log?.(`${mode}: ${consumers.length} workflows published`);
		// with durable cursors a trigger begins with its first tick
		await wait(mode === 'plain' ? 3000 : 75_000);
		phones.begin();
		const read = new Handovers();
		await wait(options.isShort ? 0 : WARM_UP_MS);
		const first = await read.read(session, consumers);
		const delay = handoverDelay(first, phones.readings, consumers);
		options.log?.(`${mode}: ${delay} ms from the phone system's answer to the stored execution`);
		const kills: Kill[] = [];
		for (let number = 0; number < options.kills; number++) {
			const kill = await killOnce({ number, mode, random, phones, servers, delay });
			kills.push(kill);
			options.log?.(
				`${mode}: kill ${kills.length}, ${kill.process}${kill.isAimed ? ', aimed' : ''}`,
			);
		}
		phones.end();
		const handovers = await drain(options, servers, phones, consumers, kills, read);
		return summary(options, phones, consumers, kills, handovers);
	} finally {
		await close();
	}
}

interface Moment {
	number: number;
	mode: Mode;
	random: Random;
	phones: BusyPhones;
	servers: Servers;
	/** From the phone system's answer to the stored execution. */
	delay: number;
}

async function killOnce({ number, mode, random, phones, servers, delay }: Moment): Promise<Kill> {
	// kills in quick succession would let no hand-over come to pass
	for (let undisturbed = random.between(0, 4); undisturbed >= 1; undisturbed--) {
		await phones.nextReading(PATIENCE_MS);
	}
	// when n8n does not come to poll, the kill is one at any time
	const isAimed = random.chance(0.6) && (await phones.nextReading(PATIENCE_MS)) !== undefined;
	if (isAimed) await wait(aimedDelay(random, delay));
	else await wait(random.between(0, RANDOM_WITHIN_MS[mode]));
	if (mode === 'queue' && number % 2 === 1) {
		const worker = (number >> 1) % 2;
		const at = await servers.killWorker(worker);
		servers.startWorker(worker);
		return { at, process: `worker ${worker + 1}`, isAimed };
	}
	const at = await servers.killMain();
	await servers.startMain();
	return { at, process: 'main', isAimed };
}

/** Lets n8n work undisturbed until nothing is missing, or until what is missing cannot come any more. */
async function drain(
	{ mode, log }: SeriesOptions,
	servers: Servers,
	phones: BusyPhones,
	consumers: Consumer[],
	kills: Kill[],
	read: Handovers,
): Promise<Handover[]> {
	const session = await servers.session();
	const lastVisible = Math.max(...phones.owed.map(({ visibleFrom }) => visibleFrom), Date.now());
	for (;;) {
		const handovers = await read.read(session, consumers);
		const { lost } = tally({ ...phones, consumers, handovers, kills: kills.map(({ at }) => at) });
		const settled = handovers.every(({ status }) => !['new', 'running'].includes(status));
		if ((lost.length === 0 && settled) || Date.now() > lastVisible + DRAIN_MS) return handovers;
		log?.(`${mode}: ${lost.length} still to come`);
		await wait(10_000);
	}
}

function summary(
	{ mode }: SeriesOptions,
	phones: BusyPhones,
	consumers: Consumer[],
	kills: Kill[],
	handovers: Handover[],
): SeriesResult {
	const main = kills.filter((kill) => kill.process === 'main').map(({ at }) => at);
	const near = (kill: Kill) => handovers.some(({ at }) => Math.abs(at - kill.at) < HIT_MS);
	return {
		mode,
		kills,
		readings: phones.readings.length,
		executions: handovers.length,
		hits: kills.filter(near).length,
		...tally({ ...phones, consumers, handovers, kills: main }),
	};
}
