// Adds up jest's reports: `node .ci/count.mjs <report> …` prints `N passed, N failed`.
import { existsSync, readFileSync } from 'node:fs';

let passed = 0;
let failed = 0;
for (const file of process.argv.slice(2)) {
	if (!existsSync(file)) {
		// The run ended before its tests: a failed check, build or install.
		failed += 1;
		continue;
	}
	const report = JSON.parse(readFileSync(file, 'utf8'));
	passed += report.numPassedTests;
	failed += report.numFailedTests + report.numRuntimeErrorTestSuites;
	// Nothing failed by itself, and yet the run did: an error around the tests.
	if (!report.success && report.numFailedTests + report.numRuntimeErrorTestSuites === 0)
		failed += 1;
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed > 0 || passed === 0 ? 1 : 0);
