// Adds up what CI ran: `node .ci/count.mjs <Jest's report | proof=exit code> …` says what failed, and last `N passed, N failed`.
import { existsSync, readFileSync } from 'node:fs';

let passed = 0;
const failed = [];

function addReport(file) {
	// The run ended before its tests did: a failed check, build or install, or no time left.
	if (!existsSync(file)) return failed.push(`${file} was not written`);
	const { numPassedTests, success, testResults } = JSON.parse(readFileSync(file, 'utf8'));
	passed += numPassedTests;
	const before = failed.length;
	for (const { name, status, assertionResults } of testResults) {
		const tests = assertionResults.filter(({ status }) => status === 'failed');
		failed.push(...tests.map(({ fullName }) => fullName));
		if (status === 'failed' && tests.length === 0) failed.push(name);
	}
	// Nothing failed by itself, and yet the run did: an error around the tests.
	if (!success && failed.length === before) failed.push(file);
}

function addProof(name, exitCode) {
	if (exitCode === '0') passed += 1;
	else failed.push(`npm run lab -- ${name} (exit code ${exitCode})`);
}

for (const result of process.argv.slice(2)) {
	const [name, exitCode] = result.split('=');
	if (exitCode === undefined) addReport(name);
	else addProof(name, exitCode);
}
for (const name of failed) console.log(`FAILED: ${name}`);
console.log(`${passed} passed, ${failed.length} failed`);
process.exit(failed.length > 0 || passed === 0 ? 1 : 0);
