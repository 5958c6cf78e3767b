// Which tests the mutants meet.
import { readdirSync } from 'node:fs';
import { join, sep } from 'node:path';

const folders = [
	'test/nodes/Cytracom',
	'test/nodes/Yeastar',
	'test/credentials',
	'test/docs',
	'test/nodes/shared',
	'test/nodes/triggers',
];

/** Of ids: the file, a colon, and the names. What they guard is guarded by others too, but for amounts and times. */
const leftOut = [
	// switches a part of n8n on that a process reads once
	/^test\/Yeastar\/ssrf/,
	// the same once more under every reading of the vendors' pages, in every format, at every change of a clock
	/^test\/(Cytracom|Yeastar)\/readings/,
	/^test\/Yeastar\/(displayFormats|clockChanges)/,
	// whether the tests themselves would find something
	/histories.test.ts: the oracle finds a planted fault/,
	// they read the source itself, which a mutant's copy is not
	/^test\/shared\/(noModuleState|polling\/structure)/,
	// real processes and n8n's own node: what they guard is guarded by smaller tests
	/^test\/Cytracom\/memory/,
	/^test\/credentials\/httpRequestNode/,
	// amounts
	/^test\/Yeastar\/largeFile/,
	/^test\/triggers\/(idle|overlaps)/,
	/walkHtml.test.ts: 100,000 elements/,
	/state.test.ts: .*any damage to any character/,
];

export const isLeftOut = (id) => leftOut.some((pattern) => pattern.test(id));

/** For a look at some: `TESTS=test/nodes/shared/record npm run mutants -- --mutate 'nodes/shared/record/**'`. */
const wanted = new RegExp(process.env.TESTS ?? '');

/** From the project's root, with slashes. */
export function testFiles(root) {
	return folders
		.flatMap((folder) =>
			readdirSync(join(root, folder), { recursive: true }).map((file) =>
				[folder, ...file.split(sep)].join('/'),
			),
		)
		.filter((file) => file.endsWith('.test.ts') && !isLeftOut(`${file}:`) && wanted.test(file));
}
