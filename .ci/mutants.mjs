// Prints which part of the mutants the tests found, whole and by folder: `node .ci/mutants.mjs <report of Stryker>`.
import { existsSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';

import { isInSample, part } from '../test/lab/mutants/sample.mjs';

const [, , report] = process.argv;
if (!existsSync(report)) {
	console.log('Mutation score: none, the run did not end');
	process.exit(1);
}
const { files, thresholds } = JSON.parse(readFileSync(report, 'utf8'));

/** Found are those that fail a test or hang; one that no test can load is neither found nor missed. */
const FOUND = ['Killed', 'Timeout'];
const MISSED = ['Survived', 'NoCoverage'];

const all = { found: 0, missed: 0, leftOut: 0 };
const folders = new Map();
for (const [file, { mutants }] of Object.entries(files)) {
	const folder = dirname(file);
	const sum = folders.get(folder) ?? { found: 0, missed: 0, leftOut: 0 };
	folders.set(folder, sum);
	for (const { id, status } of mutants) {
		if (!isInSample(id)) continue;
		const kind = FOUND.includes(status) ? 'found' : MISSED.includes(status) ? 'missed' : 'leftOut';
		sum[kind] += 1;
		all[kind] += 1;
	}
}

const score = ({ found, missed }) => (100 * found) / (found + missed || 1);
const line = (name, sum) =>
	`${name}: ${score(sum).toFixed(2)} %, ${sum.found} of ${sum.found + sum.missed} mutants found` +
	(sum.leftOut > 0 ? `, ${sum.leftOut} left out` : '');
for (const [folder, sum] of [...folders].sort()) console.log(line(`  ${folder}`, sum));
console.log(line(part < 1 ? 'Mutation score of a sample' : 'Mutation score', all));
process.exit(score(all) < thresholds.break ? 1 : 0);
