// Runs the tests of one file with jest's parts, in this realm.
import { createRequire } from 'node:module';

import {
	addEventHandler,
	afterAll,
	afterEach,
	beforeAll,
	beforeEach,
	describe,
	getState,
	it,
	resetState,
	run,
	test,
} from 'jest-circus';
import { expect } from 'expect';
import { ModuleMocker } from 'jest-mock';

import { isLeftOut } from './testFiles.mjs';

/** What this process has cost, whatever else the machine does. */
export function cpuMs() {
	const { user, system } = process.cpuUsage();
	return (user + system) / 1000;
}

/** The file that runs now. */
let current;

/** Makes jest's names known, and everything random the same each time. To be called once. */
export function prepareTests() {
	const jest = new ModuleMocker(globalThis);
	Object.assign(globalThis, {
		afterAll,
		afterEach,
		beforeAll,
		beforeEach,
		describe,
		expect,
		it,
		test,
		jest: {
			fn: jest.fn.bind(jest),
			spyOn: jest.spyOn.bind(jest),
			restoreAllMocks: jest.restoreAllMocks.bind(jest),
			setTimeout: (ms) => void (getState().testTimeout = ms),
		},
	});
	// the tests' own: import would give another
	const fc = createRequire(import.meta.url)('fast-check');
	fc.configureGlobal({ seed: 1, endOnFailure: true, numRuns: 30 });
	process.env.RUNS = '30';
	addEventHandler((event) => current?.handle(event));
	for (const name of ['uncaughtException', 'unhandledRejection']) {
		process.on(name, (error) => current?.strayError(error));
	}
}

/**
 * @param load requires the file
 * @param only the ids of the tests to run; all if not given
 * @param bail whether the first failure ends it
 * @param patience how long a test of an id may take, in milliseconds
 * @param onTest is told the id of each test before it runs
 */
export async function runTests(file, load, { only, bail, patience, onTest }) {
	resetState();
	getState().testTimeout = 30_000;
	const results = [];
	let running;
	let begin = 0;
	let isOver = false;
	const finish = (test) => {
		const failure = test.errors.length > 0 ? messageOf(test.errors[0]) : undefined;
		const hung = failure?.startsWith('thrown: "Exceeded timeout') ?? false;
		const ms = test.duration ?? 0;
		results.push({ id: idOf(test), ms, cpuMs: cpuMs() - begin, failure, hung });
		if (bail && failure !== undefined) isOver = true;
	};
	const idOf = (test) => {
		const names = [];
		for (let at = test; at.parent; at = at.parent) names.unshift(at.name);
		return `${file}: ${names.join(' ')}`;
	};
	current = {
		handle(event) {
			if (event.name === 'test_start') {
				const id = idOf(event.test);
				if (isOver || isLeftOut(id) || (only && !only.has(id))) event.test.mode = 'skip';
				else {
					running = event.test;
					begin = cpuMs();
					if (patience) event.test.timeout = patience(id);
					onTest?.(id);
				}
			} else if (event.name === 'test_done') {
				onTest?.(undefined);
				// what jest looks at for expect.assertions()
				for (const { error } of expect.extractExpectedAssertionsErrors()) {
					event.test.errors.push(error);
				}
				finish(event.test);
				running = undefined;
			}
		},
		strayError: (error) => running?.errors.push(error),
	};
	try {
		load();
		await run();
		const [stray] = getState().unhandledErrors;
		if (stray !== undefined) throw new Error(messageOf(stray));
	} finally {
		current = undefined;
	}
	return results;
}

function messageOf(error) {
	const [first] = Array.isArray(error) ? error : [error];
	return first instanceof Error ? (first.stack ?? first.message) : String(first);
}
