// Installs n8n, and the Node.js that it needs, into this folder: `node test/e2e/n8n/install.mjs`.
// Does nothing when everything is there; an install that was interrupted is begun again.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs';
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

/** Runs npm with the installed programs, Node 24 first, on its path; gives its output, and whether it worked. */
function npm(args, { cwd = folder, env } = {}) {
	const { status, error, stdout, stderr } = spawnSync('npm', args, {
		cwd,
		encoding: 'utf8',
		maxBuffer: 2 ** 28,
		env: { ...process.env, ...env, PATH: `${bin}${delimiter}${process.env.PATH}` },
	});
	return { ok: status === 0, output: `${stdout}${stderr}${error ?? ''}` };
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

function installPackages() {
	const wanted = createHash('sha256')
		.update(readFileSync(join(folder, 'package-lock.json')))
		.digest('hex');
	if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
	const { version } = JSON.parse(readFileSync(join(folder, 'package-lock.json'), 'utf8')).packages[
		'node_modules/n8n'
	];
	console.log(`Installing n8n ${version}: about 2 GB, some minutes, only once …`);
	const { ok, output } = npm(['ci', '--loglevel=error']);
	if (!ok) failWithNpm('n8n could not be installed.', output);
	writeFileSync(stamp, wanted);
}

/** sqlite3 is n8n's database; its binary is downloaded where there is one, else compiled. */
function buildSqlite(node) {
	const sqlite = join(folder, 'node_modules', 'sqlite3');
	const loads = () => spawnSync(node, ['-e', `require(${JSON.stringify(sqlite)})`]).status === 0;
	if (loads()) return;
	console.log("Preparing n8n's database driver: about a minute, only once …");
	// Node's header files come with it: without this the compiler's helper would download them.
	const env = { npm_config_nodedir: dirname(dirname(realpathSync(node))), JOBS: 'max' };
	const { output } = npm(['run', 'install'], { cwd: sqlite, env });
	if (!loads()) failWithNpm("n8n's database driver could not be prepared.", output);
}

if (process.platform === 'win32') fail('Use the Windows Subsystem for Linux for this.');
installPackages();
buildSqlite(provideNode());
