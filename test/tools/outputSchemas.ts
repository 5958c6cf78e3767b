// Writes the output schemas next to the nodes: part of `npm run docs`.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { format, resolveConfig } from 'prettier';

import { outputSchemas } from '../docs/outputSchemas';

void writeAll();

async function writeAll(): Promise<void> {
	for (const [path, schema] of Object.entries(outputSchemas)) {
		const file = join('nodes', path);
		const options = { ...(await resolveConfig(file)), filepath: file };
		mkdirSync(dirname(file), { recursive: true });
		writeFileSync(file, await format(JSON.stringify(schema), options));
	}
}
