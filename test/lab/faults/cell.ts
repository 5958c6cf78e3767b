import { inspect } from 'node:util';

import { testCredential } from '../engine';
import { leakIn } from '../secrets';
import type { FaultEffect } from '../simulators';
import type { Outcome, Subject } from './column';
import { restoreConnections, type ConnectionFault } from './connections';
import type { End } from './expectation';
import { healthyRun, type HealthyRun } from './healthy';
import { judge } from './judge';
import { meaningOf, type Cell } from './matrix';
import { PATHS, Site } from './site';
import { inVirtualTime, type VirtualClock } from '../virtualTime';

/** What a cell came to. */
export interface Observed {
	end: End;
	outcome: Outcome;
	/** All requests, and those for the place of the fault. */
	requests: number;
	tries: number;
	waitedMs: number;
	/** What was given when the fault was over, or the error of that. */
	after: Outcome;
	/** Sign-ins of a run after a rejected secret, before a person pressed Test. */
	untested?: { signIns: number };
	/** The first of the secrets that shows. */
	leak?: string;
}

export interface Result {
	cell: Cell;
	observed?: Observed;
	/** In words; none if all is as it should be. */
	problems: string[];
}

/** Real milliseconds for which a phone system may be silent, where it is silent on purpose and else. */
const SILENT_PATIENCE_MS = 400;
const PATIENCE_MS = 10_000;
/** Real milliseconds after which a cell hangs: many times what the slowest takes, because the machine may be busy. */
const WATCHDOG_MS = 60_000;

/** Runs one cell and judges it. Never throws. */
export async function runCell(cell: Cell): Promise<Result> {
	let timer: NodeJS.Timeout | undefined;
	const hangs = new Promise<never>((_, reject) => {
		timer = setTimeout(() => reject(new Error('it hangs')), WATCHDOG_MS);
	});
	try {
		const healthy = await Promise.race([healthyRun(cell.column), hangs]);
		if (cell.place === 'later calls' && (healthy.tries.get(cell.place) ?? 0) < 2) {
			return { cell, problems: [] };
		}
		const observed = await Promise.race([
			inVirtualTime(
				cell.row.isSilent ? SILENT_PATIENCE_MS : PATIENCE_MS,
				async (clock) => await observe(cell, healthy, clock),
			),
			hangs,
		]);
		return { cell, observed, problems: judge(cell, observed, healthy) };
	} catch (error) {
		return { cell, problems: [`the matrix itself: ${inspect(error)}`] };
	} finally {
		clearTimeout(timer);
		restoreConnections();
	}
}

async function observe(cell: Cell, healthy: HealthyRun, clock: VirtualClock): Promise<Observed> {
	const { row, place, lasting, column } = cell;
	const fault = row.effect(clock.now());
	await using site = await Site.start(column.vendor, clock, {
		...('strike' in fault ? fault.options : undefined),
		parameters: column.parameters,
		durable: column.durable,
	});
	if ('strike' in fault) await fault.lift(site);
	const subject = await column.prepare(site);

	// a date in the fault is one of the moment at which it strikes
	const lift = await strike(site, row.effect(clock.now()), place, lasting);
	const before = { requests: site.simulator.requests.length, at: clock.now() };
	const outcome = await subject.run();
	const observed = {
		outcome,
		end: endOf(outcome, healthy.items),
		requests: site.simulator.requests.length - before.requests,
		tries: site.requestsFor(place, before.requests).length,
		waitedMs: clock.now() - before.at,
	};
	await lift();
	const isRejected = meaningOf(cell).is === 'rejected' && column.kind !== 'test';
	const untested = isRejected ? await runUntested(site, subject) : undefined;
	const after = await outcomeOf(subject);
	return { ...observed, after, untested, leak: leakIn([outcome, after], site.secrets) };
}

/** @returns what ends the fault */
async function strike(
	site: Site,
	fault: FaultEffect | ConnectionFault,
	place: Cell['place'],
	lasting: Cell['lasting'],
): Promise<() => Promise<void>> {
	if ('strike' in fault) {
		const lift = async () => {
			site.clock.onSleep = undefined;
			await fault.lift(site);
		};
		await fault.strike(site);
		if (lasting === 'once') site.clock.onSleep = lift;
		return lift;
	}
	const { faults } = site.simulator;
	faults.add({
		...fault,
		match: PATHS[site.vendor.name][place],
		times: lasting === 'once' ? 1 : Infinity,
		skip: place === 'later calls' ? 1 : 0,
	});
	return async () => await Promise.resolve(faults.clear());
}

/** A rejected secret must not be sent again; then a person presses Test. */
async function runUntested(site: Site, subject: Subject): Promise<Observed['untested']> {
	const signIns = () => site.requestsFor('sign-in').length;
	const before = signIns();
	await subject.run();
	const untested = { signIns: signIns() - before };
	const { id } = site.trigger.credential;
	const { credentialType } = site.vendor;
	await testCredential(site.engine, { credentialType, id });
	return untested;
}

const outcomeOf = async (subject: Subject): Promise<Outcome> =>
	await subject.after().then(
		(items) => ({ items }),
		(error: unknown) => ({ error: error as Error }),
	);

function endOf(outcome: Outcome, healthy: string[]): End {
	if ('error' in outcome) return 'error';
	if (isSame(outcome.items, healthy)) return 'items';
	return outcome.items.length === 0 ? 'nothing' : 'other items';
}

export const isSame = (some: string[], others: string[]): boolean =>
	JSON.stringify(some) === JSON.stringify(others);
