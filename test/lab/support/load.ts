import { setTimeout as wait } from 'node:timers/promises';

/** What load tests need of a simulator. */
interface Loaded {
	readonly load: { open: number; most: number };
	gate: (() => Promise<void>) | undefined;
}

/** Real milliseconds without another request: then all are there that will come unasked. */
const QUIET_MS = 80;

/** Lets requests meet: each is held back a little. @returns the most that were open at once while `work` ran */
export async function mostOpen(system: Loaded, work: () => Promise<unknown>): Promise<number> {
	system.load.most = 0;
	system.gate = async () => await wait(5);
	await work().finally(() => (system.gate = undefined));
	return system.load.most;
}

/** How many requests `work` sends before it has an answer to any of them: none is answered until no other comes. */
export async function openAtFirst(system: Loaded, work: () => Promise<unknown>): Promise<number> {
	system.load.most = 0;
	let atFirst: Promise<number> | undefined;
	system.gate = async () => void (await (atFirst ??= whenQuiet(system)));
	await work().finally(() => (system.gate = undefined));
	return (await atFirst) ?? 0;
}

async function whenQuiet(system: Loaded): Promise<number> {
	for (let before = 0; before < system.load.open;) {
		before = system.load.open;
		await wait(QUIET_MS);
	}
	return system.load.open;
}
