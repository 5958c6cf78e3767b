// n8n and the other packages are loaded once in a worker and not once in each test file: loading n8n takes longer than most
// files do. What is this project's own is loaded anew for each file, as ever. A file that needs an n8n of its own, because
// n8n reads its configuration once, begins with `@jest-environment node`.
const { createRequire } = require('node:module');
const { compileFunction } = require('node:vm');
const { default: Runtime } = require('jest-runtime');

/** A package's name, or a part of a package. */
const PACKAGE = /^(?!node:)(@[^/]+\/)?[a-z][^:]*$/i;

module.exports = class extends Runtime {
	constructor(config, environment, ...others) {
		super(config, environment, ...others);
		// environment.cjs
		this.isShared = environment.global === globalThis;
		if (!this.isShared) return;
		const { executor } = this;
		executor.compile = (source, filename) =>
			compileFunction(source, executor.injectedModuleParameters, { filename });
	}

	requireModuleOrMock(from, name) {
		const isPackage = PACKAGE.test(name) && name !== 'expect' && !name.startsWith('@jest/');
		if (!this.isShared || !isPackage) return super.requireModuleOrMock(from, name);
		return createRequire(from)(name);
	}
};
