// Installs what package-lock.json lists, when it is not there yet: `npm start` and `npm test` work in a fresh clone.
import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';

const [major] = process.versions.node.split('.').map(Number);
if (major < 20) {
	console.error(`Node ${process.versions.node} is too old: install Node 20 or later.`);
	process.exit(1);
}

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Runs `npm ci` in a folder unless it holds what its lock file asks for. */
export function installIfMissing(folder = root) {
	const installed = join(folder, 'node_modules', '.package-lock.json');
	const wanted = join(folder, 'package-lock.json');
	if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(wanted).mtimeMs) return;
	console.log(`Installing the packages of ${join(folder, 'package.json')} …`);
	const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund'], {
		cwd: folder,
		stdio: 'inherit',
		shell: process.platform === 'win32',
	});
	if (status !== 0) {
		console.error(
			'The packages could not be installed. Check the network connection and try again.',
		);
		process.exit(status ?? 1);
	}
}

installIfMissing();
