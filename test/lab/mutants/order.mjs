// In which order tests meet a mutant: one that fails ends it, so what is quick and often finds a mutant comes first.
import { basename } from 'node:path';

/**
 * Tests in a go, by what they cost without a mutant, as a part of what all tests cost. What is left after the last go is not
 * tried: the mutant counts as one that no test finds, so the score is never better than it would be with all tests.
 */
const GOES = [0.001, 0.004, 0.01, 0.015];
/** Where only some of the tests take part, a part of them would be too little. */
const LEAST_MS = 120_000;

export class Order {
	/** By source file: how often each test met one of its mutants, and failed. */
	known = new Map();

	/** @param learnt by test file: `loadMs`, and `tests`, what each id costs: `cpuMs` */
	constructor(learnt) {
		this.tests = new Map(
			Object.entries(learnt).flatMap(([file, { loadMs, tests }]) =>
				Object.entries(tests).map(([id, { cpuMs }]) => [id, { file, loadMs, ms: cpuMs }]),
			),
		);
		const all = [...this.tests.values()].reduce((sum, { ms }) => sum + ms, 0);
		this.goes = GOES.map((part) => part * Math.max(all, LEAST_MS));
	}

	/** Some tests of one file after the other; a file may come again. */
	*bestFirst(source, ids) {
		const ranked = ids
			.map((id) => ({ id, ...this.tests.get(id) }))
			.map((test) => ({ ...test, rank: (test.ms + 1) / this.chance(source, test) }))
			.sort((a, b) => a.rank - b.rank);
		for (const limit of this.goes) {
			const files = new Map();
			for (let ms = 0; ranked.length > 0 && ms < limit;) {
				const test = ranked.shift();
				if (!files.has(test.file)) {
					files.set(test.file, new Set());
					ms += test.loadMs;
				}
				files.get(test.file).add(test.id);
				ms += test.ms;
			}
			for (const [file, only] of files) yield { file, only };
		}
	}

	learn(source, results) {
		const known = this.knownOf(source);
		for (const { id, failure } of results) {
			const { met, failed } = known.get(id) ?? { met: 0, failed: 0 };
			known.set(id, { met: met + 1, failed: failed + (failure === undefined ? 0 : 1) });
		}
	}

	knownOf(source) {
		const known = this.known.get(source) ?? new Map();
		this.known.set(source, known);
		return known;
	}

	/** How likely it is that a test fails: at first those of the file of the same name. */
	chance(source, { id, file }) {
		const { met, failed } = this.knownOf(source).get(id) ?? { met: 0, failed: 0 };
		const isNamesake = basename(file, '.test.ts') === basename(source, '.ts');
		return (failed + (isNamesake ? 0.5 : 0.1)) / (met + 1);
	}
}
