// Whether the tests find bugs that this product has had, or nearly had: each is planted into a copy of the tree, and the
// tests that are to find it run. `--only <text>` tries those whose line in plants.tsv holds the text.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** A line of plants.tsv, its columns parted by tabs. */
interface Plant {
	file: string;
	/** Below `test/nodes`: how the paths of the tests begin that are to find it. */
	tests: string;
	/** Stands in the file once. */
	text: string;
	replacement: string;
	/** What users met. */
	bug: string;
}

/** What of Jest's report is used. */
interface Report {
	testResults: {
		name: string;
		message: string;
		assertionResults: { status: string; fullName: string }[];
	}[];
}

/** A test that hangs has found the bug, too. */
const PATIENCE_MS = 3 * 60_000;
/** What of the tree the tests need. */
const COPIED = [
	'README.md',
	'credentials',
	'docs',
	'nodes',
	'package.json',
	'test',
	'tsconfig.json',
];

const [, , option, only = ''] = process.argv;
if (option !== undefined && option !== '--only') throw new Error(`There is no option ${option}`);
process.exitCode = main(
	readPlants().filter((plant) => Object.values(plant).join('\t').includes(only)),
);

function main(plants: Plant[]): number {
	const root = copyTree();
	try {
		let found = 0;
		for (const plant of plants) {
			const test = tryPlant(root, plant);
			if (test !== undefined) found += 1;
			console.log(`${plant.file}: ${plant.bug}\n    ${test ?? `NOT FOUND by ${plant.tests}`}`);
		}
		const anyway = failing(root, [...new Set(plants.map(({ tests }) => tests))]);
		if (anyway !== undefined) console.log(`\nFails without a planted bug, too: ${anyway}`);
		console.log(`\n${found} of ${plants.length} planted bugs found`);
		return found > 0 && found === plants.length && anyway === undefined ? 0 : 1;
	} finally {
		rmSync(root, { recursive: true, force: true });
	}
}

function readPlants(): Plant[] {
	const lines = readFileSync('test/lab/plants/plants.tsv', 'utf8').trimEnd().split('\n');
	return lines.map((line) => {
		const [file = '', tests = '', text = '', replacement = '', bug = ''] = line.split('\t');
		if (readFileSync(file, 'utf8').split(text).length !== 2) {
			throw new Error(`Not once in ${file}: ${text}`);
		}
		return { file, tests, text, replacement, bug };
	});
}

/** The part of the tree that tests need, in a folder of its own. */
function copyTree(): string {
	const root = mkdtempSync(join(tmpdir(), 'plants-'));
	const e2e = resolve('test/e2e');
	for (const name of COPIED) {
		cpSync(name, join(root, name), { recursive: true, filter: (path) => resolve(path) !== e2e });
	}
	symlinkSync(resolve('node_modules'), join(root, 'node_modules'), 'junction');
	return root;
}

/** Plants a bug, and takes it out again. @returns the test that finds it */
function tryPlant(root: string, { file, tests, text, replacement }: Plant): string | undefined {
	const path = join(root, file);
	const source = readFileSync(path, 'utf8');
	writeFileSync(path, source.split(text).join(replacement));
	try {
		return failing(root, [tests]);
	} finally {
		writeFileSync(path, source);
	}
}

/** Runs tests. @returns the first that fails; undefined where all pass */
function failing(root: string, tests: string[]): string | undefined {
	const outputFile = join(root, 'report.json');
	rmSync(outputFile, { force: true });
	const { signal } = spawnSync(
		process.execPath,
		[
			...[join('node_modules', 'jest', 'bin', 'jest.js'), '--config', 'test/jest.config.json'],
			...['--json', `--outputFile=${outputFile}`],
			...tests.map((test) => join('test', 'nodes', test)),
		],
		{ cwd: root, stdio: 'ignore', timeout: PATIENCE_MS * tests.length, killSignal: 'SIGKILL' },
	);
	if (signal !== null) return 'a test that hangs';
	if (!existsSync(outputFile)) throw new Error(`There are no such tests: ${tests.join(', ')}`);
	const { testResults } = JSON.parse(readFileSync(outputFile, 'utf8')) as Report;
	for (const { name, message, assertionResults } of testResults) {
		const failed = assertionResults.find(({ status }) => status === 'failed');
		if (failed) return `${name.slice(root.length + 1)}: ${failed.fullName}`;
		if (assertionResults.length === 0) throw new Error(message);
	}
	return undefined;
}
