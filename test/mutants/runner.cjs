// Stryker's Jest runner tries all tests of a mutant, also after one has found it. This one takes the tests beside the
// changed file's folder alone: first those of the same name, then the quickest, and none after one that failed.
const { statSync } = require('node:fs');
const { basename } = require('node:path');
const { default: Runner } = require('jest-runner');

/** `record` for a file anywhere in that folder, and for its tests. */
const folderOf = (file) => /nodes[\\/]shared[\\/](\w+)/.exec(file)?.[1];

module.exports = class extends Runner {
	async runTests(tests, watcher, options) {
		// with --findRelatedTests these are the files that they are related to
		const changed = this._globalConfig.nonFlagArgs;
		const names = changed.map((file) => basename(file, '.ts'));
		const folders = new Set(changed.map(folderOf));
		const cost = ({ path }) =>
			names.includes(basename(path).split('.')[0]) ? 0 : statSync(path).size;
		let hasFailed = false;
		this.on('test-file-success', ([, { numFailingTests }]) => (hasFailed ||= numFailingTests > 0));
		for (const test of tests.sort((a, b) => cost(a) - cost(b))) {
			if (hasFailed) return;
			if (folders.size === 0 || folders.has(folderOf(test.path))) {
				await super.runTests([test], watcher, options);
			}
		}
	}
};
