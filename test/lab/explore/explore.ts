import { parseArgs } from 'node:util';

import { asTest, explore, type Exploration } from './explorer';
import { explorerWith, plants } from './plants';
import { sometimes } from './world';

const { values } = parseArgs({
	options: {
		depth: { type: 'string', default: '5' },
		/** Real time for each mode and beginning. */
		seconds: { type: 'string', default: '50' },
	},
});
const limits = { depth: Number(values.depth), forMs: Number(values.seconds) * 1000 };

const worlds = (['plain', 'durable'] as const).flatMap((mode) =>
	[false, true].map((beginsAway) => ({ mode, beginsAway })),
);

function print(name: string, result: Exploration, seconds: number): void {
	const { states, transitions, depth, isWhole } = result;
	const more = isWhole ? '' : ', and a part of the next level';
	console.log(
		`${name}: ${states} states by ${transitions} transitions, every history of ${depth} actions${more}, ${seconds.toFixed(0)} s`,
	);
}

/** @returns whether nothing was wrong, and everything was met that must be */
async function exploreAll(): Promise<boolean> {
	let isRight = true;
	const reached = new Set<string>();
	for (const { mode, beginsAway } of worlds) {
		const begin = Date.now();
		const result = await explore(mode, beginsAway, limits);
		print(
			`${mode}${beginsAway ? ', phone system away at first' : ''}`,
			result,
			(Date.now() - begin) / 1000,
		);
		for (const one of result.reached) reached.add(one);
		if (result.violation) console.log(asTest(result.violation));
		isRight &&= !result.violation;
	}
	const never = sometimes.filter((one) => !reached.has(one));
	console.log(`Reached: ${[...reached].sort().join(', ')}`);
	if (never.length > 0) console.log(`NEVER REACHED: ${never.join(', ')}`);
	return isRight && never.length === 0;
}

/** @returns whether every planted fault was found */
async function findPlants(): Promise<boolean> {
	let found = 0;
	for (const plant of plants) {
		const explorer = await explorerWith(plant);
		let violation: Exploration['violation'];
		for (const { mode, beginsAway } of worlds) {
			violation ??= (await explorer.explore(mode, beginsAway, { depth: 3, forMs: 30_000 }))
				.violation;
		}
		console.log(
			`Planted: ${plant.breaks}, an engine that ${plant.name}: ${violation ? `found by ${violation.history.join(', ') || 'nothing'}` : 'NOT FOUND'}`,
		);
		if (violation) found += 1;
	}
	console.log(`${found} of ${plants.length} planted faults found.`);
	return found === plants.length;
}

async function main(): Promise<void> {
	const isRight = await exploreAll();
	const isSharp = await findPlants();
	process.exit(isRight && isSharp ? 0 : 1);
}

void main();
