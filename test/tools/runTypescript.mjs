// Runs a TypeScript file: `node test/tools/runTypescript.mjs <file> [argument …]`.
import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';

const [, , file, ...rest] = process.argv;
const folder = await mkdtemp(join(resolve('node_modules'), '.run-'));
const outfile = join(folder, 'main.cjs');
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
await build({
	entryPoints: [file],
	outfile,
	bundle: true,
	platform: 'node',
	target: 'node20',
	format: 'cjs',
	packages: 'external',
	sourcemap: 'inline',
	logLevel: 'warning',
});
process.argv = [process.argv[0], resolve(file), ...rest];
createRequire(import.meta.url)(outfile);
