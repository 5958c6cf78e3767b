// `npm run lab -- <experiment> [options]`: the long proofs. What each proves is in README.md.
import { fileURLToPath } from 'node:url';

/** The file of each experiment, and whether it needs real n8n. */
const experiments = {
	explore: { file: 'explore/explore.ts' },
	faults: { file: 'faults/faults.ts' },
	fuzz: { file: 'fuzz/fuzz.ts' },
	idle: { file: 'idle/idle.ts' },
	kills: { file: 'kills/kills.ts', needsN8n: true },
	memory: { file: 'memory/memory.ts' },
	plants: { file: 'plants/plants.ts' },
	readings: { file: 'readings/readings.ts' },
	recipes: { file: '../recipes/recipes.ts', needsN8n: true },
	simulator: { file: 'simulators/main.ts' },
	soak: { file: 'soak/soak.ts' },
};

const [, , name, ...options] = process.argv;
if (!Object.hasOwn(experiments, name ?? '')) {
	console.error(`npm run lab -- <experiment> [options]: ${Object.keys(experiments).join(', ')}`);
	process.exit(1);
}
const { file, needsN8n } = experiments[name];
if (needsN8n) await import('../e2e/n8n/install.mjs');
const path = fileURLToPath(new URL(file, import.meta.url));
process.argv = [process.argv[0], '', path, ...options];
await import('../tools/runTypescript.mjs');
