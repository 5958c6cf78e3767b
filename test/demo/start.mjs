// `npm start`: real n8n with this package's nodes, both vendors simulated, workflows that keep filling a table.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

console.log('Starting n8n with two simulated phone systems …');
process.chdir(fileURLToPath(new URL('../..', import.meta.url)));

// Not npm's "prestart": with ignore-scripts npm skips what comes before and after a script.
await import('../tools/install.mjs');

const { status } = spawnSync(process.execPath, ['test/e2e/n8n/install.mjs'], { stdio: 'inherit' });
if (status !== 0) process.exit(status ?? 1);

process.argv[2] = 'test/demo/main.ts';
await import('../tools/runTypescript.mjs');
