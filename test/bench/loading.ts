import { createRequire } from 'node:module';
import { resolve } from 'node:path';

import packageJson from '../../package.json';

/** Loads the built nodes as n8n does that has loaded nothing but n8n-workflow. Only the first time in a process counts. */
export async function loading(): Promise<() => Promise<number>> {
	const load = createRequire(resolve('package.json'));
	load('n8n-workflow');
	return await Promise.resolve(async () => {
		const files = packageJson.n8n.nodes.map((file) => resolve(file));
		for (const file of files) load(file);
		return await Promise.resolve(files.length);
	});
}
