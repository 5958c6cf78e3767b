import type { Vendor } from '../support/triggers';
import { DAY, HOUR, MINUTE, SECOND, Trigger } from '../support/triggers';
import { addCalls } from './calls';
import { addFaults } from './faults';
import type { PackageModules } from './n8nProcess';
import { N8nProcess } from './n8nProcess';
import { Oracle, type Verdict } from './oracle';
import { damage, type Plant } from './plants';
import { Random } from './random';
import { Weather } from './weather';
import { VirtualClock } from '../virtualTime';

export interface SoakOptions {
	vendor: Vendor;
	/** Durable cursors, or n8n's default mode. */
	durable: boolean;
	calls: number;
	seed: number;
	plant?: Plant;
	/** Between two polls of the fine weather at the end; default half an hour. */
	calmStepMs?: number;
	/** Options of the vendor's simulator, such as its readings. */
	simulator?: object;
	/** Gives the package's modules for each start of n8n. */
	load: () => PackageModules;
}

export interface SoakResult extends Verdict {
	counts: Record<string, number>;
	/** Activations of a restart or an edit that threw, and errors that are not n8n's own: there must be none. */
	defects: string[];
	bytesPerCall: number;
	diary: string[];
}

const LOOKBACK_MS = DAY;
const FAILING_PART = 0.1;
/** How much later than its transcript a call may be found: by the next sweep, and a poll or two of a backlog. */
const SWEEP_MS = 1.5 * HOUR;

/** One trigger over some days of virtual time in bad weather, and then until the last transcript must have been given. */
export async function soak(options: SoakOptions): Promise<SoakResult> {
	const { vendor, durable, seed, plant } = options;
	const random = new Random(seed);
	const clock = new VirtualClock();
	const n8n = new N8nProcess(options.load, clock);
	const oracle = new Oracle(LOOKBACK_MS);
	await using trigger = await Trigger.start(vendor, clock, {
		durable,
		package: n8n.package,
		simulator: options.simulator,
		parameters: { options: { includeSpeakerNames: false } },
	});
	const { system } = trigger;
	const weather = new Weather(trigger, n8n, oracle, random, durable);
	const until = addCalls(system, oracle, random, options.calls, clock.now() + 10 * SECOND);
	await weather.switchOn();
	clock.advance(MINUTE);
	await weather.poll();

	addFaults(system.faults, vendor, random, FAILING_PART);
	const middle = (clock.now() + until) / 2;
	let planted = plant === undefined;
	let held: string[] = [];
	let bytesPerCall = 0;
	while (clock.now() < until) {
		clock.advance(random.chance(0.2) ? random.between(MINUTE, 30 * MINUTE) : 5 * MINUTE);
		await weather.step();
		if (!planted && clock.now() > middle && plant) {
			if (plant === 'throwAway' || plant === 'holdBack') {
				held = await weather.holdBack();
				planted = held.length > 0;
			} else if ((planted = damage(trigger, plant, n8n.modules))) await weather.restart();
		}
		const seen = n8n.modules.parseState(trigger.saved)?.seen.size ?? 0;
		if (seen > options.calls / 20) bytesPerCall = trigger.saved.length / seen;
	}
	if (!planted) throw new Error(`There was no occasion to plant ${plant}: take more calls`);
	// fine weather until every transcript is there and every sweep is done
	system.faults.clear();
	// liveness: everything owed arrives within a lookback and a sweep, and nothing after it
	const arrivedBy = clock.now() + LOOKBACK_MS + SWEEP_MS;
	const end = arrivedBy + 3 * HOUR;
	while (clock.now() < end) {
		clock.advance(options.calmStepMs ?? 30 * MINUTE);
		await weather.poll();
	}
	if (plant === 'holdBack') oracle.give(held, clock.now());
	const requests = system.requests.length;
	const counts = { requests, ...weather.counts };
	const { defects, diary } = weather;
	return { ...oracle.verdict(arrivedBy), counts, defects, diary, bytesPerCall };
}
