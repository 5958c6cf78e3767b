// This project's own modules in a process that keeps all others: TypeScript for require(), and forgetting.
import { readFileSync } from 'node:fs';
import Module, { createRequire } from 'node:module';
import { sep } from 'node:path';

import { transformSync } from '@swc/core';

const require = createRequire(import.meta.url);
const compiled = new Map();

/** As in test/jest.config.json. */
const options = {
	jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
	module: { type: 'commonjs' },
	swcrc: false,
};

export function loadTypeScript() {
	// before the others, as in jest: Yeastar.node.json lies beside Yeastar.node.ts
	const { '.js': js, ...others } = Module._extensions;
	for (const name of Object.keys(others)) delete Module._extensions[name];
	Object.assign(Module._extensions, { '.js': js, '.ts': loadOne, ...others });
}

function loadOne(module, filename) {
	const code =
		compiled.get(filename) ??
		transformSync(readFileSync(filename, 'utf8'), { ...options, filename }).code;
	compiled.set(filename, code);
	module._compile(code, filename);
}

/** The next require() of a module of the project runs it anew. */
export function unloadProject(root) {
	for (const path of Object.keys(require.cache)) {
		if (path.startsWith(root + sep) && !path.includes(`${sep}node_modules${sep}`)) {
			delete require.cache[path];
		}
	}
}
