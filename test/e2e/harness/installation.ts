import { createRequire } from 'node:module';
import { delimiter, join, resolve } from 'node:path';

/** Every command runs in the project's root, as npm scripts do. */
export const projectRoot = resolve('.');
export const harnessFolder = join(projectRoot, 'test/e2e/harness');

/** The private package that holds n8n and its Node.js; test/e2e/n8n/install.mjs fills it. */
const n8nPackage = join(projectRoot, 'test/e2e/n8n');
const bin = join(n8nPackage, 'node_modules/.bin');

export const installation = {
	node: join(bin, 'node'),
	n8n: join(n8nPackage, 'node_modules/n8n/bin/n8n'),
	/** Finds n8n's Node.js first. */
	path: `${bin}${delimiter}${process.env.PATH ?? ''}`,
	/** Loads a module that n8n itself uses. */
	require: createRequire(join(n8nPackage, 'package.json')),
};
