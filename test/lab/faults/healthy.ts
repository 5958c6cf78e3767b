import type { Column } from './column';
import { Site, type Place } from './site';
import { inVirtualTime, type VirtualClock } from '../virtualTime';

/** What a column does where nothing goes wrong. */
export interface HealthyRun {
	items: string[];
	/** What is given in the end; see Subject. */
	after: string[];
	requests: number;
	/** Requests by what they are for. */
	tries: Map<Place, number>;
}

const PATIENCE_MS = 10_000;
const known = new Map<Column, HealthyRun>();

/** The run that all faults of a column are held against. @throws Error when it fails */
export async function healthyRun(column: Column): Promise<HealthyRun> {
	const run =
		known.get(column) ??
		(await inVirtualTime(PATIENCE_MS, async (clock) => await measure(column, clock)));
	known.set(column, run);
	return run;
}

async function measure(column: Column, clock: VirtualClock): Promise<HealthyRun> {
	const { parameters, durable, vendor } = column;
	await using site = await Site.start(vendor, clock, { parameters, durable });
	const subject = await column.prepare(site);
	const before = site.simulator.requests.length;
	const outcome = await subject.run();
	if ('error' in outcome) throw new Error(outcome.error.message, { cause: outcome.error });
	const requests = site.simulator.requests.length - before;
	const tries = new Map(
		column.places.map((place) => [place, site.requestsFor(place, before).length]),
	);
	return { items: outcome.items, after: await subject.after(), requests, tries };
}
