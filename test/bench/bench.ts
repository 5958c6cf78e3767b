import { mkdtempSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

import { build } from 'esbuild';

import { comparisons } from './comparisons';
import type { Bundles } from './measure';
import { Bench } from './measure';
import { printComparison } from './report';

/*
 * Measures our nodes against what people use today: `npm run bench`.
 * Options after `--`: --only <names of comparisons, comma-separated>, --runs <number>, --strict.
 */
const { values: options } = parseArgs({
	options: {
		only: { type: 'string', default: '' },
		runs: { type: 'string', default: '5' },
		strict: { type: 'boolean', default: false },
	},
});

async function main(): Promise<void> {
	const only = options.only.split(',').filter((name) => name !== '');
	const chosen = comparisons.filter(
		({ name }) => only.length === 0 || only.some((part) => name.startsWith(part)),
	);
	const bench = new Bench(await bundle(), Number(options.runs));
	for (const comparison of chosen) {
		printComparison(comparison, await bench.measure(comparison));
	}
	bench.end();
}

/** The processes of the bench, each in one file. */
async function bundle(): Promise<Bundles> {
	const folder = mkdtempSync(join(resolve('node_modules'), '.bench-'));
	process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
	await build({
		entryPoints: ['test/bench/server.ts', 'test/bench/contestant.ts'],
		outdir: folder,
		outExtension: { '.js': '.cjs' },
		bundle: true,
		platform: 'node',
		target: 'node20',
		format: 'cjs',
		packages: 'external',
		logLevel: 'warning',
	});
	return { server: join(folder, 'server.cjs'), contestant: join(folder, 'contestant.cjs') };
}

main().catch((error: unknown) => {
	console.error(error);
	process.exit(1);
});
