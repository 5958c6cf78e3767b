// Installs n8n, and the Node.js that it needs, into this folder: `node test/e2e/n8n/install.mjs`.
// Does nothing when everything is there; an install that was interrupted is begun again.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
	existsSync,
	readFileSync,
	realpathSync,
	statfsSync,
	symlinkSync,
	writeFileSync,
} from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('.', import.meta.url));
const bin = join(folder, 'node_modules', '.bin');
/** Written last by a complete install; holds the checksum of the lock file that it was made from. */
const stamp = join(folder, 'node_modules', '.complete');

/** What went wrong, found in npm's output, and what to do about it. The first match counts. */
const ADVICE = [
	[/ENOSPC/, 'The disk is full: n8n needs about 3 GB.'],
	[
		/find Python|not found: make|`make`|g\+\+|c\+\+: not found|No such file or directory: 'cc/i,
		"n8n's database driver must be compiled on this machine: install a C++ compiler, make and Python 3 (Debian: apt-get install build-essential python3).",
	],
	[
		/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|UND_ERR|network/i,
		'The network or the npm registry cannot be reached. Check the connection and try again.',
	],
];

function fail(sentence) {
	console.error(sentence);
	process.exit(1);
}

/** npm's own last lines follow where the reason is not a known one. */
function failWithNpm(what, output) {
	const advice = ADVICE.find(([pattern]) => pattern.test(output))?.[1];
	fail(`${what} ${advice ?? `npm says:\n${output.trim().split('\n').slice(-15).join('\n')}`}`);
}

/** Tells every ten seconds how long it has taken, and how much of the disk: npm itself tells nothing on the way. */
function showProgress() {
	const begin = Date.now();
	const free = () => {
		const { bavail, bsize } = statfsSync(folder);
		return bavail * bsize;
	};
	const freeAtFirst = free();
	return setInterval(() => {
		const seconds = Math.round((Date.now() - begin) / 1000);
		const gigabytes = Math.max(0, (freeAtFirst - free()) / 1e9);
		console.log(`  ${seconds} s, ${gigabytes.toFixed(1)} GB written`);
	}, 10_000);
}

/** Runs npm with the installed programs, Node 24 first, on its path; resolves with its output, and whether it worked. */
async function npm(args, { cwd = folder, env } = {}) {
	const progress = showProgress();
	const child = spawn('npm', args, {
		cwd,
		stdio: ['ignore', 'pipe', 'pipe'],
		env: { ...process.env, ...env, PATH: `${bin}${delimiter}${process.env.PATH}` },
	});
	let output = '';
	for (const stream of [child.stdout, child.stderr])
		stream.on('data', (chunk) => (output += chunk));
	const code = await new Promise((resolve) => {
		child.on('close', resolve).on('error', (error) => {
			output += error;
			resolve(1);
		});
	});
	clearInterval(progress);
	return { ok: code === 0, output };
}

/** n8n's own Node: the packaged one, else the one that runs this script if it is new enough. */
function provideNode() {
	const node = join(bin, 'node');
	if (existsSync(node)) return node;
	if (Number(process.versions.node.split('.')[0]) < 24) {
		fail(
			`n8n needs Node 24, and there is no packaged one for ${process.platform} ${process.arch}: install Node 24.`,
		);
	}
	symlinkSync(process.execPath, node);
	return node;
}

async function installPackages() {
	const wanted = createHash('sha256')
		.update(readFileSync(join(folder, 'package-lock.json')))
		.digest('hex');
	if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
	const { version } = JSON.parse(readFileSync(join(folder, 'package-lock.json'), 'utf8')).packages[
		'node_modules/n8n'
	];
	console.log(`Installing n8n ${version}: about 2 GB, some minutes, only once …`);
	const { ok, output } = await npm(['ci', '--loglevel=error']);
	if (!ok) failWithNpm('n8n could not be installed.', output);
	writeFileSync(stamp, wanted);
}

/** sqlite3 is n8n's database; its binary is downloaded where there is one, else compiled. */
async function buildSqlite(node) {
	const sqlite = join(folder, 'node_modules', 'sqlite3');
	const loads = () => spawnSync(node, ['-e', `require(${JSON.stringify(sqlite)})`]).status === 0;
	if (loads()) return;
	console.log("Preparing n8n's database driver: about a minute, only once …");
	// Node's header files come with it: without this the compiler's helper would download them.
	const env = { npm_config_nodedir: dirname(dirname(realpathSync(node))), JOBS: 'max' };
	const { output } = await npm(['run', 'install'], { cwd: sqlite, env });
	if (!loads()) failWithNpm("n8n's database driver could not be prepared.", output);
}

if (process.platform === 'win32') fail('Use the Windows Subsystem for Linux for this.');
await installPackages();
await buildSqlite(provideNode());
