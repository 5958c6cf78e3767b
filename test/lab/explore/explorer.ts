import { createHash } from 'node:crypto';

import type { Mode } from '../../nodes/shared/polling/virtualN8n';
import { actions, World, type Action, type Snapshot, type Sometimes } from './world';

export interface Exploration {
	states: number;
	transitions: number;
	depth: number;
	reached: Set<Sometimes>;
	/** The shortest history that breaks an invariant, if there is one. */
	violation?: { mode: Mode; beginsAway: boolean; history: Action[]; wrongs: string[] };
	/** Whether every history up to the depth was tried: false when the time ran out. */
	isWhole: boolean;
}

export interface Limits {
	depth: number;
	/** Real time, ms. */
	forMs: number;
}

interface Node {
	snapshot: Snapshot;
	history: Action[];
}

/** Every history up to a depth, breadth first: the shortest one that breaks something is found first. */
export async function explore(
	mode: Mode,
	beginsAway: boolean,
	{ depth, forMs }: Limits,
): Promise<Exploration> {
	const end = Date.now() + forMs;
	const world = new World(mode, beginsAway);
	await world.begin();
	const met = new Set<string>();
	const { reached } = world;
	const result: Exploration = { states: 0, transitions: 0, depth: 0, reached, isWhole: true };
	let level: Node[] = [{ snapshot: world.snapshot(), history: [] }];
	for (let at = 0; at < depth && level.length > 0; at++) {
		const next: Node[] = [];
		for (const { snapshot, history } of level) {
			for (const action of actions) {
				if (Date.now() > end) return { ...result, isWhole: false };
				world.restore(snapshot);
				await world.happen(action);
				result.transitions += 1;
				const after = world.snapshot();
				const key = hashOf(after);
				if (met.has(key)) continue;
				met.add(key);
				result.states += 1;
				const taken = [...history, action];
				let wrongs = world.wrongs();
				if (wrongs.length === 0) wrongs = await world.missing();
				if (wrongs.length > 0) {
					return {
						...result,
						depth: at + 1,
						violation: { mode, beginsAway, history: taken, wrongs },
					};
				}
				next.push({ snapshot: after, history: taken });
			}
		}
		result.depth = at + 1;
		level = next;
	}
	return result;
}

/** Goes one history. @returns what is wrong at its end */
export async function replay(
	mode: Mode,
	beginsAway: boolean,
	history: readonly Action[],
): Promise<string[]> {
	const world = new World(mode, beginsAway);
	await world.begin();
	for (const action of history) {
		await world.happen(action);
		const wrongs = world.wrongs();
		if (wrongs.length > 0) return wrongs;
	}
	return await world.missing();
}

/** A violation as a test that one can paste. */
export function asTest(violation: NonNullable<Exploration['violation']>): string {
	const { mode, beginsAway, history, wrongs } = violation;
	return [
		`// ${wrongs.join('\n// ')}`,
		`it('given ${history.join(', ')} (${mode}), then every call comes once', async () => {`,
		`\texpect(await replay('${mode}', ${beginsAway}, ${JSON.stringify(history)})).toEqual([]);`,
		`});`,
	].join('\n');
}

/** States that can only lead to the same have one hash. */
function hashOf({ time, n8n, facts, cutOff }: Snapshot): string {
	const { saved, memory, told, given, settings } = n8n;
	const reported = { ...told, holes: [...told.holes], reports: [...told.reports] };
	const all = [time, saved, memory, reported, [...given].sort(), settings, facts.epochs, cutOff];
	return createHash('sha1').update(JSON.stringify(all)).digest('base64');
}
