import { performance } from 'node:perf_hooks';

import { Defect } from './judge';

const LOOK_EVERY_MS = 500;

/**
 * Waits for work to end.
 *
 * @param limitMs for which it may wait with nothing to do, and as much again for which it may compute. Not of the clock on
 *   the wall: on a machine that others share, that one goes on while this process stands still.
 * @throws Defect when it takes longer
 */
export async function inTime(work: Promise<void>, limitMs: number): Promise<undefined> {
	const idleAtFirst = performance.eventLoopUtilization();
	const cpuAtFirst = process.cpuUsage();
	const verdict = (): Defect | undefined => {
		const { idle } = performance.eventLoopUtilization(idleAtFirst);
		const { user, system } = process.cpuUsage(cpuAtFirst);
		if (idle > limitMs) return new Defect('It hangs');
		const busyMs = (user + system) / 1000;
		return busyMs > limitMs ? new Defect(`It computes for ${Math.round(busyMs)} ms`) : undefined;
	};
	let timer: NodeJS.Timeout | undefined;
	const late = new Promise<never>((_, reject) => {
		timer = setInterval(() => {
			const defect = verdict();
			if (defect) reject(defect);
		}, LOOK_EVERY_MS);
	});
	await Promise.race([work, late]).finally(() => clearInterval(timer));
	// work without a pause keeps the watchdog from barking
	const defect = verdict();
	if (defect) throw defect;
	return undefined;
}
