// n8n's scanner on the source tree and on the packed tarball: `npm run scan`. Warnings count, too. Needs `npm run build`.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { createRequire } from 'node:module';

import {
	analyzePackage,
	buildScanConfig,
	SOURCE_FILE_PATTERNS,
} from '@n8n/scan-community-package/scanner/scanner.mjs';
import { ESLint } from 'eslint';

/** What the scanner reads of a published package, and what it does not. */
const TARBALL_PATTERNS = ['**/*.js', '**/*.ts', '**/*.json'];
const IGNORED = ['node_modules/**', '**/package-lock.json'];
/** In bytes. */
const MOST_UNPACKED = 500_000;
const root = resolve('.');
const require = createRequire(
	import.meta.resolve('@n8n/scan-community-package/scanner/scanner.mjs'),
);
const glob = require('fast-glob');
const { n8n } = require(join(root, 'package.json'));

const folder = mkdtempSync(join(tmpdir(), 'call-transcripts-scan-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

/** Runs a program to its end. @throws Error with what it printed when it fails */
function run(program, args, options) {
	const { status, stdout, stderr } = spawnSync(program, args, { encoding: 'utf8', ...options });
	if (status !== 0) throw new Error(`${program} ${args.join(' ')}:\n${stdout}${stderr}`);
	return stdout;
}

/** The tarball as `npm publish` sends it, unpacked. */
function pack() {
	run('npm', ['pack', '--silent', '--pack-destination', folder], { cwd: root });
	const tarball = join(
		folder,
		readdirSync(folder).find((file) => file.endsWith('.tgz')),
	);
	run('tar', ['-xzf', tarball, '-C', folder]);
	return { tarball, unpacked: join(folder, 'package') };
}

/** Errors and warnings in a folder. The scanner itself tells errors only, so its rules are run here once more. */
async function scan(name, cwd, patterns) {
	const { passed, message, error } = await analyzePackage(cwd, patterns);
	if (error) throw error;
	const eslint = new ESLint({
		cwd,
		allowInlineConfig: false,
		overrideConfigFile: true,
		overrideConfig: await buildScanConfig(),
	});
	const files = glob.sync(patterns, { cwd, absolute: true, ignore: IGNORED });
	const results = await eslint.lintFiles(files);
	const sum = (key) => results.reduce((total, result) => total + result[key], 0);
	const [errors, warnings] = [sum('errorCount'), sum('warningCount')];
	const verdict = passed ? 'passed' : message;
	console.log(
		`${name}: ${results.length} files, ${errors} errors, ${warnings} warnings (n8n's scanner: ${verdict})`,
	);
	if (errors + warnings > 0) console.log((await eslint.loadFormatter('stylish')).format(results));
	return passed && errors + warnings === 0;
}

/** How long a fresh process needs for the files that n8n requires, with what n8n has loaded anyway, in milliseconds. */
function requireTime(unpacked) {
	const files = n8n.nodes.map((file) => join(unpacked, file));
	const script = `
    for (const name of ['n8n-workflow', 'luxon', 'p-limit', 'zod']) require(name);
    const begin = performance.now();
    for (const file of ${JSON.stringify(files)}) require(file);
    console.log(performance.now() - begin);`;
	const env = {
		...process.env,
		NODE_PATH: [join(root, 'node_modules'), process.env.NODE_PATH].filter(Boolean).join(delimiter),
	};
	const times = Array.from({ length: 5 }, () =>
		Number(run(process.execPath, ['-e', script], { cwd: folder, env })),
	);
	return times.sort((a, b) => a - b)[2];
}

const { tarball, unpacked } = pack();
const good = [
	await scan('source', root, SOURCE_FILE_PATTERNS),
	await scan('tarball', unpacked, TARBALL_PATTERNS),
];

const files = readdirSync(unpacked, { recursive: true, withFileTypes: true })
	.filter((entry) => entry.isFile())
	.map(({ parentPath, name }) => join(parentPath, name));
const size = files.reduce((total, file) => total + statSync(file).size, 0);
const kB = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;
console.log(`tarball: ${kB(statSync(tarball).size)}, ${files.length} files, ${kB(size)} unpacked`);
console.log(`require of the nodes: ${requireTime(unpacked).toFixed(1)} ms`);
process.exitCode = good.every(Boolean) && size < MOST_UNPACKED ? 0 : 1;
