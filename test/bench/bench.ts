import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

import { build } from 'esbuild';
import n8n from 'n8n-nodes-base/package.json';
import { format, resolveConfig } from 'prettier';

import { comparisons } from './comparisons';
import type { Bundles } from './measure';
import { Bench } from './measure';
import { toSvg } from './picture';
import type { Result } from './report';
import { outcomesOf, printResult, toMarkdown } from './report';

/*
 * Measures our nodes against what people use today: `npm run bench`.
 * Options after `--`: --only <names of comparisons, or their beginnings, comma-separated>, --runs <number>,
 * --write <folder> (performance.md and its picture), --strict (fails where a target is missed).
 */
const { values: options } = parseArgs({
	options: {
		only: { type: 'string', default: '' },
		runs: { type: 'string', default: '5' },
		strict: { type: 'boolean', default: false },
		write: { type: 'string', default: '' },
	},
});

async function main(): Promise<void> {
	const only = options.only.split(',').filter((name) => name !== '');
	const chosen = comparisons.filter(
		({ name }) => only.length === 0 || only.some((part) => name.startsWith(part)),
	);
	const runs = Number(options.runs);
	const bench = new Bench(await bundle(), runs);
	const results: Result[] = [];
	for (const comparison of chosen) {
		const result = { comparison, measured: await bench.measure(comparison) };
		printResult(result);
		results.push(result);
	}
	bench.end();
	if (options.write !== '') await write(options.write, results, runs);
	const isMissed = results.flatMap(outcomesOf).some(({ verdict }) => verdict === 'missed');
	if (options.strict && isMissed) process.exitCode = 1;
}

async function write(folder: string, results: Result[], runs: number): Promise<void> {
	const file = join(folder, 'performance.md');
	const lines = [
		`Machine: ${cpus()[0]!.model.trim()}, ${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GB`,
		`Node.js ${process.versions.node}, n8n ${n8n.version}, ${new Date().toISOString().slice(0, 10)}`,
	];
	const style = { ...(await resolveConfig(file)), filepath: file };
	writeFileSync(file, await format(toMarkdown(results, { lines, runs }), style));
	writeFileSync(join(folder, 'performance.svg'), toSvg(results));
	console.log(`\nWritten: ${file} and its picture.`);
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
