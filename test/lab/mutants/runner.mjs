// A test runner for Stryker that loads n8n once. Jest gives each test file everything anew, n8n's two seconds too: with
// thousands of mutants that is days. Here a process keeps n8n and the other packages, and only what is this project's own
// is loaded anew for each mutant and test file, with the mutant active from the first line on. The tests are the same, and
// jest's own parts run them: jest-circus, expect, jest-mock.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

import { PluginKind, declareClassPlugin } from '@stryker-mutator/api/plugin';
import { DryRunStatus, MutantRunStatus, TestStatus } from '@stryker-mutator/api/test-runner';

import { Order } from './order.mjs';
import { loadTypeScript, unloadProject } from './modules.mjs';
import { isInSample } from './sample.mjs';
import { testFiles } from './testFiles.mjs';
import { cpuMs, prepareTests, runTests } from './tests.mjs';

/** How the instrumented code and this runner find each other. */
const stryker = (globalThis.__stryker__ ??= {});

/** What the dry run learns of the tests, for the other processes: the sandbox is their working directory. */
const LEARNT = '.learnt.json';

/** Stryker lets a mutant run a hundred times as often as all tests did without it: a loop without an end takes minutes. */
const HIT_LIMIT_PART = 1 / 20;

/** A test that takes so much longer than without a mutant hangs. */
const PATIENCE_FACTOR = 10;
const PATIENCE_MS = 3_000;

class SharedRunner {
	root = process.cwd();
	/** After a test that hangs, its rest may disturb the next one: that gets a new process. */
	isSpoilt = false;

	capabilities() {
		return { reloadEnvironment: true };
	}

	init() {
		process.env.NODE_ENV = 'test';
		loadTypeScript();
		prepareTests();
		// once for all, and not on the account of the first test
		createRequire(import.meta.url)('n8n-core');
	}

	async dryRun() {
		const tests = [];
		const learnt = {};
		const coverage = { static: {}, perTest: {} };
		for (const file of testFiles(this.root)) {
			stryker.mutantCoverage = { static: {}, perTest: coverage.perTest };
			const begin = cpuMs();
			const results = await this.run(file, {
				onTest: (id) => (stryker.currentTestId = id),
			});
			const inTests = results.reduce((sum, { cpuMs }) => sum + cpuMs, 0);
			learnt[file] = {
				loadMs: Math.max(0, cpuMs() - begin - inTests),
				tests: Object.fromEntries(results.map(({ id, ms, cpuMs }) => [id, { ms, cpuMs }])),
				mutants: Object.keys(stryker.mutantCoverage.static),
			};
			for (const [mutant, hits] of Object.entries(stryker.mutantCoverage.static)) {
				coverage.static[mutant] = (coverage.static[mutant] ?? 0) + hits;
			}
			results.forEach(({ id, ms, failure }) => {
				const common = { id, name: id, timeSpentMs: ms, fileName: join(this.root, file) };
				tests.push(
					failure === undefined
						? { ...common, status: TestStatus.Success }
						: { ...common, status: TestStatus.Failed, failureMessage: failure },
				);
			});
		}
		const users = usersOf(coverage);
		writeFileSync(join(this.root, LEARNT), JSON.stringify({ files: learnt, users }));
		return { status: DryRunStatus.Complete, tests, mutantCoverage: coverage };
	}

	async mutantRun({ activeMutant: { id: mutant, fileName }, testFilter, hitLimit: allowed }) {
		if (!isInSample(mutant))
			return { status: MutantRunStatus.Error, errorMessage: 'Not in the sample' };
		// Stryker repeats what a process did not finish
		if (this.isSpoilt) process.exit();
		this.learnt ??= JSON.parse(readFileSync(join(this.root, LEARNT), 'utf8'));
		this.order ??= new Order(this.learnt.files);
		const hitLimit = allowed && allowed * HIT_LIMIT_PART;
		stryker.activeMutant = mutant;
		stryker.hitLimit = hitLimit;
		stryker.hitCount = hitLimit === undefined ? undefined : 0;
		let nrOfTests = 0;
		try {
			const ids = testFilter ?? this.testsThatLoad(mutant);
			for (const { file, only } of this.order.bestFirst(fileName, ids)) {
				const { tests } = this.learnt.files[file];
				const results = await this.run(file, {
					only,
					bail: true,
					patience: (id) => PATIENCE_MS + PATIENCE_FACTOR * tests[id].ms,
				});
				nrOfTests += results.length;
				if (hitLimit !== undefined && stryker.hitCount > hitLimit) {
					return { status: MutantRunStatus.Timeout, reason: 'It ran the mutant too often.' };
				}
				this.order.learn(fileName, results);
				const failed = results.find(({ failure }) => failure !== undefined);
				if (!failed) continue;
				this.isSpoilt = failed.hung;
				return failed.hung
					? { status: MutantRunStatus.Timeout, reason: `${failed.id} hangs.` }
					: {
							status: MutantRunStatus.Killed,
							killedBy: [failed.id],
							failureMessage: failed.failure,
							nrOfTests,
						};
			}
			return { status: MutantRunStatus.Survived, nrOfTests };
		} catch (error) {
			return { status: MutantRunStatus.Error, errorMessage: String(error?.stack ?? error) };
		} finally {
			stryker.activeMutant = undefined;
			stryker.hitCount = undefined;
		}
	}

	/** The tests of a mutant that acts while files are loaded: of all files that load it, and those that use it. */
	testsThatLoad(mutant) {
		const { files, users } = this.learnt;
		const ofFiles = Object.values(files)
			.filter(({ mutants }) => mutants.includes(mutant))
			.flatMap(({ tests }) => Object.keys(tests));
		return [...new Set([...ofFiles, ...(users[mutant] ?? [])])];
	}

	/** Loads a test file, with all that is this project's own, and runs its tests. */
	async run(file, options) {
		stryker.currentTestId = undefined;
		unloadProject(this.root);
		const path = join(this.root, file);
		return await runTests(file, () => createRequire(path)(path), options);
	}
}

/** The tests that run code which runs while files are loaded, too. */
function usersOf(coverage) {
	const users = Object.fromEntries(Object.keys(coverage.static).map((mutant) => [mutant, []]));
	for (const [id, mutants] of Object.entries(coverage.perTest)) {
		for (const mutant of Object.keys(mutants)) users[mutant]?.push(id);
	}
	return users;
}

export const strykerPlugins = [declareClassPlugin(PluginKind.TestRunner, 'n8n-once', SharedRunner)];
