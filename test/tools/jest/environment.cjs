// Test files run in the realm of their worker, and not each in one of its own: what runtime.cjs keeps lives there.
const { TestEnvironment } = require('jest-environment-node');

/** What Jest itself leaves behind for the next file. */
const REMAINS = ['EVENT_HANDLERS', 'RETRY_TIMES', 'TEST_TIMEOUT_SYMBOL'].map(Symbol.for);

module.exports = class extends TestEnvironment {
	constructor(...all) {
		super(...all);
		this.global = globalThis;
		const { exit, env } = process;
		const { console } = globalThis;
		const before = { ...env };
		this.putBack = () => {
			process.exit = exit;
			globalThis.console = console;
			for (const name of Object.keys(env)) if (!(name in before)) delete env[name];
			Object.assign(env, before);
			for (const name of REMAINS) delete globalThis[name];
		};
	}

	async teardown() {
		this.moduleMocker.restoreAllMocks();
		await super.teardown();
		this.putBack();
	}
};
